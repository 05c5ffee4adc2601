"""A lesson on a phone: answered, closed, reopened the next day, and practiced where answers were missed."""

from datetime import datetime, timedelta

from playwright.sync_api import expect
from test_accessibility import findings
from test_learning import shares_a_store

WIDTH = 360


def follow(page, link):
    """Follows a link by keyboard."""
    link.focus()
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: address != before)
    page.wait_for_load_state()


def answer(page, question, is_right):
    """Chooses all right answers, or a wrong one, by keyboard."""
    choices = question.locator(f"details.{'right' if is_right else 'wrong'}:not([open]) summary")
    for _ in range(choices.count() if is_right else 1):
        choices.first.focus()
        page.keyboard.press("Enter")


def test_a_lesson_today_and_what_was_missed_tomorrow(visit, browser_name, root):
    tab = visit(browser_name, root + "index.html", width=WIDTH, private=True)
    page = tab.page
    follow(page, page.locator("[data-continue]"))
    lesson = page.url.split("#")[0]
    questions = page.locator("[data-question]")
    count = questions.count()
    for number in range(count):
        answer(page, questions.nth(number), number not in (1, 3))
    expect(page.locator("[data-result-score]")).to_have_text(
        f"{count - 2} of {count} right on the first try."
    )
    page.wait_for_function("() => localStorage.getItem('handbook-place')")
    assert findings(page) == {}
    page.close()

    tab = visit(browser_name, "about:blank", width=WIDTH, private=True)
    page = tab.page
    page.clock.set_fixed_time(datetime.now() + timedelta(days=1))
    page.goto(root + "index.html")
    if not shares_a_store(browser_name, root):
        # Each file in a folder has separate storage: the lesson has the answers, and no other page claims to.
        expect(page.locator("[data-continue]")).to_have_text("Start with lesson 1")
        page.goto(lesson)
        expect(page.locator("[data-result-score]")).to_contain_text(f"{count - 2} of {count}")
        follow(page, page.locator("[data-result-practice]"))
        page.locator(".practice-start").wait_for()
        assert page.get_by_text("Missed last time").count() == 0
        return
    assert page.locator("[data-lesson-state]").first.inner_text() == "Done"
    page.goto(lesson)
    follow(page, page.locator("[data-result-practice]"))
    page.locator(".practice-start").wait_for()
    expect(page.locator(".practice-count")).to_have_text("2 questions")
    assert findings(page) == {}
    page.get_by_role("button", name="Start", exact=True).press("Enter")
    for number in range(1, 3):
        expect(page.locator(".round h2")).to_have_text(f"Question {number} of 2")
        question = page.locator(".round [data-question]")
        answer(page, question, True)
        expect(question.locator("[data-question-status]")).to_have_text("Correct on your first try.")
        page.locator(".round-tools button").press("Enter")
    expect(page.locator(".practice-score")).to_have_text("2 of 2 right on the first try.")
    page.goto(lesson)
    expect(page.locator("[data-result-score]")).to_have_text(f"{count} of {count} right on the first try.")
    assert not page.locator("[data-result-practice]").is_visible()
