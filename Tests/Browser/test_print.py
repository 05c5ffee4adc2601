"""Pages on paper and as PDFs."""

import re
import subprocess

from browsers import program


def test_navigation_and_forms_are_not_printed(look, roots, sample):
    tab = look("chromium", roots["http"] + sample.path)
    tab.page.emulate_media(media="print")
    shown = tab.page.evaluate(
        """() => [...document.querySelectorAll('nav, form, button')]
          .filter((one) => one.getClientRects().length)
          // Of the views of a code, the sheet says which one it shows.
          .filter((one) => one.localName !== 'nav' || [...one.querySelectorAll('a:not([aria-current])')]
            .some((link) => link.getClientRects().length))
          .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert shown == []


def test_numbers_and_names_on_colors_are_legible_in_black_and_white(visit, roots):
    for path, selector in [
        ("compare.html", ".cell-count"),
        ("codes/index.html", ".state a"),
        ("index.html", ".state a"),
    ]:
        page = visit("chromium", roots["http"] + path).page
        page.emulate_media(media="print")
        styles = page.locator(selector).evaluate_all(
            "(all) => all.map((one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor])"
        )
        assert {tuple(style) for style in styles} == {("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)")}, path


def test_no_sheet_has_only_a_head_and_a_foot(visit, roots, sample, tmp_path):
    page = visit("chromium", roots["http"] + sample.path).page
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    done = subprocess.run(
        ["pdftotext", tmp_path / "page.pdf", "-"], check=True, capture_output=True, text=True
    )
    head = page.locator(".running-head").all_text_contents()
    foot = page.locator(".footer :is(p, .footer-text)").all_text_contents()
    for sheet in done.stdout.split("\f")[:-1]:
        text = re.sub(r"\w+ \d+ \w+ \d+\s*$", "", " ".join(sheet.split()))
        for part in head + foot:
            text = text.replace(" ".join(part.split()), "")
        assert text.strip() != "", sheet


def test_the_footer_is_on_every_sheet_of_a_page_with_a_running_head(visit, roots, tmp_path):
    page = visit("chromium", roots["http"] + "codes/washington.sign.html").page
    foot = page.locator(".footer-text").inner_text()
    # The text ends at several places on its last sheet, some of which leave no space for the footer.
    for _ in range(8):
        page.locator("main").evaluate(
            """(main) => {
              for (let line = 0; line < 3; line++) main.append(document.createElement('hr'));
            }"""
        )
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        sheets = subprocess.run(
            ["pdftotext", tmp_path / "page.pdf", "-"], check=True, capture_output=True, text=True
        ).stdout.split("\f")[:-1]
        assert all(" ".join(sheet.split()).count(foot) == 1 for sheet in sheets)


def test_short_texts_share_a_sheet_when_everything_is_printed(visit, roots, tmp_path):
    page = visit("chromium", roots["http"] + "print.html").page
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    done = subprocess.run(
        ["pdftotext", tmp_path / "page.pdf", "-"], check=True, capture_output=True, text=True
    )
    sheets = [" ".join(sheet.split()) for sheet in done.stdout.split("\f")[:-1]]
    assert len(sheets) <= 100
    for pair in [("Complaints and discipline", "Contact, calls and work hours"), ("Idaho:", "Illinois:")]:
        assert any(all(part in sheet for part in pair) for sheet in sheets), pair
    # A code with its text begins on a new sheet.
    assert all("Virginia:" not in sheet for sheet in sheets if "To maintain the highest" in sheet)


def test_a_code_prints_to_a_tagged_pdf(roots, site, tmp_path):
    code = site.samples.get("code") or site.by_path["index.html"]
    pdf = tmp_path / "page.pdf"
    subprocess.run(
        [
            program("chromium"),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--generate-pdf-document-outline",
            f"--print-to-pdf={pdf}",
            roots["http"] + code.path,
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    facts = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    assert "Tagged:          yes" in facts
    words = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
    assert len(words.split()) > 10
