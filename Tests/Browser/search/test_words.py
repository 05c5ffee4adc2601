"""The client and the index must split text into the same words, by the table that the index contains."""

import random

import pytest
from fixture_site import write_site

# Texts for every rule, and for what could break it.
TEXTS = [
    "Peer's peers' don’t o'clock 'quoted' rock'n'roll it's S's s' 's x's's",
    "RCW 18.420, WAC 246-929-210; 1.5–2.5 §2-11. 3. -4 5- 6.-7 v2.0 2.x 1.2.3.",
    "recovery-oriented e-mail co\u00adworker zero\u200cwidth non‑breaking 12‑34 word‑word em—dash",
    "Ægir straße ﬀ café cafe\u0301 Ångström naïve Đorđe Łódź İstanbul ŒUVRE þorn ŉ ſ",
    "Ελλάδα ΣΊΣΥΦΟΣ Привет МИР Ёлка ЂЃ עברית العربية हिन्दी 漢字かな 한국어 ไทย",
    "🎈party🎈 👩‍⚕️nurse ⁠x ﻿y \u202eabc\u202c ①② ½ x² H₂O № 5ª 1º ＡＢＣ１２３",
    "a" * 39 + " " + "b" * 41 + " " + "ß" * 25 + " " + "é" * 50 + " " + "1." * 30 + "1",
    "贈り物を受け取りません。我不收礼物，2件A级。선물을 받지 않습니다 ของขวัญ ຂອງຂວັນ អំណោយ လက်ဆောင် 𠀀𠀁 字",
    "𝒜bc 𐐷𐐷 \U0010ffff \ufffd \ue000private",
]


def random_texts():
    chance = random.Random(7)
    letters = "aAzZsS09''’.-‑–\u0301\u00ad éßÆŁΩЯא漢🎈𐐷\u2028\u2029\"\\</\t\n"
    return ["".join(chance.choices(letters, k=200)) for _ in range(60)]


@pytest.fixture(scope="module")
def page(pool, tmp_path_factory):
    """The search page of a site whose records contain only the texts."""
    texts = [*TEXTS, *random_texts()]
    records = [
        {"kind": "page", "address": f"page{number}.html", "title": "", "text": text}
        for number, text in enumerate(texts)
    ]
    folder = tmp_path_factory.mktemp("words")
    write_site(folder, {"codes": [], "topics": [], "records": records})
    page = pool.context("chromium", "light", True).new_page()
    page.goto((folder / "search.html").as_uri())
    page.wait_for_function("() => window.handbookSearch?.answersPath")
    yield page
    page.close()


def test_the_index_has_each_word_at_the_place_where_the_client_reads_it(page):
    wrong = page.evaluate(
        """async () => {
          const index = await handbookSearch.open();
          await index.openShards();
          const wrong = [];
          for (let record = 0; record < index.recordCount; record++) {
            const { text } = await index.textOf(record);
            const words = index.tokenizer.words(text);
            let places = 0;
            for (const form of new Set(words.map((word) => word.form))) {
              const entry = await index.entryOf(form);
              const found = entry && (await index.positionsOf(entry, form)).get(record);
              // Five parts without words come before: title, label, code, context, lead-in.
              const expected = words.flatMap((word, i) => (word.form === form ? [i + 5] : []));
              if (String([...(found ?? [])]) !== String(expected)) wrong.push([record, form]);
              places += expected.length;
            }
            if (places !== words.length) wrong.push([record, places]);
          }
          return wrong;
        }"""
    )
    assert wrong == []


def test_texts_arrive_as_they_were(page):
    texts = page.evaluate(
        """async () => {
          const index = await handbookSearch.open();
          await index.openShards();
          const numbers = [...Array(index.recordCount).keys()];
          return (await Promise.all(numbers.map((number) => index.textOf(number)))).map(({ text }) => text);
        }"""
    )
    assert texts == [*TEXTS, *random_texts()]


def test_no_word_of_the_index_is_without_its_record(page):
    """In the other direction, the index has no word that the client wouldn't find in the text."""
    extra = page.evaluate(
        """async () => {
          const index = await handbookSearch.open();
          await index.openShards();
          const read = new Set();
          for (let record = 0; record < index.recordCount; record++) {
            for (const { form } of index.tokenizer.words((await index.textOf(record)).text)) read.add(form);
          }
          const shards = await index.lexiconShards([["", "\\uffff"]]);
          const forms = shards.flatMap(({ entries }) => entries.flatMap((entry) => entry.forms));
          return forms.filter((form) => !read.has(form));
        }"""
    )
    assert extra == []
