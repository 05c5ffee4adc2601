"""A handbook that readers keep on a device: with the server stopped, a broken update, or a full disk."""

import os
import shutil
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sites import build, made_once, shared_folder

SUBFOLDER = "/some/book/"
CODE = """---
title: Code
jurisdiction: Washington
abbreviation: WA
status: draft
---

- Never take a {word} from a person you serve. {{#gifts}}
"""


@pytest.fixture
def versions(tmp_path_factory):
    """Two versions of a handbook, each built in its own folder."""

    def make(folder):
        for name, word in [("old", "scarf"), ("new", "bicycle")]:
            content = folder / name / "Content"
            (content / "codes").mkdir(parents=True)
            (content / "handbook.yml").write_text("title: Handbook\n")
            (content / "codes/washington.md").write_text(CODE.format(word=word))
            build(folder / name)

    folder = made_once(shared_folder(tmp_path_factory) / "offline", make)
    return {name: folder / name / "Output" for name in ["old", "new"]}


class Host:
    """A web server with a site in a subfolder. It can stop and return with another version."""

    def __init__(self, folder):
        self.folder = folder
        self.server = None
        self.port = 0
        self.published = time.time() - 86_400
        self.start()

    def start(self):
        folder = self.folder

        class Handler(SimpleHTTPRequestHandler):
            # An open connection would still be served after the server stopped.
            protocol_version = "HTTP/1.0"

            def translate_path(self, path):
                inside = path.removeprefix(SUBFOLDER) if path.startswith(SUBFOLDER) else "outside"
                return super().translate_path("/" + inside)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), partial(Handler, directory=str(folder)))
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def publish(self, site):
        shutil.rmtree(self.folder)
        shutil.copytree(site, self.folder)
        # The Last-Modified header has a resolution of one second, in which both versions may have been built.
        self.published += 10
        for file in self.folder.rglob("*.*"):
            os.utime(file, (self.published, self.published))

    @property
    def root(self):
        return f"http://127.0.0.1:{self.port}{SUBFOLDER}"


@pytest.fixture
def host(versions, tmp_path):
    folder = tmp_path / "host"
    folder.mkdir()
    host = Host(folder)
    host.publish(versions["old"])
    yield host
    host.stop()


def panel(tab):
    return tab.page.locator("[data-offline]")


def says(tab, text):
    panel(tab).get_by_role("status").get_by_text(text).wait_for()


def press(tab, name):
    panel(tab).get_by_role("button", name=name).click()


def registrations(tab):
    return tab.page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")


def keep(tab):
    press(tab, "Keep this handbook offline")
    press(tab, "Keep this handbook offline (0.")
    says(tab, "This handbook is on this device.")


def leave_no_worker(tab):
    """Tests share a browser, but not an address. This only removes what the browser has stored."""
    tab.page.evaluate(
        """async () => {
          for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
          for (const name of await caches.keys()) await caches.delete(name);
        }"""
    )


def test_a_kept_handbook_works_without_a_server_and_can_be_removed(visit, host, browser_name):
    tab = visit(browser_name, host.root + "index.html")
    panel(tab).get_by_role("button").wait_for()
    press(tab, "Keep this handbook offline")
    panel(tab).get_by_role("button", name="Keep this handbook offline (0.").wait_for()
    assert registrations(tab) == 0, "nothing is kept before the reader has seen the size"
    panel(tab).get_by_role("button").click()
    says(tab, "This handbook is on this device.")
    host.stop()
    tab.page.goto(host.root + "codes/washington.html#gifts")
    assert "scarf" in tab.page.locator("#gifts").inner_text()
    tab.page.goto(host.root)
    assert tab.page.title() == "Handbook"
    tab.page.goto(host.root + "search.html?q=scarf")
    tab.page.locator(".search-result-title a").first.wait_for()
    assert tab.violations() == []
    says(tab, "This handbook is on this device.")
    press(tab, "Remove from this device")
    says(tab, "The handbook is no longer on this device.")
    assert registrations(tab) == 0
    assert tab.page.evaluate("caches.keys()") == []


