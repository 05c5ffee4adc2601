"""The course, in a learning management system that is strict about SCORM 1.2, and without a system."""

import re
import subprocess
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pages import REPOSITORY
from sites import made_once, program, shared_folder

LMS = (Path(__file__).parent / "lms.js").read_text()
PAGE = """<!DOCTYPE html><title>LMS</title><link rel="icon" href="data:,"><script>{script}</script>
<iframe src="{lesson}" style="width: 100%; height: 800px"></iframe>"""

LESSON = "course/boundaries.html"


class Handler(SimpleHTTPRequestHandler):
    """Serves the course, and the system's own page for each item, which isn't part of the course."""

    def do_GET(self):
        asked = re.fullmatch(r"/lms/([^?]*)(\?.*)?", self.path)
        if not asked:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE.format(script=LMS, lesson=f"/{asked[1]}").encode())

    def log_message(self, *_):
        pass


def served(folder):
    """Returns a system's address and server for a course. Each has its own port, and so its own storage."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/", server


@pytest.fixture
def system(course):
    address, server = served(course)
    yield address
    server.shutdown()


RULES = {"answered": "complete: all-answered", "scored": "complete: score>=50", "plain": ""}
RULED_LESSON = """---
title: {name}
objectives: [{{ id: choose, text: Choose an answer }}]
{rule}
---

## Part {{teaches=choose}}

