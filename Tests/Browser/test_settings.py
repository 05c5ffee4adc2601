"""The settings of readers' systems and browsers, and of the handbook: colors, contrast, motion, text size."""

import pytest

# WCAG 2.2, 1.4.10: a window of 1280 by 1024 pixels at 400%.
ZOOMED = {"width": 320, "height": 256}


@pytest.fixture
def in_high_contrast(look, roots, sample):
    tab = look("chromium", roots["http"] + sample.path)
    tab.page.emulate_media(forced_colors="active", color_scheme="dark")
    assert tab.page.evaluate("matchMedia('(forced-colors: active)').matches")
    return tab.page


def test_high_contrast_keeps_what_colour_says(in_high_contrast):
    """Backgrounds disappear, so what they marked needs a line: statuses, the current page and view, boxes."""
    unmarked = in_high_contrast.evaluate(
        """() => [...document.querySelectorAll(
            '.status, .banner, .notice, .callout, .button, .views a[aria-current], .side a[aria-current]')]
          .filter((one) => one.getClientRects().length)
          .filter((one) => {
            const style = getComputedStyle(one);
            const lines = ['Top', 'Right', 'Bottom', 'Left'].map((side) => `border${side}Width`)
              .concat('outlineWidth').map((name) => parseFloat(style[name]));
            return !lines.some((width) => width > 0);
          }).slice(0, 5).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert unmarked == []


def test_high_contrast_keeps_the_system_s_colours(in_high_contrast):
    kept = in_high_contrast.evaluate(
        """() => [...document.querySelectorAll('body *')]
          .filter((one) => !one.closest('svg') && getComputedStyle(one).forcedColorAdjust === 'none')
          .slice(0, 5).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert kept == []


def test_at_400_percent_nothing_covers_the_text(look, browser_name, roots, sample):
    tab = look(browser_name, roots["http"] + sample.path)
    tab.page.set_viewport_size(ZOOMED)
    assert tab.page.evaluate("document.scrollingElement.scrollWidth") <= ZOOMED["width"]
    tab.page.evaluate("window.scrollTo(0, document.scrollingElement.scrollHeight / 2)")
    covered = tab.page.evaluate(
        """() => [...document.querySelectorAll('body *')]
          .filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position))
          .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
          .filter(([, box]) => box.width > innerWidth / 2 && box.bottom > 0 && box.top < innerHeight)
          .filter(([, box]) => Math.min(box.bottom, innerHeight) - Math.max(box.top, 0) > innerHeight / 3)
          .map(([name]) => name)"""
    )
    assert covered == []


def test_less_motion_means_none(look, roots, sample):
    """The tabs in these tests ask for reduced motion."""
    page = look("chromium", roots["http"] + sample.path).page
    moving = page.evaluate(
        """() => [...document.querySelectorAll('html, body *')].filter((one) => {
            const style = getComputedStyle(one);
            const seconds = (list) => Math.max(...list.split(',').map(parseFloat));
            return style.scrollBehavior === 'smooth' || seconds(style.animationDuration) > 0.01
              || seconds(style.transitionDuration) > 0.01;
          }).slice(0, 5).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert moving == []


BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
PALETTE = """() => [...document.styleSheets[0].cssRules].flatMap((rule) => [rule, ...(rule.cssRules || [])])
  .filter((rule) => rule.style?.getPropertyValue('--paper')).flatMap((rule) => [...rule.style])
  .filter((name) => name.startsWith('--'))
  .map((name) => `${name}: ${getComputedStyle(document.documentElement).getPropertyValue(name)}`)"""


def test_a_reader_chooses_light_or_dark_colors_once_for_all_pages(visit, browser_name, http_root):
    page = visit(browser_name, http_root + "index.html").page
    light = page.evaluate(BACKGROUND)
    page.locator("[data-scheme-toggle]").click()
    dark = page.evaluate(BACKGROUND)
    assert dark != light
    # The theme is set before anything is drawn, so that readers don't see a light page first.
    page.goto(http_root + "glossary.html", wait_until="commit")
    page.wait_for_function("document.body")
    assert page.evaluate(BACKGROUND) == dark
    page.wait_for_load_state()
    assert page.locator("[data-scheme-select]").input_value() == "dark"
    page.locator("[data-scheme-select]").select_option("")
    assert page.evaluate(BACKGROUND) == light
    page.reload()
    assert page.evaluate(BACKGROUND) == light


def test_light_colors_are_chosen_on_a_dark_device(visit, browser_name, http_root):
    page = visit(browser_name, http_root + "index.html", scheme="dark").page
    dark = page.evaluate(BACKGROUND)
    page.locator("[data-scheme-select]").select_option("light")
    assert page.evaluate(BACKGROUND) != dark
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    page.locator("[data-scheme-toggle]").click()
    assert page.evaluate(BACKGROUND) == dark
    assert page.evaluate("localStorage.getItem('handbook-scheme')") is None


def test_chosen_dark_colors_are_those_of_a_dark_device(visit, http_root):
    page = visit("chromium", http_root + "index.html", scheme="dark").page
    device = page.evaluate(PALETTE)
    assert len(device) > 60
    page.emulate_media(color_scheme="light")
    page.locator("[data-scheme-select]").select_option("dark")
    assert page.evaluate(PALETTE) == device
    page.emulate_media(media="print")
    assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)", "paper is white"


def test_without_scripts_colors_are_those_of_the_device_and_no_control_is_shown(visit, file_root):
    light = visit("chromium", file_root + "index.html", javascript=False).page
    dark = visit("chromium", file_root + "index.html", scheme="dark", javascript=False).page
    assert light.evaluate(BACKGROUND) != dark.evaluate(BACKGROUND)
    assert not light.locator("[data-scheme-toggle]").is_visible()
    assert not light.locator("[data-scheme-select]").is_visible()
