"""Fixtures: the invented site of `corpus.py` in place of the built one, and its search page."""

import pytest
from corpus import corpus
from fixture_site import write_site
from pages import Site
from sites import made_once, shared_folder


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = shared_folder(tmp_path_factory) / "search-site"
    return Site(made_once(folder, lambda folder: write_site(folder, corpus())))


class SearchPage:
    """The page search.html in a tab."""

    def __init__(self, visit):
        self.visit = visit
        self.page = visit.page

    def settle(self):
        """Waits until the answer is shown and announced."""
        self.page.wait_for_function(
            "() => { const seen = document.querySelector('.search-summary')?.textContent;"
            " return seen && !seen.startsWith('Loading')"
            " && seen === document.querySelector('.search-announcement').textContent; }"
        )
        return self

    @property
    def summary(self):
        return self.page.inner_text(".search-announcement")

    @property
    def text(self):
        return self.page.inner_text("#search-page")

    @property
    def titles(self):
        return self.page.locator(".search-result-title").all_inner_texts()

    def filters(self):
        """Returns the values of each filter with their counts."""
        found = {}
        for details in self.page.locator(".search-filters details").all():
            links = details.locator("a:has(.search-count)").all()
            texts = [(link.text_content(), link.locator("span").text_content()) for link in links]
            found[details.locator("summary").text_content()] = {
                text.removesuffix(count).strip(): int(count) for text, count in texts
            }
        return found


@pytest.fixture
def search_page(visit, root):
    """Opens the search page: `search_page(browser_name, "q=gifts")` returns a SearchPage."""

    def open_page(browser_name, query, root=root):
        return SearchPage(visit(browser_name, f"{root}search.html?{query}")).settle()

    return open_page


@pytest.fixture(scope="module")
def ask(pool, file_root):
    """Queries the client directly: `ask("gifts", state="orland")` returns addresses and other results."""
    page = pool.context("chromium", "light", True).new_page()
    page.goto(f"{file_root}search.html")
    page.wait_for_function("() => window.handbookSearch?.answersPath")

    def answer(q, count=10, **filters):
        return page.evaluate(
            """async ({ request, count }) => {
              const index = await handbookSearch.open();
              await handbookSearch.loadAnswers();
              const answer = await handbookSearch.answer(index, request, { start: 0, count });
              const texts = await Promise.all(answer.results.map(({ record }) => index.textOf(record)));
              return {
                found: texts.map((text) => text.address), total: answer.total, fullTotal: answer.fullTotal,
                note: answer.note?.kind, spellings: answer.spellings, urgent: answer.urgent,
                topics: answer.topics.map((topic) => topic.id),
                states: answer.states.map(({ name, text, hasResults }) => [name, text, hasResults]),
                otherStatesFrom: answer.otherStatesFrom, missingItem: answer.missingItem?.label,
                results: answer.results.map(({ isRemoved, topics, lacking }) => (
                  { isRemoved, topics: topics.map((topic) => topic.id), lacks: lacking.length })),
              };
            }""",
            {"request": {"q": q, **filters}, "count": count},
        )

    yield answer
    page.close()
