"""Practice: rounds of questions, flash cards, mock exams, worksheets, and what a browser stores of them."""

import json
import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect
from sites import build, made_once, shared_folder
from test_accessibility import findings

PAGE = "practice.html"


@pytest.fixture
def start(visit, browser_name, root):
    """Opens the practice page: `start("?lesson=boundaries")`."""

    def open_page(query="", width=1280):
        tab = visit(browser_name, root + PAGE + query, width=width)
        tab.page.locator(".practice-start").wait_for()
        return tab

    return open_page


def total(page):
    return int(re.match(r"\d+", page.locator(".practice-count").inner_text())[0])


def press(page, name):
    page.locator("#practice").get_by_role("button", name=name, exact=True).click()


def answer(page, is_right):
    """Chooses all right answers, or a wrong one."""
    choices = page.locator(f".round details.{'right' if is_right else 'wrong'}:not([open]) summary")
    for _ in range(choices.count() if is_right else 1):
        choices.first.click()


def stem(page):
    return page.locator(".round .stem").inner_text()


def kept(page):
    """Returns all answers that the browser has stored, by the ids of their questions."""
    found = page.evaluate(
        """() => Object.entries(localStorage).filter(([key]) => key.startsWith('handbook-lesson-'))
          .map(([key, text]) => [key.replace('handbook-lesson-', ''), JSON.parse(text)])"""
    )
    return {f"{lesson}#{name}": one for lesson, answers in found for name, one in answers.items()}


def test_a_round_asks_ten_different_questions_and_says_how_it_went(start):
    tab = start()
    page = tab.page
    press(page, "Start")
    stems = []
    for number in range(1, 11):
        expect(page.locator(".round h2")).to_have_text(f"Question {number} of 10")
        assert page.evaluate("document.activeElement.textContent") == f"Question {number} of 10"
        stems.append(stem(page))
        answer(page, number > 3)
        press(page, "Next question" if number < 10 else "See how you did")
    assert len(set(stems)) == 10
    expect(page.locator(".practice-score")).to_have_text("7 of 10 right on the first try.")
    assert 1 <= page.locator(".practice-sections a").count() <= 3
    assert [one["isRight"] for one in kept(page).values()].count(False) == 3
    assert (tab.complaints, tab.violations()) == ([], [])

    press(page, "Practice the 3 you missed")
    again = set()
    for number in range(1, 4):
        expect(page.locator(".round h2")).to_have_text(f"Question {number} of 3")
        again.add(stem(page))
        answer(page, True)
        press(page, "Next question" if number < 3 else "See how you did")
    assert again == set(stems[:3])
    expect(page.locator(".practice-score")).to_have_text("3 of 3 right on the first try.")
    assert all(one["isRight"] for one in kept(page).values())


def test_a_question_that_is_skipped_is_not_recorded(start):
    page = start().page
    press(page, "Start")
    for number in range(1, 10):
        expect(page.locator(".round h2")).to_have_text(f"Question {number} of 10")
        press(page, "Skip")
    press(page, "See how you did")
    expect(page.locator(".practice-score")).to_have_text("You didn’t answer a question.")
    assert kept(page) == {}


def test_the_address_chooses_what_is_practiced(start):
    page = start().page
    everything = total(page)
    counts = {}
    for query in ["?lesson=boundaries", "?topic=gifts", "?state=AR", "?domain=advocacy"]:
        page = start(query).page
        counts[query] = total(page)
        assert 0 < counts[query] < everything, query
    page = start("?lesson=boundaries&domain=nothing&objective=%27%22").page
    assert total(page) == counts["?lesson=boundaries"]
    page.locator(".practice-filter summary").click()
    page.locator("#_practice-objective").focus()
    page.locator("#_practice-objective").select_option(index=1)
    assert total(page) < counts["?lesson=boundaries"]
    assert "objective=boundaries" in page.url
    assert page.evaluate("document.activeElement.id") == "_practice-objective"
    press(page, "Start")
    assert page.locator(".round [data-lesson]").get_attribute("data-lesson") == "boundaries"


def test_what_was_missed_in_a_lesson_can_be_practiced(visit, browser_name, http_root):
    page = visit(browser_name, http_root + "lessons/boundaries.html").page
    page.locator("[data-question]").nth(1).locator("details.wrong summary").first.click()
    words = page.locator("[data-question]").nth(1).locator(".stem").inner_text()
    page.locator("[data-result]").get_by_role("link", name="Practice what I missed").click()
    page.locator(".practice-start").wait_for()
    assert total(page) == 1
    press(page, "Start")
    assert stem(page) == words
    expect(page.locator(".round [data-question-status]")).to_have_text("")
    answer(page, True)
    press(page, "See how you did")
    page.goto(http_root + "lessons/boundaries.html")
    expect(page.locator("[data-question-status]").nth(1)).to_have_text("Correct on your first try.")


