"""`handbook serve` in a browser: what an open page does when its source changes."""

import shutil
import subprocess
import time

import playwright.sync_api
import pytest
from pages import REPOSITORY
from sites import program

LONG = "\n\n".join(f"Paragraph {number} of a page that scrolls." for number in range(200))


class Preview:
    """The running program, with a handbook of two pages and a theme that a test can change."""

    def __init__(self, folder, *arguments):
        self.folder = folder
        self.write("Content/handbook.yml", "title: Handbook\n")
        self.page("about", LONG)
        self.page("other", "Nothing happens here.")
        shutil.copytree(REPOSITORY / "Themes/default", folder / "Themes/default")
        command = [program(), "serve", "--port", "0", "--quiet", *arguments]
        self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        self.root = self.process.stdout.readline().strip()

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name("." + path.name)
        fresh.write_text(text)
        fresh.rename(path)

    def page(self, name, text):
        self.write(f"Content/pages/{name}.md", f"---\ntitle: {name.capitalize()}\n---\n\n{text}\n")

    def end(self):
        self.process.terminate()
        assert self.process.wait(timeout=30) == 0


@pytest.fixture
def preview(tmp_path):
    preview = Preview(tmp_path)
    yield preview
    preview.end()


def until(tab, expression):
    """Waits until an expression is true in the page, through reloads; the site's policy blocks Playwright's own wait.

    An error doesn't end the wait: while a page reloads, it may have no body yet, or no document at all. If the
    expression never becomes true, the last error and the state of the page are reported with it.
    """
    deadline = time.monotonic() + 60
    error = None
    while time.monotonic() < deadline:
        try:
            if tab.page.evaluate(expression):
                return
            error = None
        except playwright.sync_api.Error as thrown:
            error = thrown
        time.sleep(0.02)
    state = tab.page.evaluate(
        """() => JSON.stringify({
          address: location.href,
          state: [document.readyState, document.visibilityState],
          tag: document.querySelector("script[data-tag]")?.dataset.tag,
          storage: { ...sessionStorage },
          main: document.querySelector("main")?.innerHTML.slice(0, 300),
          complaints: window.policyViolations,
        })"""
    )
    pytest.fail(f"This never became true: {expression}\n{state}\n{tab.complaints}\n{error or ''}")


def mark(tab):
    """Sets a mark that a reload removes."""
    tab.page.evaluate("window.marked = true")


def is_marked(tab):
    return tab.page.evaluate("window.marked === true")


def test_a_page_that_changes_is_loaded_again_where_it_was_scrolled_to(visit, browser_name, preview):
    tab = visit(browser_name, preview.root + "pages/about.html")
    tab.page.evaluate("scrollTo({ top: 1500, behavior: 'instant' })")
    mark(tab)
    preview.page("about", LONG + "\n\nA last word.")
    until(tab, "document.body.textContent.includes('A last word.')")
    until(tab, "document.readyState === 'complete'")
    assert not is_marked(tab)
    assert tab.page.evaluate("scrollY") == 1500
    assert tab.violations() == []


def test_a_page_that_does_not_change_stays(visit, browser_name, preview):
    tab = visit(browser_name, preview.root + "pages/other.html")
    mark(tab)
    preview.page("about", "Quite another text.")
    changed = visit(browser_name, preview.root + "pages/about.html")
    until(changed, "document.body.textContent.includes('Quite another text.')")
    assert is_marked(tab)


def test_a_style_sheet_is_replaced_in_the_page(visit, browser_name, preview):
    tab = visit(browser_name, preview.root + "pages/about.html")
    mark(tab)
    count = tab.page.evaluate("document.querySelectorAll('link[rel=stylesheet]').length")
    style = preview.folder / "Themes/default/assets/handbook.css"
    preview.write("Themes/default/assets/handbook.css", style.read_text() + "\nh1 { color: rgb(1, 2, 3) }\n")
    until(tab, "getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")
    until(tab, f"document.querySelectorAll('link[rel=stylesheet]').length === {count}")
    assert is_marked(tab)
    assert tab.violations() == []


