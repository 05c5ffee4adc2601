"""The trainer's kit: each document opened from disk, read by axe, and printed."""

import re
import subprocess

import pytest
from test_accessibility import findings

LESSON = "boundaries"
DOCUMENTS = [
    "index.html",
    *[
        f"{LESSON}/{name}.html"
        for name in "agenda slides pre-test post-test answer-key sign-in-sheet certificate".split()
    ],
]


@pytest.fixture(scope="session")
def kit(packages):
    """The unpacked kit."""
    (folder,) = packages[".zip"].parent.glob("*-facilitator-kit")
    return folder


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_needs_no_other_file_and_axe_finds_nothing(visit, kit, path):
    address = (kit / path).as_uri()
    tab = visit("chromium", address)
    # On a wide screen the slides are shown one at a time; axe needs to see all of them.
    if path.endswith("slides.html"):
        tab.page.click("[data-view]")
        tab.page.check("#_notes")
    assert tab.page.locator("h1").count() == 1
    assert findings(tab.page) == {}
    assert (tab.complaints, tab.violations()) == ([], [])
    assert set(tab.requests) <= {address}


def test_no_document_is_wider_than_a_phone(visit, kit):
    for path in DOCUMENTS:
        page = visit("chromium", (kit / path).as_uri(), width=320).page
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_the_schedule_fits_a_phone(visit, kit):
    page = visit("chromium", (kit / LESSON / "agenda.html").as_uri(), width=360).page
    table = page.locator(".table:has(.agenda)")
    assert table.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    # No word of the header is divided.
    assert page.locator(".agenda thead th").last.evaluate("(one) => one.clientHeight") < 60


def test_citations_in_the_answer_key_are_apart(visit, kit):
    page = visit("chromium", (kit / LESSON / "answer-key.html").as_uri()).page
    texts = page.locator(".rationale").all_text_contents()
    assert any(
        "Arkansas, group\u00a05, item\u00a04; Washington draft, Code of Ethics, item\u00a012" in text
        for text in texts
    )
    assert not any(re.search(r"item\s\d+ (Arkansas|Washington)", text) for text in texts)


def slide(page, number):
    """Waits until exactly one slide is shown."""
    page.wait_for_function(
        """(id) => {
          const shown = [...document.querySelectorAll('.slide')].filter((one) => one.offsetHeight > 0);
          return shown.length === 1 && shown[0].id === id;
        }""",
        arg=f"slide-{number}",
    )


def test_keys_move_through_the_slides_and_a_reload_keeps_the_place(visit, kit, browser_name):
    tab = visit(browser_name, (kit / LESSON / "slides.html").as_uri())
    page = tab.page
    count = page.locator(".slide").count()
    slide(page, 1)
    for key, number in [("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2), ("End", count), ("Home", 1)]:
        page.keyboard.press(key)
        slide(page, number)
    page.click("[data-next]")
    slide(page, 2)
    page.reload()
    slide(page, 2)
    assert (tab.complaints, tab.violations()) == ([], [])


def projected(visit, kit):
    """Opens the slides in the size of a projector."""
    page = visit("chromium", (kit / LESSON / "slides.html").as_uri()).page
    page.set_viewport_size({"width": 1280, "height": 720})
    page.wait_for_selector(".one .slide.current")
    return page


def test_every_slide_fits_on_a_projector(visit, kit):
    page = projected(visit, kit)
    tall = page.evaluate(
        """() => [...document.querySelectorAll('.slide')].filter((one) => {
          document.querySelector('.current').classList.remove('current');
          one.classList.add('current');
          return document.documentElement.scrollHeight > innerHeight + 1;
        }).map((one) => one.id)"""
    )
    assert tall == []


def test_a_question_stays_in_place_when_its_answer_is_shown(visit, kit):
    page = projected(visit, kit)
    places = page.evaluate(
        """() => [...document.querySelectorAll('.slide')].flatMap((one) => {
          document.querySelector('.current').classList.remove('current');
          one.classList.add('current');
          const stem = one.querySelector('.stem');
          const choice = one.querySelector('.choices > li');
          return stem ? [[stem.getBoundingClientRect().top, choice.getBoundingClientRect().top]] : [];
        })"""
    )
    assert len(places) > 20
    assert places[0::2] == places[1::2]


def test_the_mark_and_the_word_of_a_verdict_are_on_one_line(visit, kit):
    page = projected(visit, kit)
    lines = page.evaluate(
        """() => [...document.querySelectorAll('.slide:has(.verdict)')].map((one) => {
          document.querySelector('.current').classList.remove('current');
          one.classList.add('current');
          return [...one.querySelectorAll('.verdict')].map(
            (word) => new Set([...word.getClientRects()].map(({ bottom }) => Math.round(bottom))).size);
        }).flat()"""
    )
    assert len(lines) > 10 and set(lines) == {1}


def test_the_words_before_a_list_are_set_apart_from_the_quoted_rule(visit, kit):
    page = visit("chromium", (kit / LESSON / "slides.html").as_uri(), javascript=False).page
    size = "(one) => parseFloat(getComputedStyle(one).fontSize)"
    quotation = page.locator(".quotation:has(.lead-in)").first
    assert quotation.locator(".lead-in").evaluate(size) < quotation.locator(".quoted-text").evaluate(size)


def test_without_script_all_slides_are_on_the_page(visit, kit):
    page = visit("chromium", (kit / LESSON / "slides.html").as_uri(), javascript=False).page
    slides = page.locator(".slide")
    assert all(one.is_visible() for one in slides.all())
    assert not page.locator("[data-next]").is_visible()
    page.check("#_notes")
    assert page.locator(".notes").first.is_visible()


def sheets(page, path):
    """Prints a page, and returns the text of each sheet."""
    page.pdf(path=path, prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True)
    return [" ".join(sheet.split()) for sheet in done.stdout.split("\f")[:-1]]


def test_each_slide_is_printed_on_a_sheet_of_its_own(visit, kit, tmp_path):
    page = visit("chromium", (kit / LESSON / "slides.html").as_uri()).page
    count = page.locator(".slide").count()
    printed = sheets(page, tmp_path / "slides.pdf")
    assert [re.search(r"(\d+) / \d+$", sheet)[1] for sheet in printed] == [
        str(number) for number in range(1, count + 1)
    ]
    page.check("#_notes")
    with_notes = sheets(page, tmp_path / "notes.pdf")
    starts = [
        number for number in range(1, count + 1) if any(f" {number} / {count}" in one for one in with_notes)
    ]
    assert len(starts) == count
    assert any("No answer makes this tidy" in one for one in with_notes)
    assert not any("No answer makes this tidy" in one for one in printed)


def test_each_printed_sheet_says_that_it_is_no_official_text(visit, kit, tmp_path):
    for name, most in {
        "pre-test": 4,
        "answer-key": 14,
        "sign-in-sheet": 1,
        "agenda": 2,
        "certificate": 1,
    }.items():
        page = visit("chromium", (kit / LESSON / f"{name}.html").as_uri()).page
        printed = sheets(page, tmp_path / f"{name}.pdf")
        assert len(printed) <= most, name
        assert all(
            "Only the text published by the state or issuing body is official" in one for one in printed
        )
