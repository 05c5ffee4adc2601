"""The layout of pages: nothing moves during loading, the text comes early, and the contents follow it."""

import pytest

# Adds up Chromium's layout shifts of a page after it's drawn completely. The sum is 0 if nothing moved.
SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  const add = (entries) => {
    for (const entry of entries) if (!entry.hadRecentInput) sum += entry.value;
  };
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => {
    add(observer.takeRecords());
    resolve(sum);
  });
})"""


def shift(visit, address, width, **options):
    return visit("chromium", address, width=width, **options).drawn().page.evaluate(SHIFT)


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_moves_while_a_page_arrives(visit, roots, sample, width):
    """The page arrives in pieces, as from a slow network. Parts that are shown early must stay in place."""
    # A private tab has no fonts in its cache, so it loads those that the page names.
    assert shift(visit, roots["http"] + sample.path + "?slowly", width, private=True) <= 0.01


def test_fonts_load_with_the_page_and_not_with_its_first_text(visit, browser_name, roots):
    """The search page has no text of a code until somebody searches, and its fonts load all the same."""
    requests = visit(browser_name, roots["http"] + "search.html").drawn().requests
    for font in ["public-sans", "source-serif-4-text", "source-serif-4-display"]:
        assert any(f"fonts/{font}" in address for address in requests), font


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["compare.html", "compare-texts.html"])
def test_nothing_moves_where_the_address_chooses_states(visit, roots, path, width):
    assert shift(visit, roots["http"] + path + "?states=AR,WA&topic=gifts", width) <= 0.01


def test_without_scripts_there_is_no_form_that_does_nothing(visit, file_root):
    page = visit("chromium", file_root + "compare.html", javascript=False).page
    assert not page.locator("form.filter").is_visible()
    top = page.locator(".legend").first.bounding_box()["y"]
    assert top - page.locator("h1").bounding_box()["y"] < 120


@pytest.mark.parametrize("size", [(1280, 900), (360, 740)])
def test_the_form_that_filters_can_be_opened_and_used(visit, browser_name, roots, size):
    page = visit(browser_name, roots["http"] + "compare.html", width=size[0]).page
    fold = page.locator(".filter summary")
    box = page.locator(".filter input[value=WA]")
    if fold.is_visible():
        assert not box.is_visible()
        fold.focus()
        page.keyboard.press("Enter")
    box.check()
    page.locator(".matrix thead th[data-state=AR]").wait_for(state="hidden")
    assert page.locator("[data-filter-status]").inner_text().startswith("Showing 1 of 12")
    assert "states=WA" in page.url


def test_the_views_and_the_text_of_a_code_are_seen_at_once(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "codes/washington.html").page
    assert page.locator(".views").bounding_box()["y"] < 620
    assert page.locator(".code-text").bounding_box()["y"] < 760
    for seen in [".kicker", ".banner", ".facts-key a"]:
        assert page.locator(seen).first.bounding_box()["y"] < 500


def test_all_facts_of_a_code_can_be_unfolded(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "codes/arkansas.html").page
    more = page.locator(".facts-more dl")
    assert not more.is_visible()
    page.locator(".facts-more > summary").focus()
    page.keyboard.press("Enter")
    more.wait_for()
    assert "Complaints" in more.inner_text()


def test_the_contents_of_a_code_name_every_section(visit, roots):
    page = visit("chromium", roots["http"] + "codes/washington.html").page
    headings = page.locator("main h2:not(.contents h2)").all_inner_texts()
    entries = page.locator(".contents a").all_inner_texts()
    assert entries == [heading.removesuffix("#").strip() for heading in headings]


def marked(page):
    return page.locator(".contents a[aria-current]").all_inner_texts()


def test_the_contents_mark_what_is_being_read(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "codes/washington.html").page
    links = page.locator(".contents a")
    for place in [*range(links.count()), *reversed(range(links.count()))]:
        page.evaluate(
            """(place) => {
              const link = document.querySelectorAll('.contents a')[place];
              location.hash = link.hash;
            }""",
            place,
        )
        links.nth(place).and_(page.locator("[aria-current=true]")).wait_for()
        assert marked(page) == [links.nth(place).inner_text()]
    # Scrolls to the middle of a long section, far from its heading, from below.
    page.evaluate("document.getElementById('gifts').scrollIntoView({ block: 'center' })")
    page.locator(".contents a[href='#code-of-ethics'][aria-current]").wait_for()


def test_the_contents_work_on_a_phone(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "codes/washington.html", width=360).page
    page.locator(".contents summary").click()
    page.locator(".contents a", has_text="List of changes").click()
    assert not page.locator(".contents ol").is_visible(), "the list folds away once it has been used"
    assert abs(page.locator("#_changes").bounding_box()["y"]) < 120


PHONE = {"width": 390, "height": 844}


def on_a_phone(visit, browser_name, address):
    page = visit(browser_name, "about:blank").page
    page.set_viewport_size(PHONE)
    page.goto(address, wait_until="load")
    return page


# The y coordinate above which the words of a code begin, on each kind of its pages. Notices take the rest.
FIRST_WORDS = {
    "codes/arkansas.html": 440,
    "codes/arkansas/undated.html": 560,
    "codes/washington.html": 640,
    "codes/washington.proposed.html": 640,
    "codes/washington.current.html": 700,
    "codes/washington/undated-draft.html": 740,
    "es/codes/arkansas.html": 640,
    "es/codes/washington.html": 800,
}


@pytest.mark.parametrize("path", FIRST_WORDS)
def test_a_phone_shows_the_words_of_a_code_on_its_first_screen(visit, browser_name, roots, path):
    page = on_a_phone(visit, browser_name, roots["http"] + path)
    assert page.locator(".code-prose, .provision-text").first.bounding_box()["y"] < FIRST_WORDS[path]


def test_the_words_before_the_first_provision_have_no_gaps_on_a_phone(visit, browser_name, roots):
    page = on_a_phone(visit, browser_name, roots["http"] + "codes/washington.html")
    assert page.locator(".provision").first.bounding_box()["y"] < 1520
    # Topics follow each other like words.
    topics = page.locator("#vision .topics").bounding_box()
    assert page.locator("#vision .topics li").count() == 3 and topics["height"] < 3 * 27


def test_each_code_in_the_list_has_one_line_of_facts_on_a_phone(visit, browser_name, roots):
    page = on_a_phone(visit, browser_name, roots["http"] + "codes/index.html")
    for row in page.locator(".codes-table tbody tr:not(.codes-section)").all():
        cells = [one.bounding_box() for one in row.locator("td:nth-child(n + 3):visible").all()]
        middles = [box["y"] + box["height"] / 2 for box in cells]
        assert cells and max(middles) - min(middles) < 8, row.inner_text()


@pytest.mark.parametrize("width", [680, 768, 1280])
def test_cells_of_the_list_of_codes_do_not_touch(visit, browser_name, roots, width):
    page = visit(browser_name, roots["http"] + "codes/index.html", width=width).page
    assert (
        page.evaluate(
            """() => [...document.querySelectorAll('.codes-table td')].filter((cell) => {
          const text = document.createRange();
          text.selectNodeContents(cell);
          return text.getBoundingClientRect().right > cell.getBoundingClientRect().right - 4;
        }).map((cell) => cell.textContent)"""
        )
        == []
    )


def test_the_list_of_codes_begins_on_the_first_screen(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "codes/index.html").page
    assert page.locator(".codes-table tbody tr").nth(1).bounding_box()["y"] < 900


def test_the_status_of_a_code_is_one_line_on_a_wide_screen(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "codes/washington.html").page
    assert page.locator(".banner p").bounding_box()["height"] < 40


def test_what_the_states_say_comes_before_the_other_words_for_a_topic(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "topics/gifts.html").page
    states = page.locator(".topic-states").bounding_box()
    assert page.locator(".synonyms").bounding_box()["y"] > states["y"] + states["height"]


def test_two_codes_are_next_to_each_other_if_there_is_room(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "moving/arkansas-to-washington.html").page
    before, after = [one.bounding_box() for one in page.locator("#gifts .move-texts > div").all()]
    assert before["y"] == after["y"] and before["x"] + before["width"] < after["x"]
    page.set_viewport_size(PHONE)
    before, after = [one.bounding_box() for one in page.locator("#gifts .move-texts > div").all()]
    assert before["y"] + before["height"] <= after["y"]


def test_twenty_sentences_fit_five_screens_of_a_phone(visit, browser_name, roots):
    page = on_a_phone(visit, browser_name, roots["http"] + "codes/arkansas.html")
    assert page.locator(".provision").count() == 20
    assert page.locator(".code-text").bounding_box()["height"] <= 5 * PHONE["height"]


def test_a_phone_shows_a_state_on_the_first_screen_of_the_home_page(visit, browser_name, roots):
    page = on_a_phone(visit, browser_name, roots["http"] + "index.html")
    state = page.locator(".state a").first.bounding_box()
    assert state["y"] + state["height"] < PHONE["height"]


def test_one_row_stays_on_a_phone_and_anchors_land_below_it(visit, browser_name, roots):
    page = on_a_phone(visit, browser_name, roots["http"] + "codes/washington.html#gifts")
    target = page.locator("#gifts")
    target.wait_for()
    page.wait_for_function("scrollY > 0")
    masthead = page.locator(".masthead").bounding_box()
    contents = page.locator(".contents").bounding_box()
    assert masthead["y"] == 0 and masthead["height"] <= 56
    assert abs(contents["y"] - masthead["height"]) <= 1 and contents["height"] <= 48
    assert target.bounding_box()["y"] >= contents["y"] + contents["height"] - 1
    assert page.locator(".contents-current").inner_text().endswith("Code of Ethics")


def test_the_menu_and_the_search_of_a_phone_work_without_scripts(visit, roots):
    page = visit("chromium", roots["http"] + "codes/washington.html", width=390, javascript=False).page
    page.locator(".side summary").click()
    page.locator(".side a", has_text="Glossary").click()
    assert page.url.endswith("glossary.html")
    field = page.locator("#search-field")
    field.focus()
    assert field.bounding_box()["width"] > 200
    field.fill("gifts")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("search.html?q=gifts")


def test_the_menu_of_a_provision_closes_by_escape_and_by_a_click_elsewhere(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "codes/arkansas.html").page
    menu = page.locator(".provision .more").first
    link = menu.locator("a")
    menu.locator("summary").click()
    assert link.is_visible() and all(button.is_visible() for button in menu.locator("button").all())
    page.keyboard.press("Escape")
    assert not link.is_visible()
    menu.locator("summary").click()
    page.locator("h1").click()
    assert not link.is_visible()


def test_tables_of_a_phone_have_no_cut_text_and_no_tall_blank_cells(visit, browser_name, roots):
    for path in ["objectives.html", "versions.html"]:
        page = visit(browser_name, roots["http"] + path, width=360).page
        wide = "[...document.querySelectorAll('.table')].filter((one) => one.scrollWidth > one.clientWidth).length"
        assert page.evaluate(wide) == 0, path
        # The text of each cell begins at the cell's edge and fills its height, with the name of its column.
        blank = page.evaluate(
            """() => [...document.querySelectorAll('tbody td')].filter((cell) => {
              const text = document.createRange();
              text.selectNodeContents(cell);
              return cell.getBoundingClientRect().height > text.getBoundingClientRect().height + 12;
            }).length"""
        )
        assert blank == 0, path
        labels = page.locator("tbody tr").last.locator(".cell-label").all_inner_texts()
        names = page.locator("thead").last.locator("th").all_text_contents()
        assert labels == [f"{name}: " for name in names[1:]], path


def test_the_list_of_topics_on_a_phone_is_short(visit, browser_name, roots):
    page = on_a_phone(visit, browser_name, roots["http"] + "topics/index.html")
    heights = page.locator(".topic-list > li").evaluate_all("(all) => all.map((one) => one.offsetHeight)")
    assert len(heights) > 30
    assert max(heights) < PHONE["height"] / 6


def test_only_known_statuses_are_badges_in_the_list_of_codes(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "codes/index.html").page
    background = "(all) => [...new Set(all.map((one) => getComputedStyle(one).backgroundColor))]"
    cells = page.locator(".codes-table")
    assert cells.locator(".status-unknown").evaluate_all(background) == ["rgba(0, 0, 0, 0)"]
    assert cells.locator(".status-draft").evaluate_all(background) != ["rgba(0, 0, 0, 0)"]


def test_the_lessons_on_the_home_page_fill_a_laptop(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "index.html").page
    page.set_viewport_size({"width": 1280, "height": 800})
    path = page.locator(".path").bounding_box()
    last = page.locator(".path .card").last.bounding_box()
    assert last["x"] + last["width"] > path["x"] + 0.95 * path["width"]
    assert path["width"] > 900


def test_the_key_of_the_comparison_explains_only_what_the_table_has(visit, browser_name, roots):
    page = visit(browser_name, roots["http"] + "compare.html").page
    for name in ["cell-count", "cell-gap", "cell-unheld"]:
        is_shown = page.locator(f".legend .{name}").is_visible()
        assert is_shown == (page.locator(f".matrix .{name}").count() > 0), name
