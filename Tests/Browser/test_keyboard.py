"""Going through a page with the keyboard."""


def test_the_first_stop_is_a_link_to_the_main_content(visit, browser_name, roots, sample):
    tab = visit(browser_name, roots["http"] + sample.path)
    tab.page.keyboard.press("Tab")
    target = tab.page.evaluate("document.activeElement.getAttribute('href')")
    assert target is not None and target.startswith("#"), "the first stop is no link within the page"
    assert tab.page.evaluate("(id) => !!document.getElementById(id)?.closest('main')", target[1:])
    assert tab.page.evaluate(
        """() => { const box = document.activeElement.getBoundingClientRect();
          return box.width > 0 && box.height > 0 && box.top >= 0 && box.left >= 0; }"""
    ), "it can't be seen while it has the focus"


def test_what_has_the_focus_can_be_seen(visit, roots, sample):
    """WCAG 2.2, 2.4.7 and 2.4.11: the first twenty stops have an outline and are not covered."""
    tab = visit("chromium", roots["http"] + sample.path)
    hidden = []
    for _ in range(20):
        tab.page.keyboard.press("Tab")
        hidden += tab.page.evaluate(
            """() => {
              const one = document.activeElement;
              if (!one || one === document.body) return [];
              const style = getComputedStyle(one);
              // The first line of a link that wraps: the middle of its box may be another line's end.
              const box = one.getClientRects()[0];
              const marked = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none'
                || style.boxShadow !== 'none';
              const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
              const seen = top && (one.contains(top) || top.contains(one));
              return marked && seen ? [] : [one.outerHTML.slice(0, 120)];
            }"""
        )
    assert hidden == []