def test_a_newer_version_waits_until_it_is_whole_and_the_reader_takes_it(visit, host, versions, browser_name):
    tab = visit(browser_name, host.root + "codes/washington.html")
    keep(tab)
    host.publish(versions["new"])
    bundle = next((host.folder / "offline").glob("*.bin"))
    whole = bundle.read_bytes()
    bundle.write_bytes(whole[: len(whole) // 2])
    update = "navigator.serviceWorker.getRegistration().then((one) => one.update().catch(() => {}))"
    tab.page.evaluate(update)
    tab.page.wait_for_function(
        "async () => { const one = await navigator.serviceWorker.getRegistration();"
        " return one.active && !one.installing && !one.waiting; }"
    )
    tab.page.reload()
    assert "scarf" in tab.page.locator("#gifts").inner_text()
    says(tab, "This handbook is on this device.")

    bundle.write_bytes(whole)
    tab.page.evaluate(update)
    says(tab, "A newer version is ready.")
    assert "scarf" in tab.page.locator("#gifts").inner_text()
    with tab.page.expect_navigation():
        press(tab, "Show the newer version")
    tab.page.locator("#gifts", has_text="bicycle").wait_for()
    says(tab, "This handbook is on this device.")
    host.stop()
    tab.page.goto(host.root + "search.html?q=bicycle")
    tab.page.locator(".search-result-title a").first.wait_for()
    leave_no_worker(tab)


def test_a_device_without_space_keeps_nothing_and_says_so(visit, host):
    tab = visit("chromium", host.root + "index.html")
    session = tab.page.context.new_cdp_session(tab.page)
    origin = host.root.removesuffix(SUBFOLDER)
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1000})
    press(tab, "Keep this handbook offline")
    press(tab, "Keep this handbook offline (0.")
    says(tab, "This device doesn’t have enough space for the handbook.")
    assert tab.page.evaluate("caches.keys()") == []
    assert registrations(tab) == 0
    panel(tab).get_by_role("button", name="Try again").wait_for()


def test_a_site_that_stops_offering_it_is_no_longer_kept(visit, host):
    tab = visit("chromium", host.root + "index.html")
    keep(tab)
    (host.folder / "sw.js").unlink()
    tab.page.reload()
    tab.page.wait_for_function("navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
    tab.page.wait_for_function("caches.keys().then((names) => names.length === 0)")


def test_progress_that_arrives_late_does_not_hide_the_result(visit, host):
    tab = visit("chromium", host.root + "index.html")
    keep(tab)
    tab.page.evaluate(
        """() => navigator.serviceWorker.dispatchEvent(
          new MessageEvent("message", { data: { type: "loaded", done: 1, count: 1 } }))"""
    )
    says(tab, "This handbook is on this device.")
    assert panel(tab).get_by_role("button", name="Remove from this device").is_visible()
    leave_no_worker(tab)


def test_a_worker_that_waits_before_the_page_can_watch_it_is_followed(visit, host):
    """In a small handbook, the worker can have loaded everything before `register` returns."""
    tab = visit("chromium", host.root + "index.html")
    tab.page.evaluate(
        """() => {
          const own = navigator.serviceWorker.register.bind(navigator.serviceWorker);
          navigator.serviceWorker.register = async (...rest) => {
            const real = await own(...rest);
            const worker = real.installing;
            await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
            return Object.defineProperties(new EventTarget(), {
              installing: { value: null },
              waiting: { get: () => (worker.state === "installed" ? worker : null) },
              active: { get: () => real.active },
            });
          };
        }"""
    )
    keep(tab)
    leave_no_worker(tab)


def test_a_folder_offers_nothing(visit, versions, browser_name):
    tab = visit(browser_name, (versions["old"] / "index.html").as_uri())
    tab.drawn()
    assert not panel(tab).is_visible()
    assert tab.complaints == []
