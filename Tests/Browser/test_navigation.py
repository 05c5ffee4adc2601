"""The ways through a handbook: the navigation, the links at the end of each page, and the print options."""

from playwright.sync_api import expect


def links(page, selector):
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


def test_the_navigation_has_four_groups(visit, file_root):
    page = visit("chromium", file_root + "index.html").page
    titles = page.locator(".side-title").evaluate_all("(all) => all.map((one) => one.textContent)")
    assert titles == ["Read", "Learn", "Look up", "About"]
    assert page.locator(".siblings").count() == 0


def test_the_other_codes_are_listed_below_the_section_of_a_code(visit, roots):
    for path in [
        "codes/washington.html",
        "codes/washington.current.html",
        "codes/washington/undated-draft.sign.html",
    ]:
        page = visit("chromium", roots["http"] + path).page
        assert len(links(page, ".siblings a")) == 12
        assert links(page, ".siblings a[aria-current]") == ["Washington draft"]
        assert links(page, ".side li:has(> .siblings) > a") == ["Codes of ethics"]


def test_a_name_that_starts_with_a_status_is_capitalized_in_the_navigation(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "es/codes/washington.html").page
    draft = page.locator(".siblings a[aria-current]")
    assert draft.text_content() == "borrador de Washington"
    assert draft.evaluate("(one) => getComputedStyle(one, '::first-letter').textTransform") == "uppercase"


def test_the_other_lessons_are_listed_below_the_section_of_a_lesson(visit, browser_name, root):
    page = visit(browser_name, root + "lessons/boundaries.html").page
    assert len(links(page, ".siblings a")) == 4
    page.locator(".siblings a").first.click()
    expect(page.locator(".siblings a[aria-current]")).to_have_count(1)
    assert page.locator("h1").inner_text() == page.locator(".siblings a[aria-current]").inner_text()


def test_the_outline_of_a_focused_link_is_not_cut_off(visit, roots):
    page = visit("chromium", roots["http"] + "codes/washington.html").page
    page.locator(".side a").first.focus()
    page.keyboard.press("Tab")
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.side a, .contents a')].filter((link) => {
          link.focus({ focusVisible: true });
          const style = getComputedStyle(link);
          const reach = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
          const frame = link.closest('.side, .contents').getBoundingClientRect();
          const box = link.getBoundingClientRect();
          return box.left - reach < frame.left || box.right + reach > frame.right;
        }).length"""
    )
    assert cut == 0


def test_the_navigation_ends_in_the_window_before_anything_is_scrolled(visit, roots, sample):
    page = visit("chromium", roots["http"] + sample.path).page
    page.set_viewport_size({"width": 1280, "height": 720})
    panel = page.locator(".side").bounding_box()
    assert panel["y"] + panel["height"] <= 720
    # Without the list of a section's pages, everything in it is visible at once.
    if not page.locator(".siblings").count():
        assert page.locator(".side").evaluate("(one) => one.scrollHeight <= one.clientHeight")


def test_every_page_leads_to_the_page_for_print_and_the_accessibility_statement(site):
    names = {
        "en": ("Everything on one page", "Accessibility"),
        "es": ("Todo en una sola página", "Accesibilidad"),
    }
    for page in site.readable:
        everything, accessibility = names[page.named("html")[0].attributes["lang"]]
        text = page.text[page.text.index('<footer class="footer">') :]
        assert f'print.html">{everything}</a>' in text, page.path
        assert f'accessibility.html">{accessibility}</a>' in text, page.path


def shown(page):
    return page.locator(".print-section").evaluate_all(
        "(all) => all.filter((one) => one.checkVisibility()).map((one) => one.id)"
    )


def test_one_state_or_all_lessons_are_printed_without_a_script(visit, file_root):
    page = visit("chromium", file_root + "print.html", javascript=False).page
    everything = shown(page)
    assert len(everything) > 50
    page.locator(".print-choices a", has_text="Washington").click()
    assert shown(page) == ["code-WA"]
    page.locator(".print-choices a", has_text="Lessons").click()
    assert len(shown(page)) == 4 and all(one.startswith("lesson-") for one in shown(page))
    page.locator(".print-choices a", has_text="Codes of ethics").click()
    assert len(shown(page)) == 12
    page.locator(".print-choices a", has_text="Everything").click()
    assert shown(page) == everything


def test_choosing_what_to_print_prints_it(visit, browser_name, root):
    page = visit(browser_name, root + "print.html").page
    page.evaluate("() => { window.printed = []; window.print = () => printed.push(location.hash); }")
    page.locator(".print-choices a", has_text="Arkansas").click()
    page.wait_for_function("printed.length === 1")
    assert page.evaluate("printed[0]") == "#only-code-AR"
    assert page.locator(".print-choices a[aria-current]").inner_text() == "Arkansas"
