"""Reading in a browser: nothing complains, nothing leaves the folder, nothing is wider than a phone."""

WIDTH_OF_A_PHONE = 320


def test_a_page_opens_without_an_error_and_asks_for_nothing_outside(visit, browser_name, root, sample):
    tab = visit(browser_name, root + sample.path)
    tab.page.wait_for_timeout(100)
    assert tab.complaints == []
    assert tab.violations() == []
    loaded = tab.page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    requested = [
        address for address in [*tab.requests, *loaded] if not address.startswith(("data:", "blob:"))
    ]
    assert [address for address in requested if not address.startswith(root)] == []


def test_no_page_scrolls_sideways_on_a_phone(visit, browser_name, roots, sample):
    tab = visit(browser_name, roots["http"] + sample.path, width=WIDTH_OF_A_PHONE)
    width = tab.page.evaluate("document.scrollingElement.scrollWidth")
    wide = tab.page.evaluate(
        """(width) => [...document.querySelectorAll('body *')]
          .filter((one) => one.getBoundingClientRect().left + one.scrollWidth > width + 1)
          .slice(0, 5).map((one) => one.outerHTML.slice(0, 120))""",
        WIDTH_OF_A_PHONE,
    )
    assert width <= WIDTH_OF_A_PHONE, wide


def test_text_can_be_spaced_wider_without_loss(visit, roots, sample):
    """WCAG 2.2, 1.4.12: with the spacing that it names, no line of text is cut off."""
    tab = visit("chromium", roots["http"] + sample.path, width=WIDTH_OF_A_PHONE)
    tab.page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
            word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    cut = tab.page.evaluate(
        """() => [...document.querySelectorAll('main :is(p, li, td, th, h1, h2, h3)')]
          // What is there for screen readers alone has no size to read it at.
          .filter((one) => getComputedStyle(one).overflow !== 'visible' && one.clientHeight > 1
            && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1))
          .slice(0, 5).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert cut == []


def test_a_page_reads_the_same_without_javascript(visit, browser_name, roots, sample):
    """All text of `main` is there and visible; only the record of answers, which a script fills in, is not."""
    without = visit(browser_name, roots["file"] + sample.path, javascript=False)
    main = without.page.locator("main")
    assert main.count() == 1
    assert main.is_visible()
    assert without.page.locator("h1").is_visible()
    hidden = [
        element
        for element in sample.elements
        if "hidden" in element.attributes
        and "data-record" not in element.attributes
        and element.name in ("section", "article", "main", "p", "li")
    ]
    assert hidden == []
