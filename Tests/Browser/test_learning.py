"""A browser stores a learner's answers: only those that a person chose, each for its own question."""

import json

import pytest
from playwright.sync_api import expect
from sites import build, made_once, shared_folder
from test_accessibility import findings

LESSON = "lessons/boundaries.html"
KEY = "handbook-lesson-boundaries"

# Two questions: one with two right choices, and one with one.
SMALL = {
    "handbook.yml": "title: Small\n",
    "codes/washington.md": "---\ntitle: Code\njurisdiction: Washington\nabbreviation: WA\nstatus: draft\n---\n\n"
    "## Conduct {#conduct}\n\n- Do not take gifts. {#gifts}\n",
    "lessons/gifts.md": """---
title: Gifts
objectives: [{ id: name, text: Name the rule }]
---

## Rule {#rule teaches=name}

> [!QUESTION] name {#two}
> Which of these does the rule cover?
>
> - [x] A scarf. It is a gift. [[WA#gifts]]
> - [ ] A nod. It is no gift. [[WA#gifts]]
> - [x] A card. It is a gift. [[WA#gifts]]

> [!QUESTION] name
> May you take one?
>
> - [x] No. The rule says so. [[WA#gifts]]
> - [ ] Yes. The rule says no. [[WA#gifts]]

> [!KEYPOINTS]
> - Take none.
""",
}

REFUSING = """
Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });
"""


def write(folder, files):
    for name, text in files.items():
        path = folder / "Content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    build(folder)


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The address of the small lesson's page."""
    folder = made_once(shared_folder(tmp_path_factory) / "small-lesson", lambda one: write(one, SMALL))
    return (folder / "Output/lessons/gifts.html").as_uri()


def question(page, number):
    return page.locator("[data-question]").nth(number)


def answer(page, number, is_right):
    question(page, number).locator(f"details.{'right' if is_right else 'wrong'} summary").first.click()


def status(page, number):
    return question(page, number).locator("[data-question-status]")


def test_answers_are_still_there_when_a_lesson_is_opened_again(visit, browser_name, root):
    page = visit(browser_name, root + LESSON).page
    answer(page, 0, True)
    answer(page, 1, False)
    page.goto("about:blank")
    page.goto(root + LESSON)
    expect(status(page, 0)).to_have_text("Correct on your first try.")
    expect(status(page, 1)).to_have_text("Not quite. Read why, then try another answer.")
    assert question(page, 1).locator("details[open]").count() == 1
    assert question(page, 2).locator("details[open]").count() == 0
    answer(page, 1, True)
    expect(status(page, 1)).to_have_text("Correct. Tries: 2")
    # The first try counts, whatever comes after it.
    kept = json.loads(page.evaluate(f"localStorage.getItem('{KEY}')"))
    assert sorted(one["isRight"] for one in kept.values()) == [False, True]


def test_what_the_browser_opens_by_itself_is_no_answer(visit, browser_name, root):
    """For example, when searching in the page finds a word in a collapsed rationale."""
    page = visit(browser_name, root + LESSON).page
    page.evaluate("for (const one of document.querySelectorAll('details.choice')) one.open = true")
    page.evaluate("new Promise((done) => setTimeout(done))")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    assert (
        page.locator("[data-question-status]").all_inner_texts()
        == [""] * page.locator("[data-question]").count()
    )
    assert not page.locator("[data-result]").is_visible()


def test_a_question_that_has_changed_forgets_its_own_answer_only(visit, browser_name, root):
    page = visit(browser_name, root + LESSON).page
    answer(page, 0, True)
    answer(page, 1, True)
    name = question(page, 0).get_attribute("data-question")
    page.evaluate(
        """([key, name]) => {
          const answers = JSON.parse(localStorage.getItem(key));
          answers[name].digest = '00000000';
          localStorage.setItem(key, JSON.stringify(answers));
        }""",
        [KEY, name],
    )
    page.reload()
    expect(status(page, 1)).to_have_text("Correct on your first try.")
    expect(status(page, 0)).to_have_text("")
    assert question(page, 0).locator("details[open]").count() == 0


@pytest.mark.parametrize("kept", ["x", "[1]", "null", '{"NAME": 5}', '{"NAME": {"digest": 1, "tries": "x"}}'])
def test_what_no_handbook_wrote_is_ignored(visit, file_root, kept):
    tab = visit("chromium", file_root + LESSON)
    name = question(tab.page, 0).get_attribute("data-question")
    tab.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, kept.replace("NAME", name)])
    tab.page.evaluate("(text) => localStorage.setItem('handbook-place', text)", kept)
    tab.page.reload()
    answer(tab.page, 0, True)
    expect(status(tab.page, 0)).to_have_text("Correct on your first try.")
    tab.page.goto(file_root + "index.html")
    assert tab.complaints == []


def test_the_end_of_a_lesson_says_how_it_went_and_where_to_look_again(visit, browser_name, root):
    page = visit(browser_name, root + LESSON).page
    answer(page, 0, False)
    answer(page, 2, True)
    result = page.locator("[data-result]")
    count = page.locator("[data-question]").count()
    expect(result.locator("[data-result-score]")).to_have_text(
        f"2 of {count} answered, 1 right on the first try."
    )
    link = result.locator("[data-result-again] a")
    assert link.all_inner_texts() == ["Gifts"]
    for number in range(1, count):
        if number != 2:
            answer(page, number, True)
    expect(result.locator("[data-result-score]")).to_have_text(
        f"{count - 1} of {count} right on the first try."
    )
    link.click()
    assert page.url.endswith("#gifts")
    assert findings(page) == {}


