"""The whole handbook in one file. The page that is shown comes from inside the file, so tests wait until it is there."""

import pytest
from test_accessibility import COLOR_RULES, findings

HOME, DRAFT = "index.html", "codes/washington.html"


@pytest.fixture
def address(packages):
    return packages[".html"].as_uri()


def wait_for_page(tab, path):
    """Waits until the file shows a page. This works even if the browser has kept the page from before."""
    tab.page.wait_for_function("(id) => document.getElementById(id)", arg=f"{path}--_main")


def wait_for_link(tab, path):
    """Waits until the file shows a page and its address has changed."""
    tab.page.wait_for_function(
        "(path) => location.hash.startsWith('#' + path) && document.querySelector(`main[id^='${path}']`)",
        arg=path,
    )


def open_page(visit, browser_name, address, path=HOME):
    tab = visit(browser_name, address if path == HOME else f"{address}#{path}")
    wait_for_page(tab, path)
    return tab


def elsewhere(tab, address):
    """Returns the requests for anything other than the file."""
    return [
        one
        for one in tab.requests
        if one.split("#")[0].split("?")[0] != address and not one.startswith("blob:")
    ]


def test_the_file_is_small(packages):
    assert packages[".html"].stat().st_size < 480_000


def test_going_back_leads_to_the_place_that_the_reader_left(visit, address, browser_name):
    tab = open_page(visit, browser_name, address)
    tab.page.click(f"main a[href='#{DRAFT}'] >> nth=0")
    wait_for_link(tab, DRAFT)
    assert "Washington" in tab.page.title()
    link = tab.page.locator("main a[href^='#topics/'] >> visible=true").nth(5)
    link.scroll_into_view_if_needed()
    place = tab.page.evaluate("scrollY")
    assert place > 500
    link.click()
    wait_for_link(tab, "topics/")
    tab.page.evaluate("setTimeout(() => history.back())")
    wait_for_link(tab, DRAFT)
    tab.page.wait_for_function("(place) => Math.abs(scrollY - place) < 2", arg=place)
    assert (tab.complaints, tab.violations()) == ([], [])
    assert elsewhere(tab, address) == []


def test_another_view_of_a_redline_is_shown(visit, address):
    tab = open_page(visit, "chromium", address, DRAFT)
    tab.page.click(".views a >> nth=2")
    wait_for_link(tab, "codes/washington.current.html")
    assert tab.page.locator(".code-text ins, .code-text del").count() == 0


def test_an_address_with_a_place_shows_it(visit, address, browser_name):
    tab = visit(browser_name, f"{address}#{DRAFT}--gifts")
    tab.page.wait_for_selector(":target")
    assert "gifts" in tab.page.locator(":target").inner_text()
    assert tab.page.locator(":target").evaluate(
        "(one) => Math.abs(one.getBoundingClientRect().top) < innerHeight"
    )


def test_without_scripts_the_file_says_so_and_shows_the_codes(visit, address):
    tab = visit("chromium", address, javascript=False)
    text = tab.page.locator("main").inner_text()
    assert "needs JavaScript" in text
    assert "I do not provide or accept gifts from people that I serve." in text


def test_search_finds_leads_to_the_place_and_highlights(visit, address, browser_name):
    tab = open_page(visit, browser_name, address)
    tab.page.keyboard.press("/")
    tab.page.locator("dialog[open] input[type=search]").fill("WA gifts")
    tab.page.locator("dialog .search-result-title a").first.click()
    tab.page.wait_for_function(
        "() => location.search === '?highlight=gifts' && CSS.highlights.get('search')?.size > 0"
    )
    assert tab.page.evaluate("document.querySelector(':target').id") == f"{DRAFT}--gifts"
    assert (tab.complaints, tab.violations()) == ([], [])
    assert elsewhere(tab, address) == []


def test_enter_in_the_search_dialog_shows_all_results(visit, address, browser_name):
    tab = open_page(visit, browser_name, address, DRAFT)
    tab.page.keyboard.press("/")
    tab.page.locator("dialog[open] input[type=search]").fill("privacy")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function(
        "() => document.querySelectorAll('#search-page .search-result-title a').length > 5"
    )
    assert tab.page.evaluate("location.search + location.hash") == "?q=privacy#search.html"


def test_the_switch_of_the_slash_key_works(visit, address):
    tab = open_page(visit, "chromium", address)
    tab.page.keyboard.press("/")
    tab.page.locator("dialog[open] #search-slash").uncheck()
    tab.page.locator("dialog[open] .search-close").click()
    tab.page.keyboard.press("/")
    assert tab.page.locator("dialog[open]").count() == 0
    tab.page.keyboard.press("Control+k")
    tab.page.locator("dialog[open]").wait_for()


def test_the_skip_link_leads_to_the_main_part(visit, address, browser_name):
    tab = open_page(visit, browser_name, address, DRAFT)
    tab.page.locator("a.skip").focus()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("() => document.activeElement.matches('main')")


def test_self_checks_and_practice_work(visit, address, browser_name):
    tab = open_page(visit, browser_name, address, "lessons/boundaries.html")
    choice = tab.page.locator("details.choice").first
    choice.locator("summary").click()
    tab.page.wait_for_function("() => document.querySelector('.question-status')?.textContent.trim()")
    assert (
        tab.page.locator("[data-record-answers] li").count()
        == tab.page.locator("[data-question]").count()
        > 0
    )
    tab.page.evaluate("location.hash = '#practice.html'")
    wait_for_page(tab, "practice.html")
    tab.page.locator("#practice").get_by_role("button", name="Start", exact=True).click()
    tab.page.locator("#practice .round .stem").wait_for()
    assert (tab.complaints, tab.violations()) == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit, address, scheme):
    tab = visit("chromium", address, scheme=scheme)
    for path in [HOME, DRAFT, "lessons/boundaries.html", "compare.html", "search.html"]:
        tab.page.evaluate("(fragment) => { location.hash = fragment; }", path)
        wait_for_page(tab, path)
        assert findings(tab.page, rules=COLOR_RULES if scheme == "dark" else None) == {}, path
