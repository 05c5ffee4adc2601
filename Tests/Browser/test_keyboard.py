"""Moving through a page with the keyboard."""

STOPS = 20

# Checks that the focused element has an outline and isn't covered (WCAG 2.2, 2.4.7 and 2.4.11). The result is
# "" if it has neither problem.
FAULT = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const style = getComputedStyle(one);
  // The first line of a link that wraps: the middle of its box may be another line's end.
  const box = one.getClientRects()[0];
  const marked = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const seen = top && (one.contains(top) || top.contains(one));
  return marked && seen ? "" : one.outerHTML.slice(0, 120);
}"""


def test_the_stops_of_a_page_can_be_seen_and_the_first_leads_to_the_main_content(
    visit, browser_name, roots, sample
):
    tab = visit(browser_name, roots["http"] + sample.path)
    tab.page.keyboard.press("Tab")
    target = tab.page.evaluate("document.activeElement.getAttribute('href')")
    assert target is not None and target.startswith("#"), "the first stop is no link within the page"
    assert tab.page.evaluate("(id) => !!document.getElementById(id)?.closest('main')", target[1:])
    assert tab.page.evaluate(
        """() => { const box = document.activeElement.getBoundingClientRect();
          return box.width > 0 && box.height > 0 && box.top >= 0 && box.left >= 0; }"""
    ), "it can't be seen while it has the focus"
    faults = [tab.page.evaluate(FAULT)]
    # One browser is enough to test a style sheet.
    for _ in range(STOPS - 1 if browser_name == "chromium" else 0):
        tab.page.keyboard.press("Tab")
        faults.append(tab.page.evaluate(FAULT))
    assert [fault for fault in faults if fault] == []


def test_the_views_of_a_redline_are_switched_by_keyboard(visit, browser_name, roots):
    tab = visit(browser_name, roots["http"] + "codes/washington.html")
    views = tab.page.locator(".views a")
    assert views.count() == 3
    views.nth(1).focus()
    with tab.page.expect_navigation():
        tab.page.keyboard.press("Enter")
    current = tab.page.locator(".views a[aria-current]")
    assert "Proposed" in current.inner_text()
    assert tab.page.locator("main ins, main del").count() == 0


def test_a_self_check_is_answered_by_keyboard(visit, browser_name, roots, site):
    tab = visit(browser_name, roots["http"] + site.samples["lesson"].path)
    choice = tab.page.locator(".question").first.locator("input, summary").first
    choice.focus()
    tab.page.keyboard.press("Space")
    shown = tab.page.locator(".question").first.locator(".rationale:visible")
    shown.first.wait_for()
    assert len(shown.first.inner_text().split()) > 3
    assert tab.complaints == []
