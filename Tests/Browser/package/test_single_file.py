"""The whole handbook in one page."""

import pytest
from test_accessibility import COLOR_RULES, findings

HOME, DRAFT = "index.html", "codes/washington.html"


@pytest.fixture
def address(packages):
    return packages[".html"].as_uri()


def shown(tab):
    """The pages that can be seen, by their paths."""
    return tab.page.eval_on_selector_all(
        "[data-page]", "all => all.filter((one) => one.getClientRects().length).map((one) => one.id)"
    )


def elsewhere(tab, address):
    """What was asked for beside the one file."""
    return [one for one in tab.requests if one.split("#")[0] != address]


def test_one_page_is_shown_at_a_time_and_the_way_back_works(visit, address, browser_name):
    tab = visit(browser_name, address)
    assert shown(tab) == [HOME]
    tab.page.click(f"[id='{HOME}'] a[href='#{DRAFT}'] >> nth=0")
    assert shown(tab) == [DRAFT]
    assert "Washington" in tab.page.title()
    tab.page.click(f"[id='{DRAFT}'] .views a >> nth=2")
    assert shown(tab) == ["codes/washington.current.html"]
    tab.page.go_back()
    assert shown(tab) == [DRAFT]
    assert (tab.complaints, tab.violations()) == ([], [])
    assert elsewhere(tab, address) == []


def test_an_address_with_a_place_shows_its_page(visit, address, browser_name):
    tab = visit(browser_name, f"{address}#{DRAFT}--gifts")
    assert shown(tab) == [DRAFT]
    assert "gifts" in tab.page.locator(":target").inner_text()


def test_links_work_without_scripts(visit, address, browser_name):
    tab = visit(browser_name, f"{address}#{DRAFT}", javascript=False)
    assert tab.page.locator(f"[id='{DRAFT}'] h1").is_visible()
    assert not tab.page.locator(f"[id='{HOME}'] h1").is_visible()
    tab.page.click(f"[id='{DRAFT}'] .breadcrumbs a >> nth=0")
    assert tab.page.locator(f"[id='{HOME}'] h1").is_visible()


def test_search_opens_finds_and_leads_to_the_place(visit, address, browser_name):
    tab = visit(browser_name, address)
    tab.page.keyboard.press("/")
    tab.page.locator("dialog[open] input[type=search]").fill("WA gifts")
    link = tab.page.locator("dialog .search-result-title a").first
    link.wait_for()
    link.click()
    tab.page.wait_for_selector(":target")
    assert shown(tab) == [DRAFT]
    assert tab.page.locator("dialog[open]").count() == 0
    assert (tab.complaints, tab.violations()) == ([], [])
    assert elsewhere(tab, address) == []


def test_the_skip_link_leads_to_the_page_that_is_shown(visit, address, browser_name):
    tab = visit(browser_name, f"{address}#{DRAFT}")
    tab.page.locator("a.skip").focus()
    tab.page.keyboard.press("Enter")
    assert shown(tab) == [DRAFT]
    assert tab.page.evaluate("document.activeElement.closest('[data-page]').id") == DRAFT


def test_only_the_shown_record_of_a_lesson_lists_its_own_answers(visit, address, browser_name):
    tab = visit(browser_name, f"{address}#lessons/boundaries.html")
    page = tab.page.locator("[id='lessons/boundaries.html']")
    assert page.locator("[data-record-answers] li").count() == page.locator("[data-question]").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit, address, scheme):
    page = visit("chromium", address, scheme=scheme).page
    for fragment in ["", DRAFT, "lessons/boundaries.html", "compare.html"]:
        page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
        assert findings(page, rules=COLOR_RULES if scheme == "dark" else None) == {}, fragment
