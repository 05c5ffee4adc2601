"""axe-core finds nothing: each kind of page, both browsers, light and dark, on a phone and on a screen."""

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules among them whose answer depends on colors. A dark page differs from a light one in nothing else.
COLOR_RULES = ["color-contrast", "link-in-text-block"]
WIDTHS = [1280, 320]

RUN = """async ([kind, values]) => {
  const found = await axe.run(document, { runOnly: { type: kind, values }, resultTypes: ['violations'] });
  return found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.length} times, `
    + one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | '));
}"""


def findings(page, tags=TAGS, rules=None):
    """What axe-core finds, by the width of the window."""
    # evaluate() isn't bound by the page's policy, as a script element would be.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate(RUN, ["rule", rules] if rules else ["tag", tags])
    return {width: problems for width, problems in found.items() if problems}


def test_axe_finds_nothing(look, browser_name, roots, sample):
    page = look(browser_name, roots["http"] + sample.path).page
    assert not page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert findings(page) == {}


def test_axe_finds_nothing_in_dark_colors(look, visit, browser_name, roots, sample):
    address = roots["http"] + sample.path
    if browser_name == "chromium":
        page = look(browser_name, address).page
        page.emulate_media(color_scheme="dark")
    else:
        page = visit(browser_name, address, scheme="dark").page
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"), (
        "the browser ignores the scheme"
    )
    assert findings(page, rules=COLOR_RULES) == {}
