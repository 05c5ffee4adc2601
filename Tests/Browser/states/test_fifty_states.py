"""The comparison, the map, and the lists stay usable if every state has a code."""

import pytest
from test_accessibility import findings

STATES = 51
PAGES = ["compare.html", "compare-texts.html", "index.html", "codes/index.html", "topics/gift.html"]


def shown(tab, selector):
    return tab.page.evaluate(
        "(selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length",
        selector,
    )


def test_every_state_has_a_column_and_a_box(visit, browser_name, root):
    tab = visit(browser_name, root + "compare.html")
    assert shown(tab, ".matrix thead th[data-state]") == STATES
    assert shown(tab, ".filter input[name=state]") == STATES
    assert tab.complaints == []


def test_the_address_chooses_states_and_a_topic(visit, browser_name, root):
    tab = visit(browser_name, root + "compare.html?states=QAA,QBY&topic=gift")
    tab.page.locator(".matrix tbody tr:not(#gift)").first.wait_for(state="hidden")
    assert shown(tab, ".matrix thead th[data-state]") == 2
    assert shown(tab, ".matrix tbody tr") == 1
    tab.page.click(".filter button[type=reset]")
    # The form is reset after the click event.
    tab.page.locator(".matrix thead th[data-state]:visible").nth(STATES - 1).wait_for()
    tab.page.wait_for_url(lambda address: "states=" not in address)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_but_the_table_scrolls_sideways_on_a_phone(look, browser_name, roots, path):
    page = look(browser_name, roots["http"] + path).page
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_the_names_of_topics_stay_while_the_states_scroll(visit, browser_name, roots):
    tab = visit(browser_name, roots["http"] + "compare.html")
    place = "document.querySelector('.matrix tbody th').getBoundingClientRect().left"
    before = tab.page.evaluate(place)
    tab.page.evaluate("document.querySelector('.table').scrollLeft = 600")
    assert tab.page.evaluate("document.querySelector('.table').scrollLeft") > 0
    assert abs(tab.page.evaluate(place) - before) < 2


@pytest.mark.parametrize("path", ["compare.html", "index.html"])
def test_axe_finds_nothing_with_all_states(look, browser_name, roots, path):
    assert findings(look(browser_name, roots["http"] + path).page) == {}
