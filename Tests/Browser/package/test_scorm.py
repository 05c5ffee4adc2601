"""The course, in a small stand-in for a learning management system and without one."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from xml.etree import ElementTree

import pytest

# Keeps what the course says, and answers as the standard wants it: only between the first call and the last.
LMS = """<!DOCTYPE html><title>LMS</title><link rel="icon" href="data:,"><script>
const data = JSON.parse(localStorage.data || '{"cmi.core.lesson_status": "not attempted"}');
window.calls = [];
let isOpen = false;
const whileOpen = (name, act) => (...values) => {
  calls.push([name, ...values]);
  if (!isOpen) { calls.push(["error", name]); return "false"; }
  return act(...values);
};
window.API = {
  LMSInitialize(text) { calls.push(["LMSInitialize", text]); isOpen = true; return "true"; },
  LMSGetValue: whileOpen("LMSGetValue", (name) => data[name] || ""),
  LMSSetValue: whileOpen("LMSSetValue", (name, value) => { data[name] = value; return "true"; }),
  LMSCommit: whileOpen("LMSCommit", () => { localStorage.data = JSON.stringify(data); return "true"; }),
  LMSFinish: whileOpen("LMSFinish", () => { isOpen = false; return "true"; }),
  LMSGetLastError: () => "0", LMSGetErrorString: () => "", LMSGetDiagnostic: () => "",
};
window.recorded = data;
</script><iframe src="%s" style="width: 100%%; height: 800px"></iframe>"""

LESSON = "course/boundaries.html"


class Handler(SimpleHTTPRequestHandler):
    """Serves the course, and a page of the system that isn't part of it."""

    def do_GET(self):
        if self.path != "/lms.html":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write((LMS % LESSON).encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def system(course):
    """The address of a system that runs a lesson. Each has a port, and so a memory, of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(course)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def lesson_of(tab):
    return tab.page.frame_locator("iframe").frame_locator("iframe")


def answer(lesson, question, is_right):
    """Opens a right or a wrong choice of a self-check."""
    kind = "right" if is_right else "wrong"
    lesson.locator("[data-question]").nth(question).locator(f"details.{kind} summary").first.click()


def test_the_manifest_names_every_file(course):
    space = {"": "http://www.imsproject.org/xsd/imscp_rootv1p1p2"}
    manifest = ElementTree.parse(course / "imsmanifest.xml")
    named = [one.get("href") for one in manifest.findall(".//file", space)]
    files = {path.relative_to(course).as_posix() for path in course.rglob("*") if path.is_file()}
    assert sorted(named) == sorted(files - {"imsmanifest.xml"})


def test_a_lesson_is_complete_when_its_end_was_seen(visit, system, browser_name):
    tab = visit(browser_name, system + "lms.html")
    lesson = lesson_of(tab)
    lesson.locator("h1").wait_for()
    tab.page.wait_for_function("recorded['cmi.core.lesson_status'] === 'incomplete'")
    lesson.locator("main > *").last.scroll_into_view_if_needed()
    tab.page.wait_for_function("recorded['cmi.core.lesson_status'] === 'completed'")
    assert tab.complaints == []


def test_first_tries_make_the_score_and_outlive_the_session(visit, system, browser_name):
    tab = visit(browser_name, system + "lms.html")
    lesson = lesson_of(tab)
    count = lesson.locator("[data-question]").count()
    answer(lesson, 0, is_right=True)
    answer(lesson, 1, is_right=False)
    answer(lesson, 1, is_right=True)
    score = str(round(100 / count))
    tab.page.wait_for_function(f"recorded['cmi.core.score.raw'] === '{score}'")
    tab.page.reload()
    tab.page.wait_for_function("calls.some(([name]) => name === 'LMSInitialize')")
    lesson = lesson_of(tab)
    answer(lesson, 2, is_right=True)
    score = str(round(200 / count))
    tab.page.wait_for_function(f"recorded['cmi.core.score.raw'] === '{score}'")


def test_following_a_link_does_not_end_the_session(visit, system, browser_name):
    tab = visit(browser_name, system + "lms.html")
    lesson = lesson_of(tab)
    lesson.locator("main a[href^='../codes/']").first.click()
    lesson.locator(".page-code, .page-reference-code").first.wait_for()
    assert not tab.page.evaluate("calls.some(([name]) => name === 'LMSFinish' || name === 'error')")
    assert tab.complaints == []


def test_the_session_ends_with_its_time(visit, system, browser_name):
    tab = visit(browser_name, system + "lms.html")
    lesson_of(tab).locator("h1").wait_for()
    tab.page.wait_for_function("recorded['cmi.core.lesson_status'] === 'incomplete'")
    # Another page in the outer frame, as a system does when the learner leaves.
    tab.page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    tab.page.wait_for_function("calls.some(([name]) => name === 'LMSFinish')")
    assert not tab.page.evaluate("calls.some(([name]) => name === 'error')")
    assert tab.page.evaluate("/^\\d{4}:\\d\\d:\\d\\d$/.test(recorded['cmi.core.session_time'])")


@pytest.mark.parametrize("where", ["file", "http"])
def test_without_a_system_a_lesson_is_a_page(visit, course, system, browser_name, where):
    tab = visit(browser_name, (course / LESSON).as_uri() if where == "file" else system + LESSON)
    tab.page.frame_locator("iframe").locator("h1").wait_for()
    assert tab.complaints == []
