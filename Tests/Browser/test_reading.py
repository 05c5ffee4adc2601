"""Reading in a browser: no complaints, no requests outside the folder, and nothing wider than a phone."""

import re

PHONE = {"width": 320, "height": 900}

# The text that readers see on a page, except for the parts that exist only for scripts: buttons, the filter
# form, the record of answers, and search.
VISIBLE_TEXT = """() => {
  const parts = [];
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (parent.closest('button, form, noscript, [data-record], #search-page')) continue;
    if (parent.checkVisibility({ visibilityProperty: true })) parts.push(texts.currentNode.data);
  }
  return parts.join(' ').split(/\\s+/).join(' ').trim();
}"""


def test_a_page_opens_without_an_error_and_asks_for_nothing_outside(visit, browser_name, root, sample):
    tab = visit(browser_name, root + sample.path).drawn()
    assert tab.complaints == []
    assert tab.violations() == []
    loaded = tab.page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    requested = [
        address for address in [*tab.requests, *loaded] if not address.startswith(("data:", "blob:"))
    ]
    assert [address for address in requested if not address.startswith(root)] == []


def test_no_page_scrolls_sideways_on_a_phone(look, browser_name, roots, sample):
    page = look(browser_name, roots["http"] + sample.path).page
    page.set_viewport_size(PHONE)
    width = page.evaluate("document.scrollingElement.scrollWidth")
    wide = page.evaluate(
        """(width) => [...document.querySelectorAll('body *')]
          .filter((one) => one.getBoundingClientRect().left + one.scrollWidth > width + 1)
          .slice(0, 5).map((one) => one.outerHTML.slice(0, 120))""",
        PHONE["width"],
    )
    assert width <= PHONE["width"], wide


def test_text_can_be_spaced_wider_without_loss(look, roots, sample):
    """WCAG 2.2, 1.4.12: with the text spacing that it specifies, no line of text is cut off."""
    page = look("chromium", roots["http"] + sample.path).page
    page.set_viewport_size(PHONE)
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
            word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    cut = page.evaluate(
        """() => [...document.querySelectorAll('main :is(p, li, td, th, h1, h2, h3)')]
          // What is there only for screen readers has no size to read it at.
          .filter((one) => getComputedStyle(one).overflow !== 'visible' && one.clientHeight > 1
            && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1))
          .slice(0, 5).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert cut == []


def test_a_page_reads_the_same_without_javascript(visit, look, roots, sample):
    """This runs only in Chromium, because an automated, unmodified Firefox always runs scripts."""
    without = visit("chromium", roots["http"] + sample.path, javascript=False).page
    assert without.locator("main").count() == 1
    assert without.locator("h1").is_visible()
    expected = look("chromium", roots["http"] + sample.path).page.evaluate(VISIBLE_TEXT)
    assert without.evaluate(VISIBLE_TEXT) == expected
    # Search and practice depend on scripts. What these pages say without scripts is tested elsewhere.
    assert len(expected.split()) > 5 or sample.kind in ("search", "practice")


def test_a_link_to_a_rule_or_a_word_shows_it_in_place(visit, browser_name, roots):
    address = roots["file"] + "lessons/peer-ethics-and-confidentiality.html"
    page = visit(browser_name, address, width=390).page
    box = page.locator(".preview")
    link = page.locator("main p > a[data-preview]:not(.term)").first
    link.click()
    box.wait_for()
    assert link.get_attribute("data-preview") in box.inner_text()
    assert link.get_attribute("data-preview-name") in box.inner_text()
    place = box.bounding_box()
    assert place["x"] >= 0 and place["x"] + place["width"] <= 390
    assert abs(place["y"] - link.bounding_box()["y"]) < 400
    page.keyboard.press("Escape")
    box.wait_for(state="hidden")
    assert link.evaluate("(link) => link === document.activeElement")
    page.locator("main p > a.term[data-preview]").first.press("Enter")
    box.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#*")


def test_only_the_words_of_a_code_are_in_the_serif(visit, roots):
    family = "(one) => getComputedStyle(one).fontFamily.includes('Serif')"
    page = visit("chromium", roots["http"] + "changes.html").page
    assert page.locator(".change-list li em").first.evaluate(family)
    assert not page.locator(".change-list li > span").first.evaluate(family)
    page = visit("chromium", roots["http"] + "print.html").page
    assert page.locator(".print-code .quotation-provisions > li").first.evaluate(family)


def test_a_group_without_topics_has_its_menu_beside_its_heading(visit, roots):
    page = visit("chromium", roots["http"] + "codes/washington.html").page
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        head = page.locator(".group-head:not(:has(.topics, .discussed))").first
        heading = head.locator("h2").bounding_box()
        menu = head.locator(".more").bounding_box()
        assert heading["y"] <= menu["y"] < heading["y"] + heading["height"]
        assert menu["x"] >= heading["x"] + heading["width"]


def test_a_citation_does_not_end_a_line_between_a_word_and_its_number(visit, roots):
    page = visit("chromium", roots["http"] + "topics/gifts.html").page
    citations = page.locator("main a[href*='codes/'], figcaption").all_text_contents()
    numbered = [text for text in citations if "item" in text]
    assert numbered
    assert not [text for text in numbered if re.search(r"(item|group) \d", text)]


def test_the_notice_on_copies_is_last_on_the_screen_and_first_on_paper(visit, browser_name, roots):
    for path in ["codes/washington.html", "codes/washington.sign.html", "codes/washington.comments.html"]:
        for width in (390, 1280):
            page = visit(browser_name, roots["http"] + path, width=width).page
            notice = page.locator(".caution").bounding_box()
            last = page.locator("main > :not(.caution)").last.bounding_box()
            assert notice["y"] >= last["y"] + last["height"], path
        # An automated, unmodified Firefox has no print view.
        if browser_name == "chromium":
            page.emulate_media(media="print")
            text = page.locator(".code-text").bounding_box()
            assert page.locator(".caution").bounding_box()["y"] < text["y"], path