def test_errors_stand_over_the_last_good_page_until_they_are_mended(visit, browser_name, preview):
    tab = visit(browser_name, preview.root + "pages/about.html")
    mark(tab)
    preview.page("other", "A <img src=x onerror=alert(1)> picture.")
    panel = "document.querySelector('[data-handbook-preview]')?.shadowRoot"
    until(tab, f"{panel}?.textContent.includes('raw-html')")
    assert "1 error" in tab.page.evaluate(f"{panel}.querySelector('summary').textContent")
    assert tab.page.evaluate(f"{panel}.querySelector('.place').textContent").startswith(
        "Content/pages/other.md:5:"
    )
    # The words of the content are text, whatever they look like.
    assert tab.page.evaluate(f"{panel}.querySelector('img')") is None
    until(tab, f"getComputedStyle({panel}.querySelector('.panel')).position === 'fixed'")
    preview.page("other", "See nothing.")
    until(tab, "!document.querySelector('[data-handbook-preview]')")
    assert is_marked(tab)
    assert tab.violations() == []


def test_warnings_are_a_badge_that_opens_a_list_with_places(visit, tmp_path):
    preview = Preview(tmp_path, "--editor", "vscode")
    try:
        preview.page("other", f"{LONG}\n\n# A second title")
        tab = visit("chromium", preview.root + "pages/about.html")
        panel = "document.querySelector('[data-handbook-preview]')?.shadowRoot.querySelector('.panel')"
        until(tab, f"{panel}?.querySelector('summary').textContent === '1 warning'")
        assert tab.page.evaluate(f"{panel}.open") is False
        tab.page.evaluate(f"{panel}.querySelector('summary').click()")
        until(tab, f"{panel}?.open")
        place = f"{panel}?.querySelector('.place')"
        assert (
            tab.page.evaluate(f"{place}.querySelector('.file').textContent") == "Content/pages/other.md:405:1"
        )
        links = tab.page.evaluate(
            f"[...{place}.querySelectorAll('a')].map((link) => link.getAttribute('href'))"
        )
        assert links == [
            f"vscode://file{preview.folder.resolve()}/Content/pages/other.md:405:1",
            "/pages/other.html#handbook-source=Content%2Fpages%2Fother.md%3A405",
        ]
        tab.page.evaluate(f"{place}.querySelector('a:last-of-type').click()")
        heading = "document.querySelector('[data-source$=\":405\"]')?.getBoundingClientRect()"
        until(tab, f"(({{ top, bottom }}) => top > 0 && bottom < innerHeight)({heading} ?? {{}})")
        preview.page("other", "## No second title")
        until(tab, "!document.querySelector('[data-handbook-preview]')")
        assert tab.violations() == []
    finally:
        preview.end()


def test_a_page_that_does_not_exist_yet_comes_when_it_is_written(visit, browser_name, preview):
    tab = visit(browser_name, preview.root + "pages/new.html")
    preview.page("new", "Now it is here.")
    until(tab, "document.body?.textContent.includes('Now it is here.')")


def test_what_is_not_published_is_badged_and_so_are_the_links_to_it(visit, browser_name, tmp_path):
    preview = Preview(tmp_path, "--unpublished")
    try:
        preview.write("Content/pages/later.md", "---\ntitle: Later\npublish: false\n---\n\nNot yet.\n")
        preview.page("about", "See [later](later.md) and [other](other.md).")
        tab = visit(browser_name, preview.root + "pages/about.html")
        badged = "[...document.querySelectorAll('[data-handbook-unpublished]')].map((one) => one.textContent)"
        until(tab, f"JSON.stringify({badged}) === JSON.stringify(['later'])")
        until(
            tab,
            "getComputedStyle(document.querySelector('[data-handbook-unpublished]'), '::after').content"
            " === '\"not published\"'",
        )
        tab = visit(browser_name, preview.root + "pages/later.html")
        until(tab, "document.querySelector('main p')?.textContent.startsWith('Not published')")
        preview.page("later", "Now.")
        until(tab, "document.body.textContent.includes('Now.')")
        until(tab, "document.readyState === 'complete'")
        assert tab.page.evaluate(badged) == []
        assert tab.violations() == []
    finally:
        preview.end()


def test_no_other_site_gets_anything_of_the_preview(visit, browser_name, preview, http_root):
    """A page from another origin can't read the preview or load any part of it."""
    tab = visit(browser_name, http_root + "index.html")
    script = preview.root + "_handbook/preview.js"
    loaded = """(address) => new Promise((resolve) => {
      const script = document.createElement("script");
      script.onload = () => resolve("loaded");
      script.onerror = () => resolve("refused");
      script.src = address;
      document.head.append(script);
    })"""
    blank = tab.page.context.new_page()
    try:
        # A page without a policy of its own, on another port.
        blank.goto(http_root + "files/none")
        assert blank.evaluate(loaded, script) == "refused"
        assert (
            blank.evaluate("(address) => fetch(address).then(() => 'read', () => 'refused')", script)
            == "refused"
        )
    finally:
        blank.close()