> [!QUESTION] choose
> May you take it?
>
> - [x] No. [[WA#gifts]]
> - [ ] Yes. It is a gift.

> [!QUESTION] choose
> May you give it?
>
> - [ ] Yes. It is a gift.
> - [x] No. [[WA#gifts]]

> [!KEYPOINTS]
> - No gifts.
"""
CODE = """---
title: Code
jurisdiction: Washington
abbreviation: WA
status: draft
---

- No gifts. {#gifts}
"""


@pytest.fixture
def ruled(tmp_path_factory):
    """A system with a course of two questions per lesson, each lesson with a different completion rule."""

    def make(folder):
        for path, text in [
            ("handbook.yml", "title: Rules\n"),
            ("codes/washington.md", CODE),
            *(
                (f"lessons/{name}.md", RULED_LESSON.format(name=name, rule=rule))
                for name, rule in RULES.items()
            ),
        ]:
            file = folder / "Content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        command = [
            program(),
            "package",
            "--as",
            "scorm",
            "-q",
            "-s",
            folder,
            "-t",
            REPOSITORY / "Themes/default",
        ]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        with zipfile.ZipFile(next((folder / "Packages").glob("*.zip"))) as opened:
            opened.extractall(folder / "course")

    address, server = served(made_once(shared_folder(tmp_path_factory) / "ruled", make) / "course")
    yield address
    server.shutdown()


def lesson_of(tab):
    return tab.page.frame_locator("iframe").frame_locator("iframe")


def notice(tab, name):
    return tab.page.frame_locator("iframe").locator(f"[data-notice={name}]")


def answer(lesson, question, is_right):
    """Opens a right or wrong choice of a self-check."""
    kind = "right" if is_right else "wrong"
    lesson.locator("[data-question]").nth(question).locator(f"details.{kind} summary").first.click()


def wait_for(tab, element, value):
    tab.page.wait_for_function("([name, value]) => lms.data[`cmi.${name}`] === value", arg=[element, value])


def leave(tab):
    """Opens another page in the outer frame, as a system does when the learner leaves."""
    tab.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    tab.page.wait_for_function("lms.calls.some(([name]) => name === 'LMSFinish')")
    return tab.page.evaluate("lms.data")


def come_back(tab):
    tab.page.reload()
    tab.page.wait_for_function("lms.calls.some(([name]) => name === 'LMSInitialize')")
    return lesson_of(tab)


def test_the_manifest_names_every_file(course):
    space = {"": "http://www.imsproject.org/xsd/imscp_rootv1p1p2"}
    manifest = ElementTree.parse(course / "imsmanifest.xml")
    named = [one.get("href") for one in manifest.findall(".//file", space)]
    files = {path.relative_to(course).as_posix() for path in course.rglob("*") if path.is_file()}
    assert sorted(named) == sorted(files - {"imsmanifest.xml"})


def test_answers_score_and_place_outlive_the_session_until_the_end_was_seen(visit, system, browser_name):
    tab = visit(browser_name, f"{system}lms/{LESSON}")
    lesson = lesson_of(tab)
    lesson.locator("h1").wait_for()
    wait_for(tab, "core.lesson_status", "incomplete")
    count = lesson.locator("[data-question]").count()
    answer(lesson, 0, is_right=True)
    answer(lesson, 1, is_right=False)
    answer(lesson, 1, is_right=True)
    wait_for(tab, "core.score.raw", str(100 // count))
    heading = lesson.locator("[data-lesson-text] h2[id]").nth(1)
    heading.evaluate("(one) => one.scrollIntoView()")
    place = heading.get_attribute("id")
    lesson.locator("body").evaluate(
        """(_, place) => new Promise((resolve) => {
          const look = () => (window.handbookRecord.place.id === place ? resolve() : setTimeout(look, 50));
          look();
        })""",
        place,
    )
    data = leave(tab)
    assert data["cmi.core.exit"] == "suspend" and data["cmi.core.lesson_location"] == place
    assert re.fullmatch(r"\d{4}:\d\d:\d\d", data["cmi.core.session_time"])
    assert tab.page.evaluate("lms.errors") == []

    lesson = come_back(tab)
    lesson.locator(".question.answered").nth(1).wait_for()
    assert lesson.locator(".question.answered").count() == 2
    assert lesson.locator("details.choice[open]").count() == 3
    lesson.locator(f"[id='{place}']:target").wait_for()
    answer(lesson, 2, is_right=True)
    wait_for(tab, "core.score.raw", str(200 // count))
    lesson.locator("main > *").last.scroll_into_view_if_needed()
    wait_for(tab, "core.lesson_status", "completed")
    assert leave(tab)["cmi.core.exit"] == ""
    assert tab.page.evaluate("lms.errors") == []
    assert tab.complaints == []


def test_a_system_that_starts_anew_after_a_normal_exit_gets_a_new_session(visit, ruled):
    tab = visit("chromium", f"{ruled}lms/course/plain.html?policy=anew")
    lesson = lesson_of(tab)
    answer(lesson, 0, is_right=True)
    lesson.locator("main > *").last.scroll_into_view_if_needed()
    wait_for(tab, "core.lesson_status", "completed")
    leave(tab)
    lesson = come_back(tab)
    wait_for(tab, "core.lesson_status", "incomplete")
    assert lesson.locator(".question.answered").count() == 0
    answer(lesson, 0, is_right=False)
    wait_for(tab, "core.score.raw", "0")
    assert tab.page.evaluate("lms.errors") == []


def test_a_lesson_is_complete_by_its_authors_rule(visit, ruled):
    tab = visit("chromium", f"{ruled}lms/course/answered.html")
    lesson = lesson_of(tab)
    answer(lesson, 0, is_right=False)
    wait_for(tab, "core.score.raw", "0")
    assert tab.page.evaluate("lms.data['cmi.core.lesson_status']") == "incomplete"
    answer(lesson, 1, is_right=False)
    wait_for(tab, "core.lesson_status", "completed")

    tab = visit("chromium", f"{ruled}lms/course/scored.html")
    lesson = lesson_of(tab)
    answer(lesson, 0, is_right=False)
    answer(lesson, 1, is_right=False)
    wait_for(tab, "core.lesson_status", "failed")
    lesson.locator("[data-clear]").click()
    wait_for(tab, "core.lesson_status", "incomplete")
    answer(lesson, 0, is_right=True)
    wait_for(tab, "core.lesson_status", "passed")
    wait_for(tab, "core.score.raw", "50")
    # The result stays, no matter what the learner tries again.
    lesson.locator("[data-clear]").click()
    answer(lesson, 0, is_right=False)
    tab.page.wait_for_function(
        "Object.values(JSON.parse(lms.data['cmi.suspend_data'])).map((one) => one[1]).join() === 'false'"
    )
    assert tab.page.evaluate("lms.data['cmi.core.score.raw']") == "50"
    assert tab.page.evaluate("lms.data['cmi.core.lesson_status']") == "passed"
    assert tab.page.evaluate("lms.errors") == []


def test_a_system_that_appears_late_hears_of_earlier_answers(visit, ruled):
    tab = visit("chromium", f"{ruled}lms/course/plain.html?late=3000")
    answer(lesson_of(tab), 0, is_right=True)
    assert tab.page.evaluate("window.API === undefined")
    wait_for(tab, "core.score.raw", "50")
    assert not notice(tab, "no-system").is_visible()


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_at_a_lesson_again_changes_nothing(visit, ruled, mode):
    address = f"{ruled}lms/course/plain.html"
    tab = visit("chromium", address)
    answer(lesson_of(tab), 0, is_right=True)
    wait_for(tab, "core.score.raw", "50")
    before = leave(tab)
    tab.page.goto(f"{address}?mode={mode}")
    notice(tab, "review").wait_for()
    lesson = lesson_of(tab)
    lesson.locator(".question.answered").wait_for()
    answer(lesson, 1, is_right=True)
    assert leave(tab) == {**before, "cmi.core.lesson_mode": mode}
    assert not tab.page.evaluate("lms.calls.some(([name]) => name === 'LMSSetValue')")


def test_a_system_that_cannot_save_is_reported_in_its_own_words(visit, ruled):
    tab = visit("chromium", f"{ruled}lms/course/plain.html?full=cmi.suspend_data")
    notice(tab, "not-stored").wait_for()
    assert "cmi.suspend_data: Error 101 of the test (101)" in notice(tab, "not-stored").inner_text()


def test_links_out_of_the_course_open_in_a_new_window(visit, system, browser_name):
    tab = visit(browser_name, f"{system}lms/{LESSON}")
    lesson = lesson_of(tab)
    lesson.locator("main a[href^='../codes/']").first.click()
    lesson.locator(".page-code, .page-reference-code").first.wait_for()
    lesson.locator("main").evaluate(
        "(main) => { for (const one of main.querySelectorAll('details')) one.open = true; }"
    )
    outside = lesson.locator("main a[href^='https://']").first
    outside.evaluate("(link) => { link.href = 'http://localhost:9/'; }")
    with tab.page.expect_popup() as opened:
        outside.click()
    opened.value.close()
    assert lesson.locator(".page-code, .page-reference-code").count() == 1
    assert not tab.page.evaluate("lms.calls.some(([name]) => name === 'LMSFinish')")
    assert tab.page.evaluate("lms.errors") == []


@pytest.mark.parametrize("page", [LESSON, "handbook.html"])
def test_other_lessons_are_opened_from_the_course(visit, system, page):
    tab = visit("chromium", f"{system}lms/{page}")
    frame = tab.page.frame_locator("iframe").locator("iframe")
    link = lesson_of(tab).locator("main a[href*='lessons/peer-ethics-and-confidentiality.html']").first
    if page == LESSON:
        link = lesson_of(tab).locator("a[rel=prev], a[rel=next]").first
    link.click()
    notice(tab, "other-lesson").wait_for()
    assert "separate lesson" in notice(tab, "other-lesson").inner_text()
    inside = frame.evaluate("(one) => one.contentWindow.location.pathname")
    assert inside == ("/handbook/lessons/boundaries.html" if page == LESSON else "/handbook/index.html")
    assert tab.complaints == []


@pytest.mark.parametrize("where", ["file", "http"])
def test_without_a_system_a_lesson_is_a_page_that_says_so(visit, course, system, browser_name, where):
    tab = visit(browser_name, (course / LESSON).as_uri() if where == "file" else system + LESSON)
    tab.page.frame_locator("iframe").locator("h1").wait_for()
    tab.page.locator("[data-notice=no-system]").wait_for()
    assert tab.complaints == []
