"""Provisions of the handbook are found by three of their words: whole, inflected, misspelled, or unfinished."""

import random
import re

import pytest
from pages import SITE
from zxcvbn.frequency_lists import FREQUENCY_LISTS

# The number of queries for each provision, and the number of its rarest words that they are chosen from.
QUERIES, RAREST = 8, 8
# The minimum share of queries whose first result is the provision that the words came from.
FLOORS = {"exact": 0.93, "inflected": 0.85, "misspelled": 0.9, "unfinished": 0.92}
ENGLISH = {word for words in FREQUENCY_LISTS.values() for word in words}
ENDINGS = ["", "s", "es", "ed", "ing", "e", "y", "ies", "ied"]


def words_of(text):
    return re.findall(r"[a-z]+", text.lower())


def inflections(word):
    """Returns the other forms of a word that are English words, by the regular endings."""
    stems = {word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending)}
    forms = {stem + ending for stem in stems if len(stem) > 3 for ending in ENDINGS}
    return sorted(forms & ENGLISH - {word})


def misspell(chance, word):
    """Makes one edit anywhere except at the first letter, so that the result isn't a word."""
    while True:
        place = chance.randrange(1, len(word) - 1)
        letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
        wrong = chance.choice(
            [
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            ]
        )
        if wrong != word and wrong not in ENGLISH:
            return wrong


def queries(records):
    """Yields the kind of each query, its words, and the provision that they come from."""
    chance = random.Random(1)
    texts = [set(words_of(record["text"])) for record in records]
    frequency = {word: sum(word in text for text in texts) for text in texts for word in text}
    for record, text in zip(records, texts):
        telling = [word for word in text if len(word) > 4 and word in ENGLISH]
        rarest = sorted(telling, key=lambda word: (frequency[word], word))[:RAREST]
        if record["kind"] != "provision" or len(rarest) < 3:
            continue
        for _ in range(QUERIES):
            words = chance.sample(rarest, 3)
            place = chance.randrange(3)
            inflected = [chance.choice(inflections(word) or [word]) for word in words]
            wrong = [misspell(chance, word) if i == place else word for i, word in enumerate(words)]
            yield "exact", words, record["address"]
            if inflected != words:
                yield "inflected", inflected, record["address"]
            yield "misspelled", wrong, record["address"]
            yield "unfinished", [*words[:2], words[2][: max(4, len(words[2]) * 2 // 3)]], record["address"]


@pytest.fixture(scope="module")
def found(pool):
    """Returns, for each kind of query, each query with its first result and the right one."""
    page = pool.context("chromium", "light", True).new_page()
    page.goto((SITE.folder / "search.html").as_uri())
    page.wait_for_function("() => window.handbookSearch?.answersPath")
    records = page.evaluate(
        """async () => {
          const index = await handbookSearch.open();
          await index.openShards();
          const records = [...Array(index.recordCount).keys()];
          const texts = await Promise.all(records.map((record) => index.textOf(record)));
          return texts.map(({ kind, address, text }) => ({ kind: index.kinds[kind], address, text }));
        }"""
    )
    asked = list(queries(records))
    firsts = page.evaluate(
        """async (queries) => {
          const index = await handbookSearch.open();
          await handbookSearch.loadAnswers();
          const firsts = [];
          for (const q of queries) {
            const { results } = await handbookSearch.answer(index, { q }, { start: 0, count: 1 });
            firsts.push(results.length > 0 ? (await index.textOf(results[0].record)).address : undefined);
          }
          return firsts;
        }""",
        [" ".join(words) for _, words, _ in asked],
    )
    page.close()
    found = {kind: [] for kind in FLOORS}
    for (kind, words, wanted), first in zip(asked, firsts):
        found[kind].append((" ".join(words), first, wanted))
    return found


@pytest.mark.parametrize("kind", FLOORS)
def test_the_provision_is_the_first_result(found, kind):
    assert len(found[kind]) > 100
    misses = [query for query in found[kind] if query[1] != query[2]]
    assert 1 - len(misses) / len(found[kind]) >= FLOORS[kind], misses
