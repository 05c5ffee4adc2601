"""The two browsers, configured as readers have them, and pages that record what went wrong."""

import os
import shutil
from dataclasses import dataclass, field

BROWSERS = ["chromium", "firefox"]
SCHEMES = ["light", "dark"]

# Runs before any script of the page, and even if the page's policy blocks that script.
COLLECT_VIOLATIONS = """
window.policyViolations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.policyViolations.push(`${event.violatedDirective}: ${event.blockedURI} at line ${event.lineNumber}`);
});
"""


def program(name):
    """Returns the system's browser, or the one that HANDBOOK_CHROMIUM or HANDBOOK_FIREFOX specifies."""
    chosen = os.environ.get(f"HANDBOOK_{name.upper()}")
    names = {"chromium": ["chromium", "google-chrome"], "firefox": ["firefox-esr", "firefox"]}[name]
    found = chosen or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed; run Scripts/setup test")
    return found


def launch(playwright, name, scheme):
    if name == "chromium":
        return playwright.chromium.launch(executable_path=program(name))
    dark = scheme == "dark"
    return playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=program(name),
        firefox_user_prefs={
            # Automation turns off the protection of file:// addresses, which readers have on.
            "security.fileuri.strict_origin_policy": True,
            # Timers of a tab run on time even if the machine is busy or another tab is in front.
            "dom.timeout.enable_budget_timer_throttling": False,
            "dom.min_background_timeout_value": 4,
            # An unmodified Firefox ignores Playwright's own options for motion and color scheme.
            "ui.prefersReducedMotion": 1,
            "ui.systemUsesDarkTheme": int(dark),
            "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
        },
    )


@dataclass
class Visit:
    """A tab, with the complaints and requests of its pages."""

    page: object
    complaints: list = field(default_factory=list)
    requests: list = field(default_factory=list)

    def __post_init__(self):
        self.page.on("console", self.heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self.complaints.append(f"not loaded: {request.url}"))

    def heard(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def drawn(self):
        """Waits until the page has been drawn twice, when its scripts have reacted to loading or a key."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
        )
        return self

    def violations(self):
        return self.page.evaluate("window.policyViolations")


class Pool:
    """Browsers and their contexts, started when first needed and shared by all tests."""

    def __init__(self, playwright):
        self.playwright = playwright
        self.running = {}
        self.contexts = {}

    def browser(self, name, scheme):
        # Chromium sets the color scheme for each tab, and Firefox for the whole browser.
        key = (name, scheme if name == "firefox" else None)
        if key not in self.running:
            self.running[key] = launch(self.playwright, name, scheme)
        return self.running[key]

    def context(self, name, scheme, javascript):
        key = (name, scheme, javascript)
        if key not in self.contexts:
            self.contexts[key] = self.new_context(name, scheme, javascript)
        return self.contexts[key]

    def new_context(self, name, scheme="light", javascript=True):
        context = self.browser(name, scheme).new_context(
            color_scheme=scheme if name == "chromium" else None,
            # A page that is still scrolling can't be measured.
            reduced_motion="reduce" if name == "chromium" else None,
            java_script_enabled=javascript,
        )
        if javascript:
            context.add_init_script(COLLECT_VIOLATIONS)
        return context

    def close(self):
        for browser in self.running.values():
            browser.close()