def test_answers_can_be_cleared_and_brought_back(visit, browser_name, root):
    page = visit(browser_name, root + LESSON).page
    answer(page, 0, False)
    page.locator("[data-clear]").focus()
    page.keyboard.press("Enter")
    expect(status(page, 0)).to_have_text("")
    assert page.locator("details.choice[open]").count() == 0
    assert page.locator("[data-record-answers] li").first.inner_text().endswith("no answer")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    assert page.evaluate("document.activeElement.textContent") == "Undo"
    page.keyboard.press("Enter")
    expect(status(page, 0)).to_have_text("Not quite. Read why, then try another answer.")
    assert page.evaluate("document.activeElement.textContent") == "Clear my answers"


def shares_a_store(browser_name, root):
    """Firefox stores data from a page in a folder only for that page."""
    return browser_name == "chromium" or root.startswith("http")


def test_the_home_page_leads_back_to_where_the_reader_was(visit, browser_name, root):
    page = visit(browser_name, root + LESSON).page
    answer(page, 0, True)
    page.locator("#money").evaluate("(one) => one.scrollIntoView({ behavior: 'instant' })")
    page.wait_for_function("() => localStorage.getItem('handbook-place')?.includes('money')")
    page.goto(root + "index.html")
    link = page.locator("[data-continue]")
    states = page.locator("[data-lesson-state]")
    if not shares_a_store(browser_name, root):
        expect(link).to_have_text("Start with lesson 1")
        assert not any(one.is_visible() for one in states.all())
        return
    expect(link).to_have_text("Continue: Boundaries, Loans and money")
    assert states.all_inner_texts() == ["Not started", "1 of 17", "Not started", "Not started"]
    assert findings(page) == {}
    link.click()
    page.wait_for_url("**/boundaries.html#money")
    page.goto(root + "lessons/index.html")
    assert page.locator("[data-lesson-state]").all_inner_texts()[1] == "1 of 17"


def test_a_lesson_that_is_done_leads_on_to_the_next(visit, browser_name, http_root):
    page = visit(browser_name, http_root + LESSON).page
    for number in range(page.locator("[data-question]").count()):
        answer(page, number, True)
    page.wait_for_function("() => localStorage.getItem('handbook-place')")
    page.goto(http_root + "index.html")
    assert page.locator("[data-lesson-state]").all_inner_texts()[1] == "Done"
    expect(page.locator("[data-continue]")).to_contain_text("Continue: ")
    assert "boundaries" not in page.locator("[data-continue]").get_attribute("href")


def test_a_new_reader_is_told_nothing_of_progress(visit, browser_name, root):
    page = visit(browser_name, root + "index.html").page
    expect(page.locator("[data-continue]")).to_have_text("Start with lesson 1")
    assert not any(one.is_visible() for one in page.locator("[data-lesson-state]").all())


def test_a_browser_that_keeps_nothing_counts_on_the_page(visit, browser_name, root):
    tab = visit(browser_name, "about:blank")
    tab.page.add_init_script(REFUSING)
    tab.page.goto(root + LESSON)
    answer(tab.page, 0, True)
    expect(tab.page.locator("[data-result-score]")).to_contain_text("1 right on the first try.")
    tab.page.locator("[data-clear]").click()
    expect(status(tab.page, 0)).to_have_text("")
    tab.page.goto(root + "index.html")
    expect(tab.page.locator("[data-continue]")).to_have_text("Start with lesson 1")
    assert tab.complaints == []


def test_several_right_answers_count_as_one_or_not_at_all(visit, browser_name, small):
    page = visit(browser_name, small).page
    right = question(page, 0).locator("details.right summary")
    right.nth(0).click()
    expect(status(page, 0)).to_have_text("Correct. There’s one more right answer.")
    assert not page.locator("[data-result]").is_visible(), "half an answer must not be scored"
    page.reload()
    right.nth(1).click()
    expect(status(page, 0)).to_have_text("Correct on your first try.")
    expect(page.locator("[data-result-score]")).to_have_text("1 of 2 answered, 1 right on the first try.")
    page.locator("[data-clear]").click()
    right.nth(0).click()
    question(page, 0).locator("details.wrong summary").click()
    expect(page.locator("[data-result-score]")).to_have_text("1 of 2 answered, 0 right on the first try.")
    assert question(page, 0).get_attribute("data-question") == "two"


def test_the_status_is_below_the_question_and_letters_become_signs(visit, browser_name, http_root):
    page = visit(browser_name, http_root + LESSON).page
    answer(page, 0, False)
    one = question(page, 0)
    order = [one.locator(part).bounding_box()["y"] for part in (".stem", ".question-status", ".choices")]
    assert order == sorted(order)
    assert not one.locator(".question-help").is_visible()
    sign = "(label) => getComputedStyle(label, '::after').content[1]"
    assert one.locator("details[open] .choice-label").evaluate(sign) == "✗"
    answer(page, 0, True)
    assert one.locator("details.right .choice-label").evaluate(sign) == "✓"
    assert "Question 1 of 17" in one.locator(".question-title").inner_text()


def test_learners_do_not_see_what_a_question_assesses(visit, http_root):
    page = visit("chromium", http_root + LESSON).page
    assert "Assesses" not in page.locator("main").inner_text()


def test_without_scripts_the_reasons_are_folded_below_the_answers(visit, file_root):
    page = visit("chromium", file_root + LESSON, javascript=False).page
    one = question(page, 0)
    assert not one.locator(".rationale").first.is_visible()
    one.locator("summary").first.click()
    assert one.locator(".rationale").first.is_visible()
    assert not page.locator("[data-result]").is_visible()
