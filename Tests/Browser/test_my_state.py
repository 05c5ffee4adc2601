"""A reader chooses a state once. From then on, its code comes first, and missing texts are pointed out."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def home(visit, browser_name, root):
    page = visit(browser_name, root + "index.html").page
    yield page
    # Tests share the browser's storage, which Firefox separates for each file in a folder.
    page.goto(root + "index.html")
    page.evaluate("localStorage.clear()")


def choose(page, name):
    page.locator("#_state").select_option(label=name)


def test_the_code_of_the_chosen_state_is_opened_by_one_button(home):
    choose(home, "Washington")
    assert home.locator(".state.mine abbr").inner_text() in ("WA", "")
    home.locator("form[data-my-state] button").click()
    home.wait_for_url("**/codes/washington.html*")
    expect(home.locator("[data-my-state-line]")).to_contain_text("My state: Washington")
    home.locator("[data-my-state-line] a").click()
    home.wait_for_url("**/index.html*")
    assert home.locator("#_state").input_value() == "WA"


def test_a_topic_begins_with_the_chosen_state(home):
    choose(home, "Washington")
    home.locator(".home-situations a", has_text="A client offers me a gift").click()
    home.wait_for_url("**/topics/gifts.html*")
    expect(home.locator(".topic-state").first).to_have_id("code-wa")


def test_a_topic_names_the_chosen_state_where_its_text_is_not_included(home):
    choose(home, "Oregon")
    home.locator(".home-situations a", has_text="A client offers me a gift").click()
    home.wait_for_url("**/topics/gifts.html*")
    expect(home.locator(".mine-note")).to_have_text("Text not included: Oregon")
    assert home.locator(".topic-state").first.get_attribute("id") == "code-ar"


def test_the_comparison_begins_with_the_chosen_state(home):
    choose(home, "Washington")
    home.locator(".side a", has_text="Compare states").click()
    home.wait_for_url("**/compare.html*")
    expect(home.locator(".matrix thead [data-state]").first).to_have_attribute("data-state", "WA")
    assert (
        home.locator(".matrix tbody tr").first.locator("[data-state]").first.get_attribute("data-state")
        == "WA"
    )


def test_nothing_is_chosen_for_a_reader(home):
    assert home.locator("#_state").input_value() == ""
    assert home.locator(".mine").count() == 0
    assert not home.locator("[data-my-state-line]").is_visible()
    home.locator("form[data-my-state] button").click()
    assert home.evaluate("document.activeElement.id") == "_state"


def test_without_scripts_the_codes_are_a_link(visit, file_root):
    page = visit("chromium", file_root + "index.html", javascript=False).page
    assert not page.locator("#_state").is_visible()
    page.locator(".door a", has_text="All codes of ethics").click()
    assert page.url.endswith("codes/index.html")


def test_the_doors_of_the_home_page_lead_to_a_lesson_and_to_the_glossary(visit, file_root):
    page = visit("chromium", file_root + "index.html").page
    doors = page.locator(".door")
    assert doors.locator("h2").all_inner_texts() == ["My state", "Learn", "Look up a word or a law"]
    assert doors.locator("a", has_text="Start with lesson 1").get_attribute("href").startswith("lessons/")
    tops = {round(doors.nth(place).bounding_box()["y"]) for place in range(3)}
    assert len(tops) == 1, "on a wide screen they are side by side"
    columns = page.locator(".home-situations li").evaluate_all(
        "(all) => new Set(all.map((one) => one.getBoundingClientRect().left)).size"
    )
    assert columns == 2
