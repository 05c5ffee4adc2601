"""Fixtures: the site in a folder and in a web server's subfolder, tabs of two browsers, and screenshots."""

import re
import shutil
import threading
import time
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browsers import BROWSERS, Pool, Visit
from pages import SITE
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

FAILURES = Path(__file__).parent / "failures"

# The site's location on a web server. It's never the root, so that addresses from the root are detected.
SUBFOLDER = "/some/handbook/"

WINDOW = {"width": 1280, "height": 900}


def pytest_configure(config):
    if "index.html" not in SITE.files:
        raise pytest.UsageError("There is no site to test: run make site, or set HANDBOOK_SITE to its folder")
    # This runs only once, not in each process that shares the tests.
    if not hasattr(config, "workerinput"):
        shutil.rmtree(FAILURES, ignore_errors=True)


def pytest_ignore_collect(collection_path, config):
    """Leaves WebKit out unless the command names it, because its driver brings 240 MB of packages."""
    if collection_path.name == "test_webkit.py" and "webkit" not in " ".join(config.invocation_params.args):
        return True
    return None


def pytest_generate_tests(metafunc):
    """Runs a test for both browsers, both origins, and one page of each kind, depending on its arguments."""
    if "browser_name" in metafunc.fixturenames:
        metafunc.parametrize("browser_name", BROWSERS, scope="session")
    if "origin" in metafunc.fixturenames:
        metafunc.parametrize("origin", ["file", "http"], scope="session")
    if "sample" in metafunc.fixturenames:
        # Session scope makes all tests of a page run one after another, so that they can share its tab.
        metafunc.parametrize("sample", SITE.samples.values(), ids=list(SITE.samples), scope="session")


@pytest.fixture(scope="session")
def site():
    return SITE


class Handler(SimpleHTTPRequestHandler):
    """Serves the site below SUBFOLDER and nothing else, without logging; with `?slowly`, a page in pieces.

    The fonts that a page names arrive between its head and its body, because text in other fonts can have other lines.
    """

    PIECES = 12
    served_fonts = 0
    font_served = threading.Condition()

    def translate_path(self, path):
        if not path.startswith(SUBFOLDER):
            return str(Path(self.directory, "outside the subfolder"))
        return super().translate_path(path[len(SUBFOLDER) - 1 :])

    def send_head(self):
        # Browsers request the icon by themselves, once, on any page.
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
            return None
        return super().send_head()

    def copyfile(self, source, outputfile):
        if not self.path.endswith("?slowly"):
            super().copyfile(source, outputfile)
            if self.path.endswith(".woff2"):
                with self.font_served:
                    Handler.served_fonts += 1
                    self.font_served.notify_all()
            return
        head, end, body = source.read().partition(b"</head>")
        with self.font_served:
            awaited = self.served_fonts + re.search(b'data-fonts="([^"]*)"', head)[1].count(b".woff2")
            outputfile.write(head + end)
            assert self.font_served.wait_for(lambda: self.served_fonts >= awaited, timeout=30), "no fonts"
        length = len(body) // self.PIECES + 1
        for start in range(0, len(body), length):
            # The pause is longer than a browser needs to draw what it has.
            time.sleep(0.05)
            outputfile.write(body[start : start + length])

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def publish(tmp_path_factory):
    """Publishes a site in both ways that readers use it, and returns the addresses of its root by origin."""
    published = {}
    servers = []

    def in_a_folder(site):
        # The name has a space and an accent, like a folder that somebody unzipped.
        folder = tmp_path_factory.mktemp("home") / "Manuel d'éthique 2"
        shutil.copytree(site.folder, folder)
        return folder.as_uri() + "/"

    def on_a_server(site):
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site.folder)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}{SUBFOLDER}"

    def roots(site):
        if site.folder not in published:
            published[site.folder] = {"file": in_a_folder(site), "http": on_a_server(site)}
        return published[site.folder]

    yield roots
    for server in servers:
        server.shutdown()


# The scope is the module, not the session, because a folder of tests can have its own `site`.
@pytest.fixture(scope="module")
def roots(site, publish):
    return publish(site)


@pytest.fixture(scope="module")
def file_root(roots):
    return roots["file"]


