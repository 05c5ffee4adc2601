"""axe-core finds no problems: on each kind of page, in both browsers, light and dark, on phone and desktop."""

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules that depend on colors. A dark page differs from a light one in nothing else.
COLOR_RULES = ["color-contrast", "link-in-text-block"]
WIDTHS = [1280, 320]

RUN = """async ([kind, values]) => {
  const found = await axe.run(document, { runOnly: { type: kind, values }, resultTypes: ['violations'] });
  return found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.length} times, `
    + one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | '));
}"""


def findings(page, tags=TAGS, rules=None):
    """Returns axe-core's findings for the current width of the window."""
    # The page's policy doesn't apply to evaluate(), as it would to a script element.
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
