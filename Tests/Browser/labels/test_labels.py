"""A provision's label never covers its text: on screens of any width, on paper, in quotations, or in a book."""

import subprocess
import zipfile

import pytest
from sites import made_once, program, shared_folder

WIDTHS = [320, 480, 768, 1400]

# Finds each label, with the number of lines of neighboring text that it touches. The boxes of elements can
# overlap with a floating label, but lines of text can't.
OVERLAPS = """() => {
  const lines = (element) => {
    const found = [];
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (const range = document.createRange(); texts.nextNode();) {
      range.selectNodeContents(texts.currentNode);
      found.push(...range.getClientRects());
    }
    return found.filter((line) => line.width > 0 && line.height > 0);
  };
  const touches = (one, other) => one.left < other.right - 0.5 && other.left < one.right - 0.5
    && one.top < other.bottom - 0.5 && other.top < one.bottom - 0.5;
  return [...document.querySelectorAll('.label:not(.bullet), .quotation-label')]
    .filter((label) => label.getClientRects().length)
    .map((label) => {
      const beside = [...label.parentElement.children].filter((one) => one !== label).flatMap(lines);
      return [label.textContent, beside.filter((line) => lines(label).some((one) => touches(one, line))).length];
    });
}"""


def overlaps(page, width):
    """Returns the labels that cover text, and the number of labels."""
    page.set_viewport_size({"width": width, "height": 900})
    found = page.evaluate(OVERLAPS)
    return [label for label, count in found if count], len(found)


PAGES = ["codes/washington.html", "lessons/gifts.html", "topics/gifts.html", "compare-texts.html"]


@pytest.mark.parametrize("path", PAGES)
def test_no_label_covers_its_text(visit, browser_name, roots, path):
    page = visit(browser_name, roots["http"] + path).page
    for width in WIDTHS:
        covering, count = overlaps(page, width)
        assert covering == [], width
        assert count >= 20
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["codes/washington.html", "lessons/gifts.html", "print.html"])
def test_no_label_covers_its_text_on_paper(visit, roots, path):
    page = visit("chromium", roots["http"] + path).page
    page.emulate_media(media="print")
    for width in WIDTHS:
        covering, count = overlaps(page, width)
        assert covering == [], width
        assert count >= 20


@pytest.fixture(scope="session")
def book(source, tmp_path_factory):
    """Returns the pages of the unpacked book."""

    def make(folder):
        command = [program(), "package", "-q", "--as", "epub", "-s", source, "--output", folder]
        subprocess.run(command, check=True, capture_output=True, cwd=source)
        with zipfile.ZipFile(next(folder.glob("*.epub"))) as opened:
            opened.extractall(folder)

    folder = made_once(shared_folder(tmp_path_factory) / "labels-book", make)
    return next(path for path in folder.rglob("*.xhtml") if path.name == "washington.xhtml")


def test_no_label_covers_its_text_in_a_book(visit, browser_name, book):
    page = visit(browser_name, book.as_uri()).page
    for width in WIDTHS:
        covering, count = overlaps(page, width)
        assert covering == [], width
        assert count >= 20
