"""Search says if words are only in a self-check, and tells two codes of one state apart."""

from playwright.sync_api import expect


def test_words_in_a_self_check_are_labeled_and_opening_them_is_no_answer(visit, file_root):
    page = visit("chromium", file_root + "search.html?q=toaster").page
    result = page.locator(".search-result").first
    expect(result.locator(".search-source")).to_have_text("Kitchen work · in a self-check")
    result.locator("a").click()
    page.wait_for_url("**/lessons/kitchen.html?highlight=toaster#question-1")
    expect(page.locator(".search-highlights")).to_contain_text("toaster")
    assert page.locator("details.choice[open]").count() == 0
    assert page.locator(".question.answered").count() == 0
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('lesson')).length") == 0


def test_words_of_a_section_lead_to_the_section(visit, file_root):
    page = visit("chromium", file_root + "search.html?q=before%20you%20answer").page
    result = page.locator(".search-result", has_text="Lesson").first
    expect(result.locator(".search-source")).to_have_text("Kitchen work")
    assert result.locator("a").get_attribute("href").endswith("#rules")


def test_the_filter_tells_two_codes_of_a_state_apart(visit, file_root):
    page = visit("chromium", file_root + "search.html?q=gift").page
    links = page.locator(".search-filters details").first.locator("li")
    expect(links).to_have_text(["Any", "Oregon 2", "OR 1", "supervisors 1", "Utah 1"])
    links.nth(3).locator("a").click()
    page.wait_for_url("**state=oregon.or-s*")
    expect(page.locator(".search-result")).to_have_count(1)
    expect(page.locator(".search-result-title")).to_contain_text("Oregon (supervisors)")
    expect(page.locator(".search-filters [aria-current]").first).to_contain_text("supervisors")