def test_all_answers_can_be_cleared_and_brought_back(start):
    page = start().page
    assert page.get_by_role("button", name="Clear my answers").count() == 0
    press(page, "Start")
    answer(page, False)
    press(page, "Stop")
    page.get_by_text("Missed last time (1)").wait_for()
    before = kept(page)
    press(page, "Clear my answers")
    assert kept(page) == {}
    assert page.get_by_text("Missed last time").count() == 0
    page.keyboard.press("Enter")
    assert kept(page) == before


def test_cards_move_from_box_to_box_and_come_back_later(start):
    page = start("?mode=cards&topic=gifts").page
    page.get_by_text("Provision: which word is missing?").click()
    count = total(page)
    assert count >= 2
    press(page, "Start")
    shown = []
    for number in range(count):
        front = page.locator(".flash-front").inner_text()
        assert not page.locator(".flash-back").is_visible()
        assert page.locator(".blank").count() == 1
        press(page, "Show the answer")
        word = page.locator(".flash-back .flash-title").inner_text()
        assert word not in front
        assert word in page.locator(".flash-back blockquote").inner_text()
        shown.append(front)
        press(page, "Not yet" if number == 0 else "Knew it")
    # The card that wasn't known comes again, and doesn't count twice.
    expect(page.locator(".round h2")).to_have_text(f"Card {count + 1} of {count + 1}")
    assert page.locator(".flash-front").inner_text() == shown[0]
    press(page, "Show the answer")
    press(page, "Knew it")
    expect(page.locator(".practice-score")).to_have_text(f"{count - 1} of {count} known.")
    cards = json.loads(page.evaluate("localStorage.getItem('handbook-cards')"))
    assert len(cards) == count and {box for box, _ in cards.values()} == {1}
    press(page, "Another round")
    page.get_by_text("No card is due today.").wait_for()
    # A day later, all cards are due. Those that are known then wait for two days.
    page.evaluate(
        """() => {
          const cards = JSON.parse(localStorage.getItem('handbook-cards'));
          for (const card of Object.values(cards)) card[1] -= 1;
          localStorage.setItem('handbook-cards', JSON.stringify(cards));
        }"""
    )
    page.reload()
    page.get_by_text("Provision: which word is missing?").click()
    assert total(page) == count


@pytest.mark.parametrize("deck", ["Topic: what does each code say?", "Term: what does it mean?"])
def test_every_kind_of_card_has_two_sides(start, deck):
    page = start("?mode=cards").page
    page.get_by_text(deck).click()
    press(page, "Start")
    press(page, "Show the answer")
    assert page.locator(".flash-front").inner_text() and page.locator(".flash-back").inner_text()
    if deck.startswith("Topic"):
        assert page.locator(".flash-back figcaption").count() >= 1
    assert findings(page) == {}


def test_an_exam_tells_nothing_until_its_end(start):
    page = start("?mode=exam&lesson=boundaries").page
    page.locator("input[name=exam]").first.check()
    press(page, "Start the exam")
    expect(page.locator(".round-time")).to_have_text(re.compile(r"^(10:00|9:5\d) left$"))
    for number in range(10):
        expect(page.locator(".round h2")).to_have_text(f"Question {number + 1} of 10")
        assert page.locator(".rationale, .choice.right").count() == 0
        if number > 0:
            page.locator(".exam-choice").first.click()
        if number < 9:
            press(page, "Next")
    assert kept(page) == {}
    press(page, "Finish the exam")
    expect(page.locator(".round .note")).to_have_text("1 question isn’t answered yet.")
    press(page, "Finish the exam")
    score = page.locator(".practice-score").inner_text()
    right = int(re.match(r"(\d+) of 10 right", score)[1])
    tables = page.locator(".exam-table")
    assert tables.locator("caption").all_inner_texts() == ["Result by objective", "Result by exam domain"]
    cells = tables.first.locator("td").all_inner_texts()
    assert sum(int(cell.split("/")[0]) for cell in cells) == right
    assert sum(int(cell.split("/")[1]) for cell in cells) == 10
    assert len(kept(page)) == 9, "only what was chosen is recorded"
    assert [one["isRight"] for one in kept(page).values()].count(True) == right
    assert page.locator("details.choice[open]").count() == 9
    assert findings(page) == {}


