"""The unpacked archive, opened from disk."""


def test_the_first_page_leads_to_the_handbook(visit, unpacked, browser_name):
    tab = visit(browser_name, (unpacked / "START-HERE.html").as_uri())
    tab.page.click("main a")
    tab.page.wait_for_selector(".masthead")
    assert tab.complaints == []
    assert all(address.startswith("file:") for address in tab.requests)


def test_search_finds_and_leads_to_the_provision(visit, unpacked, browser_name):
    tab = visit(browser_name, (unpacked / "handbook/search.html").as_uri() + "?q=gifts")
    link = tab.page.locator(".search-result-title a").first
    link.wait_for()
    link.click()
    tab.page.wait_for_selector(":target")
    assert "gifts" in tab.page.locator(":target").inner_text()
    assert tab.complaints == []


def test_every_page_opens_without_a_complaint(visit, unpacked, browser_name):
    pages = [*sorted(unpacked.rglob("codes/*.html"))[:5], unpacked / "handbook/lessons/index.html"]
    for path in pages:
        tab = visit(browser_name, path.as_uri())
        # A former address leads to another page.
        tab.page.wait_for_function(
            """() => !document.querySelector('meta[http-equiv=refresh]')
              && document.querySelectorAll('h1').length === 1"""
        )
        assert (tab.complaints, tab.violations()) == ([], []), path
