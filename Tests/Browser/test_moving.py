"""Readers choose two texts, and read what's new, gone, or different on each topic."""

import pytest
from playwright.sync_api import expect
from test_accessibility import findings

PAGE = "moving/index.html"
READY = "moving/arkansas-to-washington.html"
SECTIONS = """() => [...document.querySelectorAll("main section[id]")].filter((one) => one.checkVisibility())
  .map((one) => [one.id, one.innerText.replace(/\\s+/g, " ").trim()])"""


@pytest.fixture
def chosen(visit, browser_name, root):
    return visit(browser_name, root + PAGE + "?from=arkansas&to=washington").page


def test_two_chosen_codes_read_like_a_page_that_the_handbook_names(visit, browser_name, root):
    page = visit(browser_name, root + PAGE).page
    expect(page.locator("[data-move-result]")).to_be_hidden()
    page.get_by_label("From", exact=True).select_option(label="Arkansas (Status unknown)")
    page.get_by_label("To", exact=True).select_option(label="Washington (Draft)")
    expect(page.locator("h1")).to_have_text("Moving from Arkansas to Washington")
    assert page.title().startswith("Moving from Arkansas to Washington – ")
    sections = page.evaluate(SECTIONS)
    marks = page.locator("section[id] h2 .dot:visible").all_inner_texts()
    counts = [marks.count("new"), marks.count("not mentioned anymore")]
    expect(page.locator("[data-filter-status]")).to_have_text(
        f"Topics: {counts[0]} new, {counts[1]} not mentioned anymore, {len(sections) - sum(counts)} in both codes."
    )
    ready = visit(browser_name, root + READY).page
    assert sections == ready.evaluate(SECTIONS)
    assert len(sections) > 20 and all(counts)


def test_the_choice_is_in_the_address(chosen, browser_name):
    expect(chosen.locator("h1")).to_have_text("Moving from Arkansas to Washington")
    chosen.get_by_label("From", exact=True).select_option("washington")
    expect(chosen.locator("[role=status]").first).to_have_text("Choose two different texts.")
    expect(chosen.locator("h1")).to_have_text("Moving from one state to another")
    chosen.get_by_label("To", exact=True).select_option("arkansas")
    expect(chosen.locator("h1")).to_have_text("Moving from Washington to Arkansas")
    chosen.reload()
    expect(chosen.locator("h1")).to_have_text("Moving from Washington to Arkansas")


def test_a_topic_in_the_address_is_shown(visit, browser_name, root):
    page = visit(browser_name, root + PAGE + "?from=arkansas&to=washington#gifts").page
    expect(page.locator("#gifts h2")).to_be_in_viewport()
    assert page.locator("#gifts .quotation").count() == 2


def test_an_unknown_text_in_the_address_is_ignored(visit, browser_name, root):
    tab = visit(browser_name, root + PAGE + "?from=%3Cb%3E&to=nowhere#100%")
    expect(tab.page.locator("h1")).to_have_text("Moving from one state to another")
    expect(tab.page.get_by_role("link", name="Moving from Arkansas to Washington")).to_be_visible()
    assert tab.complaints == []


def test_a_page_that_the_handbook_names_leads_to_other_choices(visit, browser_name, root):
    page = visit(browser_name, root + READY).page
    page.get_by_role("link", name="Choose other codes").click()
    expect(page.get_by_label("From", exact=True)).to_have_value("arkansas")
    expect(page.get_by_label("To", exact=True)).to_have_value("washington")


def test_without_a_script_the_page_leads_to_others(visit, root):
    # Firefox runs scripts even with javascript=False; see the README.
    page = visit("chromium", root + PAGE, javascript=False).page
    expect(page.locator("[data-move]")).to_be_hidden()
    assert "Choosing needs JavaScript." in page.locator("main").inner_text()
    page.get_by_role("link", name="Moving from Arkansas to Washington").click()
    expect(page.locator("#gifts .quotation")).to_have_count(2)


def test_the_words_are_spanish_on_spanish_pages(visit, browser_name, root):
    page = visit(browser_name, root + "es/" + PAGE + "?from=arkansas&to=washington").page
    expect(page.locator("h1")).to_have_text("Si se muda de Arkansas a Washington")
    expect(page.locator("[data-filter-status]")).to_contain_text("en los dos códigos")
    expect(page.locator("#gifts")).to_contain_text("No doy ni acepto regalos")


def test_only_the_result_is_printed(visit, root):
    page = visit("chromium", root + PAGE + "?from=arkansas&to=washington").page
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_have_text("Moving from Arkansas to Washington")
    expect(page.locator("[data-move]")).to_be_hidden()
    expect(page.locator("[data-move-ready]")).to_be_hidden()
    expect(page.locator("#gifts .quotation").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_the_result(chosen, width):
    chosen.set_viewport_size({"width": width, "height": 900})
    expect(chosen.locator("#gifts")).to_be_visible()
    assert findings(chosen) == {}
    assert chosen.evaluate("document.scrollingElement.scrollWidth") <= width
