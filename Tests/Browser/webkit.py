"""WebKit, the engine of all browsers on iPhones: a small client of WebKitGTK's WebDriver.

The client speaks the W3C WebDriver protocol, which is JSON over HTTP, so no package is needed for it.
"""

import json
import os
import shutil
import socket
import subprocess
import time
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

# Loaded machines are slow, and a test that waits for a state ends as soon as it's there.
PATIENCE = 60

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004"}


class WebKit:
    """A window of WebKit's MiniBrowser on a screen of its own. It's slow to start, so tests share it."""

    def __init__(self, folder):
        self.log = (folder / "webkit.log").open("w")
        self.processes = []
        try:
            self.driver = self.start(folder)
        except BaseException:
            self.close()
            raise

    def start(self, folder):
        """Starts the screen, the driver, and the browser, and returns the address of the session."""
        browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"))
        programs = [shutil.which(name) for name in ("Xvfb", "WebKitWebDriver")]
        if not (browsers and all(programs)):
            raise FileNotFoundError("WebKit's driver is not installed; run Scripts/setup webkit")
        screen, driver = programs
        port = free_port()
        self.environment = {
            **os.environ,
            "DISPLAY": self.run_screen(screen),
            "HOME": str(folder),
            # The screen has no graphics card, and root can't use the sandbox.
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "NO_AT_BRIDGE": "1",
        }
        self.run([driver, f"--port={port}"])
        server = f"http://127.0.0.1:{port}"
        until(lambda: self.request("GET", f"{server}/status")["ready"])
        options = {
            "webkitgtk:browserOptions": {"binary": str(browsers[0]), "args": ["--automation"]},
            # While the driver waits for a page, it answers nothing else. `open` waits instead.
            "pageLoadStrategy": "none",
        }
        session = self.request("POST", f"{server}/session", {"capabilities": {"alwaysMatch": options}})
        return f"{server}/session/{session['sessionId']}"

    def run_screen(self, program):
        """Starts a screen with a number that is free, and returns its name."""
        read, write = os.pipe()
        command = [program, "-displayfd", str(write), "-screen", "0", "1400x1200x24", "-nolisten", "tcp"]
        self.processes.append(subprocess.Popen(command, pass_fds=[write], stderr=self.log))
        os.close(write)
        with os.fdopen(read) as lines:
            number = lines.readline().strip()
        assert number, "the screen didn't start"
        return f":{number}"

    def run(self, command):
        process = subprocess.Popen(command, env=self.environment, stdout=self.log, stderr=self.log)
        self.processes.append(process)

    def close(self):
        if hasattr(self, "driver"):
            with suppress(OSError, WebDriverError):
                self.request("DELETE", self.driver)
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
        self.log.close()

    @staticmethod
    def request(method, address, body=None):
        data = None if method != "POST" else json.dumps(body or {}).encode()
        try:
            request = Request(address, data, {"Content-Type": "application/json"}, method=method)
            with urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            answer = json.load(error)["value"]
            raise WebDriverError(f"{answer['error']}: {answer['message']}") from None

    def do(self, method, path, body=None):
        return self.request(method, f"{self.driver}/{path}", body)

    def resize(self, width, height=900):
        self.do("POST", "window/rect", {"width": width, "height": height})

    def open(self, address):
        """Loads a page, even if it's already open."""
        # An address that differs from the current one only after "#" wouldn't load the page.
        if "#" in address:
            self.open("about:blank")
        self.evaluate("globalThis.isLeft = true")
        self.do("POST", "url", {"url": address})
        self.wait("!globalThis.isLeft && document.readyState === 'complete'")

    @property
    def address(self):
        return self.do("GET", "url")

    def evaluate(self, expression):
        """Returns the value of a JavaScript expression."""
        return self.do("POST", "execute/sync", {"script": f"return {expression}", "args": []})

    def find(self, selector):
        """Returns the path of the first visible element that matches, or waits until there is one."""
        script = (
            f"return Array.from(document.querySelectorAll({json.dumps(selector)}))"
            ".find((one) => one.checkVisibility({ visibilityProperty: true }))"
        )
        found = until(lambda: self.do("POST", "execute/sync", {"script": script, "args": []}), selector)
        return f"element/{found[ELEMENT]}"

    def click(self, selector):
        path = self.find(selector)
        # The driver scrolls smoothly if the page does, and then finds the element outside the window.
        scroll = "arguments[0].scrollIntoView({ behavior: 'instant', block: 'center' })"
        element = {ELEMENT: path.removeprefix("element/")}
        self.do("POST", "execute/sync", {"script": scroll, "args": [element]})
        self.do("POST", f"{path}/click")

    def type(self, selector, text):
        self.do("POST", f"{self.find(selector)}/value", {"text": text})

    def press(self, key):
        keys = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        self.do("POST", "actions", {"actions": [{"type": "key", "id": "keys", "actions": keys}]})

    def text(self, selector):
        return self.do("GET", f"{self.find(selector)}/text")

    def wait(self, expression):
        """Waits until a JavaScript expression is true, and returns its value."""
        return until(lambda: self.evaluate(expression), expression)

    def screenshot(self, path, **_):
        """Saves a screenshot of the window. Unlike Playwright's, it can't be of the full page."""
        with suppress(OSError, WebDriverError):
            path.write_bytes(b64decode(self.do("GET", "screenshot")))


class WebDriverError(Exception):
    """An error that the driver reports, such as an element that went away."""


def until(action, what="the driver"):
    """Repeats an action until its result is true, and returns the result. Errors in between don't count."""
    end = time.monotonic() + PATIENCE
    last = None
    while time.monotonic() < end:
        try:
            last = action()
            if last:
                return last
        except (WebDriverError, OSError) as error:
            last = error
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE} seconds for {what}; last: {last}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
