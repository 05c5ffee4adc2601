"""A fault doesn't spread: a malformed address, or a feature that fails, leaves the rest of a page working."""

import pytest

FRAGMENTS = ["#100%", "#%E0%A4%A", "#%00%", "#'\"<b>\\"]

# Makes the first feature of the script fail: it creates the paragraph that reports what was copied. The page
# also records errors itself, because a busy Firefox can report an error to Playwright without its message.
# (In a folder, Chromium doesn't give the page a message either.)
FAIL = """
window.failures ??= [];
addEventListener("error", (event) => window.failures.push(event.error?.message));
const create = document.createElement;
document.createElement = function (name, ...rest) {
  if (name === "p") throw new Error("injected");
  return create.call(document, name, ...rest);
};
"""


@pytest.fixture
def lesson(site, root):
    return root + site.samples["lesson"].path


def check_features(page):
    """Uses what the script adds to a lesson: the current section, counted tries, and the record of answers."""
    page.evaluate(
        """() => document.getElementById(document.querySelector('.contents a').hash.slice(1))
          .scrollIntoView({ behavior: 'instant' })"""
    )
    page.locator(".contents a[aria-current=true]").wait_for(state="attached")
    question = page.locator("[data-question]").first
    question.locator("summary").first.click()
    assert question.locator("[data-question-status]").inner_text()
    record = page.locator("[data-record]")
    assert record.is_visible()
    assert record.locator("[data-record-answers] li").first.inner_text().rpartition(": ")[2]


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_malformed_fragment_stops_no_feature(visit, browser_name, lesson, fragment):
    tab = visit(browser_name, lesson + fragment)
    check_features(tab.page)
    # Arriving later, through a link in the page, makes no difference.
    tab.page.evaluate("location.hash = '#_main'")
    tab.page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
    tab.drawn()
    assert tab.complaints == []


def test_one_failing_feature_is_reported_and_stops_no_other(visit, browser_name, lesson):
    tab = visit(browser_name, "about:blank")
    tab.page.add_init_script(FAIL)
    tab.page.goto(lesson)
    check_features(tab.page)
    assert len(tab.complaints) == 1
    assert "injected" in tab.complaints[0] or tab.page.evaluate("failures") == ["injected"]
