"""A report of an error quotes what the reader selected, and says where that is."""

from urllib.parse import parse_qs, urlsplit

SELECT = """(words) => {
  const text = document.querySelector('#gifts .provision-text p, #gifts .provision-text').firstChild;
  const start = text.textContent.indexOf(words);
  getSelection().setBaseAndExtent(text, start, text, start + words.length);
}"""


def report(page, link):
    """Follows a link, and returns the lines of the report that it prepares, without opening a mail program."""
    page.evaluate("addEventListener('click', (event) => event.target.closest('a') && event.preventDefault())")
    link.click()
    parts = urlsplit(link.get_attribute("href"))
    assert (parts.scheme, parts.path) == ("mailto", "fix@example.org")
    return parse_qs(parts.query)["body"][0].split("\r\n")


def follow_in_menu(page, provision):
    menu = page.locator(f"#{provision} .more > summary")
    menu.click()
    lines = report(page, page.locator(f"#{provision} a[data-report]"))
    # An open menu can cover the next one.
    page.locator(f"#{provision} .more").evaluate("(menu) => { menu.open = false; }")
    return lines


def test_a_report_quotes_the_selected_words_and_has_the_browser_s_address(visit, browser_name, http_root):
    page = visit(browser_name, http_root + "codes/oregon.html?view=any").page
    page.evaluate(SELECT, "exchange gifts")
    assert follow_in_menu(page, "gifts")[-2:] == ["“exchange gifts”", http_root + "codes/oregon.html#gifts"]
    # Words of another provision aren't quoted.
    page.evaluate(SELECT, "exchange gifts")
    assert follow_in_menu(page, "notes")[-2] == "“Write notes.”"


def test_the_report_of_a_page_quotes_the_selected_words(visit, browser_name, http_root):
    page = visit(browser_name, http_root + "codes/oregon.html").page
    link = page.locator(".footer a[data-report]")
    assert report(page, link)[-2:] == ["", http_root + "codes/oregon.html"]
    page.evaluate(SELECT, "gifts")
    assert report(page, link)[-2] == "“gifts”"


def test_a_report_never_has_the_address_of_a_folder_on_the_reader_s_computer(visit, file_root):
    page = visit("chromium", file_root + "codes/oregon.html").page
    assert follow_in_menu(page, "gifts")[-2:] == ["“Do not exchange gifts.”", "codes/oregon.html#gifts"]
