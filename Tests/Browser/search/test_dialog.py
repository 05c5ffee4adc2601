"""The quick list in a dialog on any page, and the script that waits for it."""

import pytest

FOCUSED = "document.activeElement.textContent || document.activeElement.id"


# Simulates a browser that denies a page access to its storage.
NO_STORAGE = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); },
});
"""


@pytest.fixture
def tab(browser_name, root, visit):
    """A page of a code on which only the search stub is loaded."""
    return visit(browser_name, f"{root}codes/orland.html")


@pytest.fixture
def page(tab):
    return tab.page


def ask(page, text):
    page.keyboard.type(text)
    page.wait_for_function(
        "text => document.querySelector('.search-announcement')?.textContent.includes(`“${text}”`)", arg=text
    )


def test_a_page_loads_nothing_of_search_until_it_is_used(browser_name, root, visit):
    tab = visit(browser_name, f"{root}codes/orland.html").drawn()
    assert not [address for address in tab.requests if address.endswith("search.js") or "/search/" in address]


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k", "/"])
def test_keys_open_the_dialog_and_escape_clears_then_closes_it(page, keys):
    page.keyboard.press(keys)
    page.wait_for_selector("dialog[open]")
    assert page.evaluate(FOCUSED) == "search-dialog-field"
    ask(page, "gifts")
    assert page.input_value("#search-dialog-field") == "gifts"
    page.keyboard.press("Escape")
    assert page.input_value("#search-dialog-field") == ""
    assert page.is_visible("dialog")
    page.keyboard.press("Escape")
    assert not page.is_visible("dialog")


def test_arrows_move_real_focus_and_enter_follows_the_link(page):
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog[open]")
    ask(page, "romantic")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == "Provision · Southport, item 4"
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == "search-dialog-field"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/codes/southport.html?highlight=romantic#romance")


def test_enter_in_the_field_goes_to_the_page_of_all_results(page):
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog[open]")
    ask(page, "own story")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=own+story")


def test_typing_in_the_form_of_the_page_opens_the_dialog_after_saying_so(page):
    page.click("#search-field")
    page.wait_for_selector("#search-field[aria-description]")
    page.keyboard.type("g")
    page.wait_for_selector("dialog[open]")
    page.keyboard.type("ifts")
    page.wait_for_selector("dialog .search-result")
    assert page.input_value("#search-dialog-field") == "gifts"
    page.click(".search-close")
    assert page.evaluate(FOCUSED) == "search-field"


def test_a_slash_in_a_field_is_a_slash(page):
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("/")
    assert page.input_value("#search-dialog-field") == "/"


@pytest.mark.parametrize("storage", ["open", "refused"])
def test_the_slash_can_be_switched_off(tab, storage):
    page = tab.page
    if storage == "refused":
        page.add_init_script(NO_STORAGE)
        page.reload()
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open]")
    page.uncheck("#search-slash")
    page.click(".search-close")
    page.keyboard.press("/")
    tab.drawn()
    assert not page.is_visible("dialog")
    page.keyboard.press("Control+k")
    page.check("#search-slash")
    page.click(".search-close")
    page.keyboard.press("/")
    page.wait_for_selector("dialog[open]")
    assert tab.complaints == []


def test_a_click_beside_the_dialog_closes_it_and_focus_returns(page):
    page.focus("header button")
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog[open]")
    page.mouse.click(5, 700)
    assert not page.is_visible("dialog")
    assert page.evaluate("document.activeElement.textContent") == "Search"


def test_there_is_one_status_and_it_speaks_when_typing_pauses(browser_name, root, visit):
    page = visit(browser_name, f"{root}codes/orland.html", private=True).page
    # The clock stands still until the test advances it.
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog[open]")
    page.keyboard.type("gift")
    page.clock.run_for(100)
    page.wait_for_selector("dialog .search-result")
    assert "gift" in page.inner_text(".search-summary")
    assert "gift" not in page.inner_text("[role=status]")
    page.clock.run_for(1000)
    assert "“gift”" in page.inner_text("[role=status]")
    assert page.locator("[role=status]").count() == 1
    assert page.locator("[role=combobox], [role=listbox]").count() == 0
