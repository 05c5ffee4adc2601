"""Readers' main tasks, by keyboard, from an unzipped folder: at most two actions from the home page."""

import pytest


class Walk:
    """A reader with a keyboard. An action follows a link or sends a query."""

    def __init__(self, page):
        self.page = page
        self.actions = 0

    def follow(self, link):
        self.actions += 1
        link.first.focus()
        assert link.first.evaluate("(one) => one === document.activeElement")
        before = self.page.url
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda address: address != before)
        self.page.wait_for_load_state()

    def search(self, query):
        self.actions += 1
        self.page.locator("[role=search] input:visible").first.focus()
        self.page.keyboard.type(query)
        self.page.keyboard.press("Enter")

    @property
    def main(self):
        return self.page.locator("main")


@pytest.fixture
def walk(visit, browser_name, file_root):
    walk = Walk(visit(browser_name, file_root + "index.html").page)
    yield walk
    assert walk.actions <= 2


def test_a_client_offers_a_gift_card(walk):
    walk.follow(walk.main.get_by_role("link", name="A client offers me a gift"))
    text = walk.main.inner_text()
    assert "I do not provide or accept gifts from people that I serve." in text
    assert "Do not exchange gifts of monetary value." in text


def test_a_search_with_a_typing_error_finds_the_rules_on_gifts(walk):
    walk.search("gfit card")
    found = walk.page.locator("a[href*='gifts']:visible")
    found.first.wait_for()
    walk.follow(found)
    assert "gifts" in walk.page.url


def test_the_exact_version_is_read_and_signed(walk):
    walk.follow(walk.main.get_by_role("link", name="Washington"))
    assert "undated draft" in walk.page.locator(".kicker").inner_text()
    walk.follow(walk.main.get_by_role("link", name="I have read this draft"))
    text = walk.main.inner_text()
    assert "undated draft" in text and "Version check code" in text and "Printed name" in text
    assert "It is not in force" in text and "I agree to follow" not in text


def test_what_the_draft_changes_about_dual_relationships(walk):
    walk.follow(walk.main.get_by_role("link", name="A client turns out to be my neighbor"))
    walk.follow(walk.main.locator("figcaption a[href*='washington.html#dual']"))
    assert walk.page.locator(".views a[aria-current]").inner_text().startswith("Redline")
    rule = walk.page.locator(".provision:target")
    box = rule.bounding_box()
    assert 0 <= box["y"] < 800
    assert rule.locator(".provision-text").first.is_visible()


def test_two_states_on_sexual_relations(walk):
    walk.follow(walk.main.get_by_role("link", name="A client and I are attracted to each other"))
    places = [walk.page.locator(f"#code-{code}").bounding_box() for code in ("ar", "wa")]
    assert all(places)


def test_where_to_complain(walk):
    walk.follow(walk.main.get_by_role("link", name="California"))
    complaints = walk.page.get_by_role("region", name="How to complain")
    assert complaints.is_visible()
    assert "https://www.capeercertification.org/complaints" in complaints.locator("dd").first.inner_text()


def test_a_lesson_is_studied_and_checked(walk):
    walk.follow(walk.page.locator(".home-lessons a"))
    choice = walk.page.locator(".question summary").first
    walk.actions += 1
    choice.focus()
    walk.page.keyboard.press("Enter")
    assert walk.page.locator(".question .rationale:visible").count() == 1


def test_where_a_law_is_cited(walk):
    walk.follow(walk.page.locator(".side a", has_text="Legal citations"))
    entry = walk.main.locator("#cite-rcw-18-420")
    walk.follow(entry.locator("a[href*='washington']"))
    assert "codes/washington.html" in walk.page.url


def test_a_law_is_found_by_search_too(walk):
    walk.search("RCW 18.420")
    walk.page.get_by_text("Washington draft").first.wait_for()


def test_a_code_is_printed_with_its_facts(walk, browser_name):
    walk.follow(walk.main.get_by_role("link", name="Arkansas"))
    assert walk.page.locator("button[data-print]").is_visible()
    # An automated, unmodified Firefox has no print view.
    if browser_name == "chromium":
        walk.page.emulate_media(media="print")
        assert walk.page.evaluate("matchMedia('print').matches")
        assert walk.page.locator(".facts dt", has_text="Complaints").is_visible()
        assert not walk.page.locator(".masthead").is_visible()


def test_a_word_is_looked_up(walk):
    walk.follow(walk.main.get_by_role("link", name="Glossary"))
    entry = walk.page.locator("div.term", has=walk.page.get_by_role("heading", name="Boundary", exact=True))
    assert "The line that keeps a relationship to what both people agreed it was for." in entry.inner_text()


def test_a_word_is_looked_up_by_search(walk):
    walk.search("what does boundary mean")
    found = walk.page.locator("main a[href*='glossary.html'][href$='#boundary']:visible")
    found.first.wait_for()
    walk.follow(found)
    assert walk.page.locator("#boundary").bounding_box()["y"] < 800


def test_three_states_are_compared(walk):
    walk.follow(walk.page.locator(".side a", has_text="Compare states"))
    gifts = walk.page.locator("#gifts td[data-state]")
    assert gifts.evaluate_all("(cells) => cells.map((one) => one.dataset.state)") == ["AR", "WA"]
    assert all(cell.locator("a").is_visible() for cell in gifts.all())
    # The text of the third state isn't included, and the page names the state.
    others = walk.page.locator(".more-states")
    walk.actions += 1
    others.locator("summary").focus()
    walk.page.keyboard.press("Enter")
    assert others.get_by_role("link", name="California").is_visible()


def test_any_two_codes_are_compared_topic_by_topic(walk):
    walk.follow(walk.page.locator(".side a", has_text="Compare states"))
    walk.follow(walk.main.get_by_role("link", name="Moving from Arkansas to Washington"))
    assert walk.page.locator("#gifts .quotation").count() == 2


def test_back_to_the_section_that_was_read(visit, browser_name, http_root):
    # In a folder, Firefox tells the home page nothing about other pages.
    walk = Walk(visit(browser_name, http_root + "lessons/boundaries.html").page)
    walk.page.locator("#money").evaluate("(one) => one.scrollIntoView({ behavior: 'instant' })")
    walk.page.wait_for_function("() => localStorage.getItem('handbook-place')?.includes('money')")
    walk.page.goto(http_root + "index.html")
    walk.follow(walk.page.locator("[data-continue]"))
    walk.page.wait_for_function(
        "() => Math.abs(document.getElementById('money').getBoundingClientRect().top) < 300"
    )
    assert walk.actions == 1
