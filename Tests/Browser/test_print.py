"""Pages on paper and as PDFs."""

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
