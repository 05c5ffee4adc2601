"""Search over the real handbook: what readers would type, what should be found, what it costs to load."""

import gzip
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browsers import SCHEMES
from test_accessibility import RUN, TAGS, WIDTHS

JUDGED = Path(__file__).parent / "search" / "judged.tsv"

# The share of queries that must be answered by the first result, and by one of the first three.
FIRST = 0.93
FIRST_THREE = 0.97


def judgements():
    """Each query with the addresses that answer it, or with the topic that should be offered instead."""
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            query, answers, *topic = line.split("\t")
            yield query, answers.split(), topic


@pytest.fixture(scope="module")
def answers(pool, roots):
    """For each query the first addresses found, the topics offered, and whether a provision names it."""
    page = pool.context("chromium", "light", True).new_page()
    page.goto(f"{roots['file']}search.html")
    page.wait_for_function("() => window.handbookSearch")
    yield page.evaluate(
        """async (queries) => {
          const index = await handbookSearch.open();
          return Promise.all(queries.map(async (q) => {
            const answer = await handbookSearch.answer(index, { q }, { start: 0, count: 3 });
            const texts = await Promise.all(answer.results.map(({ record }) => index.textOf(record)));
            const found = texts.map(({ address }) => address);
            return [found, answer.topics.map(({ id }) => id), answer.isNamedByProvision];
          }));
        }""",
        [query for query, _, _ in judgements()],
    )
    page.close()


def test_readers_find_what_they_mean(answers):
    places = {}
    for (query, wanted, topic), (found, topics, is_named) in zip(judgements(), answers):
        if topic:
            places[query] = 0 if not is_named and topic[0] in topics else None
        else:
            places[query] = next((place for place, address in enumerate(found) if address in wanted), None)
    missed = [query for query, place in places.items() if place is None]
    first = sum(place == 0 for place in places.values()) / len(places)
    assert len(places) >= 120
    assert 1 - len(missed) / len(places) >= FIRST_THREE, missed
    assert first >= FIRST, [query for query, place in places.items() if place != 0]


def test_every_result_leads_to_a_place_that_exists(pool, roots, site):
    page = pool.context("chromium", "light", True).new_page()
    page.goto(f"{roots['file']}search.html")
    page.wait_for_function("() => window.handbookSearch")
    addresses = page.evaluate(
        """async () => {
          const index = await handbookSearch.open();
          await index.openShards();
          const records = [...Array(index.recordCount).keys()];
          const texts = await Promise.all(records.map((record) => index.textOf(record)));
          return texts.map(({ address }) => address);
        }"""
    )
    page.close()
    broken = []
    for address in addresses:
        path, _, anchor = address.partition("#")
        if path not in site.by_path or (anchor and anchor not in site.by_path[path].anchors):
            broken.append(address)
    assert addresses
    assert broken == []


def test_a_result_opens_at_its_place_with_the_words_marked(browser_name, root, visit):
    tab = visit(browser_name, f"{root}search.html?q=gifts&kind=provision")
    tab.page.click(".search-result-title a >> nth=0")
    tab.page.wait_for_selector(".search-highlights")
    assert "highlight=" in tab.page.url
    assert "gifts" in tab.page.evaluate("[...CSS.highlights.get('search')].map((range) => range.toString())")
    assert tab.complaints == []
    assert tab.violations() == []


def compressed(site, paths):
    """The size of some files with gzip."""
    return sum(len(gzip.compress((site.folder / path).read_bytes())) for path in paths)


def test_a_page_carries_a_kilobyte_of_search_until_it_is_used(site):
    (stub,) = [path for path in site.files if path.startswith("assets/search-stub")]
    assert (site.folder / stub).stat().st_size <= 1024


def test_what_is_loaded_before_the_first_query_is_small(site):
    scripts = {path for path in site.files if path.startswith("assets/search-") and path.endswith(".js")}
    client = [path for path in scripts if not path.startswith("assets/search-page")]
    assert compressed(site, [*client, "search/root.js"]) <= 20_000


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_results_and_in_the_dialog(visit, browser_name, roots, scheme):
    tab = visit(browser_name, roots["http"] + "search.html?q=gift+card", scheme=scheme)
    tab.page.wait_for_selector(".search-result")
    tab.page.evaluate(AXE_SCRIPT)
    found = {}
    for width in WIDTHS:
        tab.page.set_viewport_size({"width": width, "height": 900})
        found["page", width] = tab.page.evaluate(RUN, TAGS)
    tab.page.keyboard.press("Control+k")
    tab.page.wait_for_selector("dialog[open]")
    tab.page.keyboard.type("accept gifts from Facebook")
    tab.page.wait_for_selector("dialog .search-result")
    for width in WIDTHS:
        tab.page.set_viewport_size({"width": width, "height": 900})
        found["dialog", width] = tab.page.evaluate(RUN, TAGS)
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not any(found.values()), found
