"""Readers' journeys in WebKit, the engine of every browser on iPhones. `make test-browser FILTER=webkit` runs them."""

import re

import pytest
from webkit import WebKit

# The narrowest window that WebKit's test browser opens is about this wide. Phones have the same layout.
PHONE = 450

CODE = "codes/washington.html"
LESSON = "lessons/boundaries.html"


@pytest.fixture(scope="module")
def webkit(tmp_path_factory):
    webkit = WebKit(tmp_path_factory.mktemp("webkit"))
    yield webkit
    webkit.close()


@pytest.fixture
def reader(webkit, request):
    """The window, at the width of a laptop and without anything stored, and saved as a picture if a test fails."""
    webkit.resize(1280)
    request.node.tab = webkit
    return webkit


@pytest.fixture
def open_page(reader, root):
    def open_page(path, width=1280):
        reader.resize(width)
        reader.open(root + path)
        return reader

    return open_page


def test_search_answers_in_a_dialog_and_on_its_page(open_page):
    page = open_page(CODE)
    page.click(".masthead input[type=search]")
    page.find(".masthead input[aria-description]")
    page.type(".masthead input[type=search]", "g")
    page.find("dialog.search-dialog")
    page.type("#search-dialog-field", "ift card")
    page.find(".search-dialog a[href*='gifts']")
    page.press("Enter")
    page.wait("location.pathname.endsWith('/search.html')")
    page.click("#search-page a[href*='topics/gifts.html']")
    page.wait("location.pathname.endsWith('/topics/gifts.html')")


def test_the_views_of_a_draft_show_it_with_and_without_its_changes(open_page):
    page = open_page(CODE)
    page.find(".code-text del")
    page.click(".views a[data-view=proposed]")
    page.wait("location.pathname.endsWith('washington.proposed.html')")
    page.find(".code-text .provision")
    assert not page.evaluate("document.querySelector('.code-text del')")
    page.click(".views a[data-view=redline]")
    page.find(".code-text del")
    provision = page.evaluate("document.querySelectorAll('.code-text .provision[id]')[6].id")
    page.open(page.address.partition("#")[0] + f"?view=current#{provision}")
    page.wait("location.pathname.endsWith('washington.current.html')")
    assert page.evaluate("location.hash") == f"#{provision}"


def test_a_self_check_is_answered_wrong_and_then_right(open_page):
    page = open_page(LESSON)
    page.evaluate("localStorage.clear()")
    page.open(page.address)
    page.click(".question .choice.wrong > summary")
    wrong = page.wait("document.querySelector('.question [data-question-status]').textContent")
    page.find(".question .choice.wrong[open] .rationale")
    page.click(".question .choice.right > summary")
    page.find(".question .choice.right[open] .rationale")
    page.wait(f"document.querySelector('.question [data-question-status]').textContent !== {wrong!r}")
    # Answers last, on a web server and in a folder.
    page.open(page.address)
    page.find(".question .choice.right[open]")
    page.evaluate("localStorage.clear()")


def test_the_comparison_shows_the_chosen_states(open_page):
    page = open_page("compare.html")
    page.click(".filter input[name=state][value=AR]")
    page.wait("location.search.includes('AR')")
    page.wait("document.querySelector('[data-filter-status]').textContent !== ''")
    shown = "[...document.querySelectorAll('.matrix thead th')].filter((one) => one.checkVisibility()).length"
    page.wait(f"{shown} === 2")
    page.open(page.address)
    page.wait(f"{shown} === 2")


def test_a_round_of_practice_explains_each_answer(open_page):
    page = open_page("practice.html")
    page.click(".practice-start .button-main")
    page.click(".round details.wrong > summary")
    page.find(".round .rationale")
    page.evaluate("localStorage.clear()")


def test_what_was_missed_in_a_lesson_is_practiced_the_next_time(open_page):
    page = open_page(LESSON, PHONE)
    page.evaluate("localStorage.clear()")
    page.open(page.address)
    stem = page.evaluate("document.querySelector('.question .stem').textContent")
    page.click(".question .choice.wrong > summary")
    page.find(".question .choice.wrong[open]")
    # The page is closed, and its store remains.
    page.open("about:blank")
    page = open_page(LESSON, PHONE)
    page.click("[data-result-practice]")
    page.wait("location.pathname.endsWith('/practice.html')")
    page.wait("document.querySelector('.practice-count')?.textContent === '1 question'")
    page.click(".practice-go .button-main")
    page.find(".round .stem")
    assert page.evaluate("document.querySelector('.round .stem').textContent") == stem
    page.click(".round details.right > summary")
    page.wait(
        "document.querySelector('.round [data-question-status]').textContent === 'Correct on your first try.'"
    )
    page = open_page(LESSON, PHONE)
    page.find(".question .choice.right[open]")
    assert not page.evaluate("document.querySelector('.question .choice.wrong[open]')")
    page.evaluate("localStorage.clear()")


def test_the_switch_of_languages_keeps_the_page_and_the_anchor(open_page):
    page = open_page(LESSON + "#dual-relationships")
    anchor = page.evaluate("location.hash")
    page.click("[data-language]")
    page.wait("document.documentElement.lang === 'es'")
    assert page.address.endswith(f"es/{LESSON}{anchor}")


def test_the_menu_of_a_phone_opens_and_leads_to_a_page(open_page):
    page = open_page(CODE, PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not page.evaluate("document.querySelector('.side-panel a').checkVisibility()")
    page.click(".side summary")
    page.click(".side-panel a[href*='glossary']")
    page.wait("location.pathname.endsWith('/glossary.html')")


def test_a_link_to_a_rule_shows_it_in_place(open_page):
    page = open_page(LESSON)
    before = page.address
    page.click("a[data-preview]")
    assert page.wait("document.querySelector('.preview:popover-open').textContent")
    assert page.evaluate("document.activeElement === document.querySelector('.preview a')")
    page.press("Escape")
    page.wait("document.querySelector('.preview:popover-open') === null")
    assert re.sub("#.*", "", page.address) == re.sub("#.*", "", before)
