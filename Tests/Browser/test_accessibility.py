"""axe-core finds nothing: each kind of page, both browsers, light and dark, on a phone and on a screen."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browsers import SCHEMES

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = [1280, 320]

RUN = """async (tags) => {
  const found = await axe.run(document, {
    runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'],
  });
  return found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.length} times, `
    + one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | '));
}"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(visit, browser_name, roots, scheme, sample):
    tab = visit(browser_name, roots["http"] + sample.path, scheme=scheme)
    dark = tab.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert dark == (scheme == "dark"), "the browser does not take the colour scheme"
    # evaluate() is not bound by the page's policy, as a script element would be.
    tab.page.evaluate(AXE_SCRIPT)
    found = {}
    for width in WIDTHS:
        tab.page.set_viewport_size({"width": width, "height": 900})
        found[width] = tab.page.evaluate(RUN, TAGS)
    assert found == {width: [] for width in WIDTHS}