def test_an_exam_ends_when_its_time_is_up(visit, browser_name, file_root):
    page = visit(browser_name, file_root + PAGE + "?mode=exam&lesson=boundaries", private=True).page
    page.clock.install()
    page.locator(".practice-start").wait_for()
    page.locator("input[name=exam]").first.check()
    press(page, "Start the exam")
    page.locator(".round-time").wait_for()
    page.clock.run_for(9 * 60_000)
    expect(page.locator("#practice [role=status]").first).to_have_text("One minute left.")
    page.clock.run_for(61_000)
    page.get_by_text("Time is up.").wait_for()


def test_a_sheet_has_its_answers_on_another_page(visit, roots):
    page = visit("chromium", roots["http"] + PAGE + "?lesson=boundaries").page
    press(page, "Make a sheet to print")
    sheet = page.locator(".sheet")
    sheet.wait_for()
    assert sheet.locator(".sheet-questions > li").count() == 10
    key = sheet.locator(".sheet-key li").all_inner_texts()
    assert len(key) == 10 and all(re.match(r"[A-D] \w", line) for line in key)
    # Citations are apart, in the text itself.
    assert not any(re.search(r"(item|group) \d+ (Arkansas|Washington)", line) for line in key)
    assert "Correct." not in sheet.locator(".sheet-questions").inner_text()
    assert findings(page) == {}
    page.emulate_media(media="print")
    assert sheet.locator(".sheet-key").evaluate("(one) => getComputedStyle(one).breakBefore") == "page"
    assert not page.get_by_role("button", name="Print").is_visible()


def test_the_way_out_of_a_round_is_at_its_edge(start):
    page = start("?lesson=boundaries", width=360).page
    press(page, "Start")
    right = "(one) => Math.round(one.getBoundingClientRect().right - parseFloat(getComputedStyle(one).paddingRight))"
    edge = page.locator(".round-top progress").evaluate(right)
    assert abs(page.locator(".round-top button").evaluate(right) - edge) <= 2


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_a_round_before_and_after_an_answer(start, width):
    page = start(width=width).page
    press(page, "Start")
    assert findings(page) == {}
    answer(page, False)
    assert findings(page) == {}
    answer(page, True)
    page.evaluate("document.documentElement.dataset.scheme = 'dark'")
    assert findings(page) == {}