@pytest.fixture(scope="module")
def http_root(roots):
    return roots["http"]


@pytest.fixture
def root(origin, roots):
    """Returns the address that the site's paths are relative to, ending in a slash."""
    return roots[origin]


@pytest.fixture(scope="session")
def pool():
    with sync_playwright() as playwright:
        pool = Pool(playwright)
        yield pool
        pool.close()


# Clears what the page has stored, and keeps it from storing more. The result is whether a test moved the page's clock.
FORGET = """() => {
  const moved = '__pwClock' in globalThis;
  localStorage.clear();
  Storage.prototype.setItem = () => {};
  return moved;
}"""


@pytest.fixture
def visit(request, pool):
    """Opens an address in a new tab: `visit(browser_name, address, …)` returns a Visit.

    The tabs of a test share a context with other tests unless they are `private`, which is slower. A test that
    moves the clock needs private tabs, because a context has one clock for all its tabs.
    """
    tabs = []
    own = []

    def context(browser_name, scheme, javascript, private):
        if not private:
            return pool.context(browser_name, scheme, javascript)
        if not own:
            own.append(pool.new_context(browser_name, scheme, javascript))
        return own[0]

    def open_tab(browser_name, address, *, scheme="light", width=1280, javascript=True, private=False):
        tab = Visit(context(browser_name, scheme, javascript, private).new_page())
        tabs.append(tab.page)
        request.node.tab = tab.page
        tab.page.set_viewport_size({**WINDOW, "width": width})
        tab.page.goto(address, wait_until="load")
        return tab

    yield open_tab
    for one in own:
        one.close()
    moved = False
    for tab in tabs:
        if tab.is_closed():
            continue
        # Tests share contexts, and data that a browser stored for one test must not reach the next. A page can still
        # try to store something, because a lesson notes the reader's place with a delay.
        with suppress(PlaywrightError):
            moved = tab.evaluate(FORGET) or moved
        tab.close()
    assert not moved, "the test moved the clock of all later tests; it needs private tabs"


class SharedTabs:
    """Tabs shared by tests that only look at a page: each browser's last tab, restored as it was opened."""

    def __init__(self, pool):
        self.pool = pool
        self.tabs = {}

    def open(self, browser_name, address):
        known, tab = self.tabs.get(browser_name, (None, None))
        if known != address:
            self.close(browser_name)
            tab = Visit(self.pool.context(browser_name, "light", True).new_page())
            self.tabs[browser_name] = (address, tab)
            tab.page.set_viewport_size(WINDOW)
            tab.page.goto(address, wait_until="load")
            tab.page.evaluate(FORGET)
            return tab
        tab.page.set_viewport_size(WINDOW)
        if browser_name == "chromium":
            tab.page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
        tab.page.evaluate(
            """() => {
              document.adoptedStyleSheets = [];
              document.activeElement?.blur();
              getSelection().removeAllRanges();
              scrollTo({ top: 0, behavior: 'instant' });
            }"""
        )
        return tab

    def close(self, browser_name):
        _, tab = self.tabs.pop(browser_name, (None, None))
        if tab:
            tab.page.close()


@pytest.fixture(scope="session")
def shared_tabs(pool):
    return SharedTabs(pool)


@pytest.fixture
def look(request, shared_tabs):
    """Like `visit`, but with a shared tab, for tests that change only the window, media, and focus."""

    def open_tab(browser_name, address):
        tab = shared_tabs.open(browser_name, address)
        request.node.tab = tab.page
        return tab

    yield open_tab
    failed = getattr(request.node, "failed", False)
    for browser_name in BROWSERS if failed else []:
        shared_tabs.close(browser_name)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Saves a screenshot of the page on which a test failed."""
    report = (yield).get_result()
    item.failed = report.failed or getattr(item, "failed", False)
    tab = getattr(item, "tab", None)
    if report.when == "call" and report.failed and tab is not None:
        FAILURES.mkdir(exist_ok=True)
        picture = FAILURES / f"{re.sub(r'[^A-Za-z0-9.-]+', '-', item.name).strip('-')}.png"
        # Drawing a very long page can take too long. The test's result counts, with or without a screenshot.
        with suppress(PlaywrightError):
            tab.screenshot(path=picture, full_page=True, timeout=10_000)
