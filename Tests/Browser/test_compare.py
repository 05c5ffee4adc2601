"""The comparison and the list of codes: what is compared, what is only linked, and how both fit a phone."""

import pytest
from playwright.sync_api import expect

PHONE = 390
PAGES = ["compare.html", "compare-texts.html"]


def visible(page, selector):
    return page.locator(selector).evaluate_all("(all) => all.filter((one) => one.checkVisibility()).length")


@pytest.mark.parametrize("path", PAGES)
def test_only_codes_with_text_are_compared_and_the_others_are_named_in_one_line(visit, file_root, path):
    page = visit("chromium", file_root + path, javascript=False).page
    assert page.locator("thead th[data-state]").count() == 2
    others = page.locator(".more-states")
    assert others.locator("summary").inner_text() == "10 more states are listed without their text"
    assert not others.locator("a").first.is_visible()
    others.locator("summary").click()
    assert visible(page, ".more-states a") == 10


def test_chosen_states_are_chips_and_counted(visit, browser_name, root):
    page = visit(browser_name, root + "compare.html").page
    chip = page.locator(".chip", has_text="Washington")
    before = chip.evaluate("(one) => getComputedStyle(one).backgroundColor")
    chip.click()
    assert chip.locator("input").is_checked()
    assert chip.evaluate("(one) => getComputedStyle(one).backgroundColor") != before
    page.locator("#_topic").select_option("gifts")
    assert page.locator("[data-filter-status]").inner_text() == "Showing 1 of 12 states, 1 of 38 topics"


def test_a_chosen_state_without_text_is_named_and_stays_in_the_address(visit, browser_name, root):
    page = visit(browser_name, root + "compare.html?states=WA,OR").page
    status = page.locator("[data-filter-status]")
    expect(status).to_have_text("Showing 1 of 12 states, 38 of 38 topics. Text not included: Oregon")
    page.locator(".chip", has_text="Arkansas").click()
    page.wait_for_url(lambda address: "AR" in address)
    assert "OR" in page.url
    address = page.url
    status.locator("a").click()
    page.wait_for_url("**/codes/oregon.html*")
    page.goto(address)
    page.locator("button[type=reset]").click()
    page.wait_for_url(lambda address: "states=" not in address)
    assert status.inner_text() == ""


@pytest.mark.parametrize("path", PAGES)
def test_on_a_phone_each_topic_is_a_card_with_the_states_below_one_another(visit, browser_name, roots, path):
    page = visit(browser_name, roots["http"] + path, width=PHONE).page
    table = page.locator(".table")
    assert table.evaluate(
        "(one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight + 1"
    )
    card = page.locator("tbody tr").first
    assert card.locator(".cell-state").first.is_visible()
    if path == "compare-texts.html":
        first, second = (card.locator("td").nth(place).bounding_box() for place in (0, 1))
        assert second["y"] >= first["y"] + first["height"]
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not card.locator(".cell-state").first.is_visible()


def test_on_a_phone_the_codes_are_those_to_read_here_and_those_that_are_linked(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "codes/index.html", width=PHONE).page
    assert page.locator(".codes-section").all_inner_texts() == ["Read here (2)", "Linked (10)"]
    assert page.locator(".table").evaluate("(one) => one.scrollWidth <= one.clientWidth")
    assert visible(page, ".states a") == 0, "the list has all of them"
    assert visible(page, ".codes-table td > a") == 12


def test_a_code_that_is_only_linked_is_a_sentence_a_button_and_the_known_facts(visit, roots):
    page = visit("chromium", roots["http"] + "codes/oregon.html").page
    assert page.locator(".elsewhere").count() == 1
    assert page.locator("main .button").count() == 1
    assert page.locator("main .button").get_attribute("rel") == "external"
    assert page.locator(".facts dt").count() > 2


def test_rows_of_long_texts_may_be_divided_between_sheets(look, roots):
    page = look("chromium", roots["http"] + "compare-texts.html").page
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.texts tbody tr')).breakInside") == "auto"