def test_a_round_is_gone_through_by_keyboard(start):
    page = start("?lesson=boundaries").page
    page.locator("input[name=mode]:checked").focus()
    for _ in range(12):
        if page.evaluate("document.activeElement.textContent") == "Start":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".round h2")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".round details[open]").count() == 1
    page.locator(".round-tools button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".round h2")).to_have_text("Question 2 of 10")
    expect(page.locator(".round h2")).to_be_focused()


def test_without_scripts_all_questions_are_listed_with_folded_answers(visit, file_root):
    page = visit("chromium", file_root + PAGE, javascript=False).page
    questions = page.locator(".question")
    assert questions.count() == 62
    assert page.locator("main h2 a").count() == 4
    assert not page.locator(".rationale").first.is_visible()
    page.locator(".question summary").first.click()
    assert page.locator(".rationale").first.is_visible()


def test_other_pages_load_nothing_of_practice(visit, browser_name, http_root):
    for path in ["index.html", "codes/washington.html", "lessons/boundaries.html", "topics/gifts.html"]:
        tab = visit(browser_name, http_root + path)
        assert not [one for one in tab.requests if "practice" in one], path


LESSON = """---
title: Lesson {lesson}
objectives: [{{ id: name, text: Name the rule }}]
---

## Rule {{#rule teaches=name}}

{questions}
> [!KEYPOINTS]
> - Take none.
"""
QUESTION = """> [!QUESTION] name
> Is gift {lesson}.{number} allowed?
>
> - [x] No. The rule says so. [[WA#gifts]]
> - [ ] Yes. The rule says no. [[WA#gifts]]

"""


def write_large(folder):
    content = folder / "Content"
    (content / "codes").mkdir(parents=True)
    (content / "lessons").mkdir()
    (content / "handbook.yml").write_text("title: Large\n")
    (content / "codes/washington.md").write_text(
        "---\ntitle: Code\njurisdiction: Washington\nabbreviation: WA\nstatus: draft\n---\n\n"
        "## Conduct {#conduct}\n\n- Do not take gifts. {#gifts}\n"
    )
    for lesson in range(20):
        questions = "".join(QUESTION.format(lesson=lesson, number=number) for number in range(50))
        (content / f"lessons/lesson-{lesson}.md").write_text(
            LESSON.format(lesson=lesson, questions=questions)
        )
    build(folder)


@pytest.fixture(scope="session")
def large(tmp_path_factory, publish):
    """The addresses of a handbook with 1,000 questions, by origin."""
    folder = made_once(shared_folder(tmp_path_factory) / "large-practice", write_large)
    return publish(SimpleNamespace(folder=folder / "Output"))


def test_of_a_thousand_questions_only_those_that_are_asked_are_loaded(visit, browser_name, large):
    tab = visit(browser_name, large["http"] + PAGE)
    page = tab.page
    page.locator(".practice-start").wait_for()
    assert total(page) == 1000

    def shards():
        return {one for one in tab.requests if re.search(r"practice/[0-9a-f]{16}\.js$", one)}

    assert shards() == set()
    press(page, "Start")
    page.locator(".round .stem").wait_for()
    for number in range(1, 11):
        expect(page.locator(".round h2")).to_have_text(f"Question {number} of 10")
        answer(page, True)
        press(page, "Next question" if number < 10 else "See how you did")
    assert 1 <= len(shards()) <= 10
    expect(page.locator(".practice-score")).to_have_text("10 of 10 right on the first try.")


# Counts what one click changes and stores before the script returns, which the next frame shows.
CLICK = """(selector) => {
  const reads = { getItem: 0, setItem: 0, bytes: 0 };
  const { getItem, setItem } = Storage.prototype;
  Storage.prototype.getItem = function (key) {
    reads.getItem += 1;
    return getItem.call(this, key);
  };
  Storage.prototype.setItem = function (key, text) {
    reads.setItem += 1;
    reads.bytes += text.length;
    setItem.call(this, key, text);
  };
  let measured = 0;
  for (const [owner, name] of [
    [Element, 'getBoundingClientRect'], [Element, 'getClientRects'], [Element, 'checkVisibility'],
    [window, 'getComputedStyle'],
  ]) {
    const target = owner.prototype ?? owner;
    const original = target[name];
    target[name] = function (...values) {
      measured += 1;
      return original.apply(this, values);
    };
  }
  const observer = new MutationObserver(() => {});
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  document.querySelector(selector).click();
  const touched = new Set(observer.takeRecords().map(({ target }) => target));
  observer.disconnect();
  Object.assign(Storage.prototype, { getItem, setItem });
  return { touched: touched.size, measured, ...reads };
}"""

# Stores an answer to each question of a lesson, although none has these digests.
REMEMBER = """() => {
  for (let lesson = 0; lesson < 20; lesson += 1) {
    const answers = {};
    for (let number = 0; number < 50; number += 1) {
      answers[`name-${number}`] = { digest: 'abcdef', tries: ['a'], isRight: number % 2 > 0, day: 20000 };
    }
    localStorage.setItem(`handbook-lesson-lesson-${lesson}`, JSON.stringify(answers));
  }
}"""


def test_a_tap_costs_the_same_with_a_thousand_questions(visit, browser_name, large, roots):
    costs = []
    for root in (large["http"], roots["http"]):
        tab = visit(browser_name, root + PAGE)
        page = tab.page
        page.locator(".practice-start").wait_for()
        page.evaluate(REMEMBER)
        page.reload()
        page.locator(".practice-start").wait_for()
        # The view reads each lesson's answers and the boxes of the cards once.
        lessons = page.evaluate("handbookPractice.index.lessons.length")
        assert page.evaluate(CLICK, "input[name=size][value=all]")["getItem"] == lessons + 1
        press(page, "Start")
        page.locator(".round .stem").wait_for()
        tab.drawn()
        requests = len(tab.requests)
        cost = page.evaluate(CLICK, ".round details.wrong > summary")
        # The feedback is there as soon as the script returns: it waits for no file and no measurement.
        assert page.evaluate("document.querySelector('.round [data-question-status]').textContent") != ""
        assert len(tab.requests) == requests
        assert cost.pop("bytes") < 10_000, "only one lesson's answers are stored"
        costs.append(cost)
    assert costs[0] == costs[1]
    assert costs[0]["measured"] == 0
    assert costs[0]["setItem"] == 1


def test_a_thousand_questions_are_listed_by_lesson_without_scripts(visit, large):
    page = visit("chromium", large["file"] + PAGE, javascript=False).page
    assert page.locator(".question").count() == 0
    page.locator("main h2 a").first.click()
    assert page.url.endswith("lessons/lesson-0.html#question-1")


def test_the_start_of_practice_says_on_paper_where_the_questions_are(visit, roots):
    page = visit("chromium", roots["http"] + "practice.html").page
    page.locator(".practice-go").first.wait_for()
    paper = page.locator(".practice-paper")
    assert not paper.is_visible()
    page.emulate_media(media="print")
    assert "Make a sheet to print" in paper.inner_text()
    assert paper.locator("a[href*='lessons/']").count() == 4
