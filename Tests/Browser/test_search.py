"""Search in the real handbook: what readers would type, what should be found, and what loading costs."""

import gzip
from pathlib import Path

import pytest
from browsers import SCHEMES
from test_accessibility import COLOR_RULES, WIDTHS, findings
from zxcvbn.frequency_lists import FREQUENCY_LISTS

JUDGED = [
    Path(__file__).parent / "search" / name for name in ["judged.tsv", "situations.tsv", "everyday.tsv"]
]

# The groups of queries: those of each file that search is tuned to, and those that are held out. The columns of
# `judged.tsv` say how each query is judged.
GROUPS = [
    "judged",
    "judged, held out",
    "situations",
    "situations, held out",
    "everyday",
    "everyday, held out",
]
# The minimum value of each measure in each group.
FLOORS = {
    "first": (0.95, 0.94, 0.98, 0.92, 0.9, 0.79),
    "first three": (0.99, 0.99, 1.0, 0.96, 0.97, 0.88),
    "first ten": (1.0, 1.0, 1.0, 0.98, 0.99, 0.96),
    "provision in the first three": (0.95, 0.9, 0.83, 0.77, 0.83, 0.7),
    "question, first": (0.89, 0.96, 0.96, 0.9, 0.9, 0.78),
    "question, first three": (0.96, 1.0, 1.0, 0.96, 0.97, 0.87),
    "citation first": (1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    "state named": (1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    "other states set apart": (1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    "no content, says so": (1.0, 1.0, 1.0, 1.0, 0.85, 0.83),
    "no content, lists no rule": (1.0, 1.0, 1.0, 1.0, 0.85, 0.75),
    "not mentioned only when true": (1.0, 0.98, 0.97, 1.0, 0.96, 0.93),
}
CODES = {
    "AR": "arkansas",
    "CA": "california",
    "DC": "district-of-columbia",
    "GA": "georgia",
    "ID": "idaho",
    "IL": "illinois",
    "MT": "montana",
    "OH": "ohio",
    "OR": "oregon",
    "SC": "south-carolina",
    "VA": "virginia",
    "WA": "washington",
}


def judgments():
    """Yields each query with its group, flags, answers, and the state that it names, with what is included."""
    for number, path in enumerate(JUDGED):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                query, flags, answers, *state = line.split("\t")
                group = GROUPS[2 * number + ("h" in flags)]
                yield (
                    query,
                    group,
                    flags,
                    [] if answers == "-" else answers.split(),
                    state[0] if state else "",
                )


def fits(answer, kind, address):
    """Returns whether a result is one of the answers that `judged.tsv` lists."""
    name, _, value = answer.partition(":")
    page = address.split("#")[0]
    if "#" in answer:
        code, _, anchor = answer.partition("#")
        return address == f"codes/{CODES[code]}.html#{anchor}"
    if name == "F":
        return kind == "fact" and (not value or page == f"codes/{CODES[value]}.html")
    if name == "c":
        return page == f"codes/{CODES[value]}.html" and (kind == "fact" or address == page)
    pages = {"t": f"topics/{value}.html", "l": f"lessons/{value}.html", "pg": f"pages/{value}.html"}
    if name in pages:
        return page == pages[name]
    return address == {"g": f"glossary.html#{value}", "cite": f"citations.html#cite-{value}"}[name]


@pytest.fixture(scope="module")
def answers(pool, roots):
    """For each query, the first ten results, the note above them, and the message about states."""
    page = pool.context("chromium", "light", True).new_page()
    page.goto(f"{roots['file']}search.html")
    page.wait_for_function("() => window.handbookSearch?.answersPath")
    yield page.evaluate(
        """async (queries) => {
          const index = await handbookSearch.open();
          await handbookSearch.loadAnswers();
          const answers = [];
          for (const q of queries) {
            const answer = await handbookSearch.answer(index, { q }, { start: 0, count: 10 });
            const texts = await Promise.all(answer.results.map(({ record }) => index.textOf(record)));
            answers.push({
              found: texts.map(({ kind, address }) => [index.kinds[kind], address]),
              note: answer.note?.kind, otherStatesFrom: answer.otherStatesFrom ?? null,
              states: answer.states.map(({ name, text }) => `${name}=${text}`),
            });
          }
          return answers;
        }""",
        [query for query, *_ in judgments()],
    )
    page.close()


def measured(answers, group):
    """Returns, for each measure, the queries of a group that it covers and whether each is satisfied."""
    measures = {name: {} for name in FLOORS}
    for (query, its_group, flags, wanted, state), answer in zip(judgments(), answers):
        if its_group != group:
            continue
        fitting = [any(fits(one, *result) for one in wanted) for result in answer["found"]]
        place = fitting.index(True) if True in fitting else 10
        if "n" in flags:
            kinds = {kind for kind, _ in answer["found"]}
            measures["no content, says so"][query] = answer["note"] == "unmentioned" or place < 10
            measures["no content, lists no rule"][query] = "provision" not in kinds
            continue
        if state:
            measures["state named"][query] = state in answer["states"]
            own = answer["found"][: answer["otherStatesFrom"]]
            codes = {address.split("#")[0] for kind, address in own if kind == "provision"}
            slug = state.split("=")[0].lower().replace(" ", "-")
            measures["other states set apart"][query] = codes <= {f"codes/{slug}.html"}
        if "x" in flags:
            measures["citation first"][query] = place == 0
            continue
        if not wanted:
            continue
        measures["first"][query] = place == 0
        measures["first three"][query] = place < 3
        measures["first ten"][query] = place < 10
        if "q" in flags:
            measures["question, first"][query] = place == 0
            measures["question, first three"][query] = place < 3
        if "p" in flags:
            rules = [fit and kind == "provision" for fit, (kind, _) in zip(fitting, answer["found"])]
            measures["provision in the first three"][query] = any(rules[:3])
            measures["not mentioned only when true"][query] = answer["note"] != "unmentioned"
    return measures


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("name", FLOORS)
def test_readers_find_what_they_mean(answers, name, group):
    fulfilled = measured(answers, group)[name]
    missed = [query for query, is_fulfilled in fulfilled.items() if not is_fulfilled]
    floor = FLOORS[name][GROUPS.index(group)]
    assert len(missed) <= (1 - floor) * len(fulfilled), missed


# Entries in the lists that aren't English words: typos, words of other languages, and names from one story.
NO_WORDS = set(
    """
didn doesn couldn wouldn fraid hinks hors meems nother phonse doork youore puddy sooo cafes wakin serie assed
""".split()
)


def common_words():
    """Yields the 10,000 most common words in an encyclopedia and in movies, if long enough to correct."""
    for name in ["english_wikipedia", "us_tv_and_film"]:
        for word in list(FREQUENCY_LISTS[name])[:10_000]:
            if len(word) >= 4 and word.isascii() and word.isalpha() and word not in NO_WORDS:
                yield word


def test_no_common_word_is_taken_for_another(pool, roots):
    page = pool.context("chromium", "light", True).new_page()
    page.goto(f"{roots['file']}search.html")
    page.wait_for_function("() => window.handbookSearch?.answersPath")
    corrected = page.evaluate(
        """async (words) => {
          const index = await handbookSearch.open();
          await handbookSearch.loadAnswers();
          await index.openShards();
          const corrected = [];
          for (const word of words) {
            const meanings = await search(index, `${word} `);
            const typo = meanings.flat().find((group) => group.how === "typo");
            if (typo) corrected.push([word, typo.spelling]);
          }
          return corrected;

          function search(index, text) {
            return handbookSearch.meaningsOfClauses(index, handbookSearch.parseQuery(index, text));
          }
        }""",
        sorted(set(common_words())),
    )
    page.close()
    assert corrected == []


def test_every_result_leads_to_a_place_that_exists(pool, roots, site):
    page = pool.context("chromium", "light", True).new_page()
    page.goto(f"{roots['file']}search.html")
    page.wait_for_function("() => window.handbookSearch?.answersPath")
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
    """Returns the total size of files compressed with gzip."""
    return sum(len(gzip.compress((site.folder / path).read_bytes())) for path in paths)


def test_a_page_carries_a_kilobyte_of_search_until_it_is_used(site):
    (stub,) = [path for path in site.files if path.startswith("assets/search-stub")]
    assert (site.folder / stub).stat().st_size <= 1024


def test_what_is_loaded_before_the_first_query_is_small(site):
    scripts = {path for path in site.files if path.startswith("assets/search-") and path.endswith(".js")}
    later = ("assets/search-page", "assets/search-answers")
    client = [path for path in scripts if not path.startswith(later)]
    assert compressed(site, [*client, "search/root.js"]) <= 20_000


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_results_and_in_the_dialog(visit, browser_name, roots, scheme):
    tab = visit(browser_name, roots["http"] + "search.html?q=gift+card", scheme=scheme)
    tab.page.wait_for_selector(".search-result")
    rules = COLOR_RULES if scheme == "dark" else None
    assert findings(tab.page, rules=rules) == {}
    tab.page.keyboard.press("Control+k")
    tab.page.wait_for_selector("dialog[open]")
    tab.page.keyboard.type("accept gifts from Facebook")
    tab.page.wait_for_selector("dialog .search-result")
    assert findings(tab.page, rules=rules) == {}
    for width in WIDTHS:
        tab.page.set_viewport_size({"width": width, "height": 900})
        assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
