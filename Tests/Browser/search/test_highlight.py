"""The words of a search are highlighted on the page that a result leads to."""

import pytest

COUNT = "[...CSS.highlights.get('search') ?? []].map((range) => range.toString())"


@pytest.fixture
def arrive(browser_name, root, visit):
    """Opens a page like a result's link does."""
    return lambda address: visit(browser_name, root + address)


def test_the_words_are_marked_until_the_reader_clears_them(arrive):
    tab = arrive("codes/northland.html?highlight=gifts%20peers#gifts")
    tab.page.wait_for_selector(".search-highlights")
    marked = tab.page.evaluate(COUNT)
    assert set(marked) == {"Peers", "gifts"}
    assert tab.page.inner_text(".search-highlights") == "Highlighted: gifts, peers Clear highlights"
    tab.page.click(".search-highlights button")
    assert tab.page.evaluate(COUNT) == []
    assert tab.page.url.endswith("codes/northland.html#gifts")
    assert tab.page.locator(".search-highlights").count() == 0
    assert tab.page.evaluate("document.activeElement.tagName") == "MAIN"
    assert tab.complaints == []


def test_a_word_in_a_script_without_spaces_is_marked_and_named_whole(browser_name, root, visit):
    tab = visit(browser_name, f"{root}search.html?q=선물을")
    marks = tab.page.locator(".search-snippet mark")
    marks.first.wait_for()
    assert marks.all_inner_texts() == ["선물을"]
    tab.page.click(".search-result-title a")
    tab.page.wait_for_selector(".search-highlights")
    assert tab.page.inner_text(".search-highlights") == "Highlighted: 선물을 Clear highlights"
    assert set(tab.page.evaluate(COUNT)) == {"선물", "물을"}


def test_accents_and_possessives_are_marked_whole(arrive):
    tab = arrive("codes/northland.html?highlight=resume")
    tab.page.wait_for_selector(".search-highlights")
    assert tab.page.evaluate(COUNT) == ["résumé"]


@pytest.mark.parametrize("value", ["", "%3Cimg%20src=x%3E", "zzz", "a" * 3000, "%F0%9F%8E%88"])
def test_an_address_written_by_hand_marks_nothing(arrive, value):
    tab = arrive(f"codes/northland.html?highlight={value}")
    tab.page.wait_for_function("() => window.handbookSearch")
    tab.page.evaluate("() => handbookSearch.open().then(() => undefined)")
    tab.drawn()
    assert tab.page.evaluate(COUNT) == []
    assert tab.page.locator("main img").count() == 0
    assert tab.complaints == []
