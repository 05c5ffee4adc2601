"""Generated records are found by their words: whole, inflected, misspelled, or unfinished."""

import random

import pytest
from fixture_site import write_site

RECORDS = 1_200
QUERIES = 300
ENDINGS = ["", "s", "ed", "ing"]
# The minimum share of queries whose first result is the record that the words came from.
FLOORS = {"exact": 0.92, "inflected": 0.85, "misspelled": 0.87, "unfinished": 0.92}


def vocabulary(chance, size):
    """Returns invented words that inflect like regular English verbs."""
    syllables = ["ba", "co", "de", "fli", "gra", "ho", "ju", "le", "mi", "pro", "re", "su", "va", "ne", "to"]
    ends = ["nt", "rk", "lp", "mp", "sk", "ft", "ld", "rn", "lt", "wn", "st", "rd"]
    words = set()
    while len(words) < size:
        words.add("".join(chance.choices(syllables, k=chance.choice([2, 2, 3]))) + chance.choice(ends))
    return sorted(words)


def generate():
    """Returns texts whose word frequencies follow Zipf's law, and queries for some of the texts."""
    chance = random.Random(1)
    words = vocabulary(chance, 3_000)
    chance.shuffle(words)
    weights = [1 / (rank + 8) for rank in range(len(words))]
    texts = [chance.choices(words, weights, k=chance.randint(25, 90)) for _ in range(RECORDS)]
    rank = {word: number for number, word in enumerate(words)}
    queries = []
    for number in chance.sample(range(RECORDS), QUERIES):
        rarest = sorted(set(texts[number]), key=lambda word: -rank[word])[:10]
        queries.append((number, chance.sample(rarest, 3)))
    inflected = [[word + chance.choice(ENDINGS) for word in text] for text in texts]
    return chance, texts, inflected, queries


def misspell(chance, word):
    """Makes one edit anywhere except at the first letter."""
    place = chance.randrange(1, len(word) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        ]
    )


def variants(chance, texts, inflected, queries):
    """Returns the same queries in each way that readers type them."""
    found = {kind: [] for kind in FLOORS}
    for number, words in queries:
        forms = dict(zip(texts[number], inflected[number]))
        exact = [forms[word] for word in words]
        found["exact"].append(exact)
        found["inflected"].append(
            [
                word + chance.choice([ending for ending in ENDINGS if word + ending != form])
                for word, form in zip(words, exact)
            ]
        )
        wrong = chance.randrange(3)
        found["misspelled"].append(
            [misspell(chance, form) if place == wrong else form for place, form in enumerate(exact)]
        )
        found["unfinished"].append([*exact[:2], exact[2][: max(4, len(exact[2]) * 2 // 3)]])
    return found


@pytest.fixture(scope="module")
def found(pool, tmp_path_factory):
    """Returns, for each kind of query, whether each query found its record first."""
    chance, texts, inflected, queries = generate()
    records = [
        {"kind": "page", "address": f"page{number}.html", "title": f"Page {number}", "text": " ".join(words)}
        for number, words in enumerate(inflected)
    ]
    folder = tmp_path_factory.mktemp("known-items")
    write_site(folder, {"codes": [], "topics": [], "records": records})
    page = pool.context("chromium", "light", True).new_page()
    page.goto((folder / "search.html").as_uri())
    page.wait_for_function("() => window.handbookSearch?.answersPath")
    firsts = page.evaluate(
        """async (variants) => {
          const index = await handbookSearch.open();
          await handbookSearch.loadAnswers();
          const firsts = {};
          for (const [kind, queries] of Object.entries(variants)) {
            firsts[kind] = [];
            for (const words of queries) {
              const request = { q: words.join(" ") };
              const { results } = await handbookSearch.answer(index, request, { start: 0, count: 1 });
              firsts[kind].push(results[0]?.record ?? -1);
            }
          }
          return firsts;
        }""",
        variants(chance, texts, inflected, queries),
    )
    page.close()
    wanted = [number for number, _ in queries]
    return {kind: [a == b for a, b in zip(wanted, first)] for kind, first in firsts.items()}


@pytest.mark.parametrize("kind", FLOORS)
def test_the_record_is_the_first_result(found, kind):
    share = sum(found[kind]) / QUERIES
    assert share >= FLOORS[kind], f"{kind}: {share:.3f}"
