"""Checks that need only a page's markup, on every page of the site."""

from collections import Counter

POLICY = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "font-src": {"'self'"},
    "media-src": {"'self'", "data:"},
    # This is needed to keep the handbook on a device.
    "worker-src": {"'self'"},
    "manifest-src": {"'self'"},
    "base-uri": {"'none'"},
    "form-action": {"'self'", "file:"},
}


def test_ids_are_unique_in_their_page(site):
    repeated = {
        page.path: [name for name, count in Counter(page.ids).items() if count > 1] for page in site.pages
    }
    assert {path: names for path, names in repeated.items() if names} == {}


def test_every_page_has_its_language_and_a_title_of_its_own(site):
    assert [page.path for page in site.pages if not page.named("html")[0].attributes.get("lang")] == []
    titles = {}
    for page in site.readable:
        titles.setdefault(page.parsed.title.strip(), []).append(page.path)
    assert "" not in titles
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_headings_begin_with_one_h1_and_skip_no_level(site):
    wrong = {}
    for page in site.readable:
        levels = [int(one.name[1]) for one in page.named("h1", "h2", "h3", "h4", "h5", "h6")]
        skipped = [(one, next_one) for one, next_one in zip(levels, levels[1:]) if next_one > one + 1]
        if levels[:1] != [1] or levels.count(1) != 1 or skipped:
            wrong[page.path] = skipped or levels[:5]
    assert wrong == {}


def test_each_nav_has_a_name_of_its_own(site):
    wrong = {}
    for page in site.readable:
        names = [
            one.attributes.get("aria-label") or one.attributes.get("aria-labelledby")
            for one in page.named("nav")
        ]
        if None in names or len(set(names)) != len(names):
            wrong[page.path] = names
    assert wrong == {}


def test_tables_have_captions_and_head_cells_a_scope(site):
    wrong = []
    for page in site.readable:
        tables = len(page.named("table"))
        if tables != len(page.named("caption")):
            wrong.append(f"{page.path}: {tables} tables, {len(page.named('caption'))} captions")
        wrong += [f"{page.path}:{cell.line}" for cell in page.named("th") if "scope" not in cell.attributes]
    assert wrong == []


def test_the_content_security_policy_is_strict_and_comes_before_any_script(site):
    wrong = {}
    for page in site.pages:
        order = [
            element
            for element in page.elements
            if element.name in ("script", "link", "style")
            or element.attributes.get("http-equiv", "").lower() == "content-security-policy"
        ]
        if not order or order[0].name != "meta":
            wrong[page.path] = "there is none before the first script or style sheet"
            continue
        parts = [part.split() for part in order[0].attributes["content"].split(";") if part.strip()]
        loose = [
            part for part in parts if part[0] not in POLICY or not {*part[1:]} <= {*POLICY[part[0]], "'none'"}
        ]
        if loose or "default-src" not in [part[0] for part in parts]:
            wrong[page.path] = loose or "it has no default-src"
    assert wrong == {}


def test_nothing_stands_inline_that_the_policy_forbids(site):
    wrong = []
    for page in site.pages:
        wrong += [f"{page.path}:{one.line} inline <{one.name}>" for one in page.parsed.inline]
        for element in page.elements:
            handlers = [key for key in element.attributes if key.startswith("on") or key == "style"]
            wrong += [f"{page.path}:{element.line} {key}" for key in handlers]
    assert wrong == []


def test_nothing_is_used_that_fails_in_a_folder(site):
    wrong = []
    for page in site.pages:
        for element in page.elements:
            attributes = element.attributes
            if {"crossorigin", "integrity"} & attributes.keys() or attributes.get("type") == "module":
                wrong.append(f"{page.path}:{element.line} <{element.name}>")
            if element.name in ("base", "iframe", "object", "embed", "track"):
                wrong.append(f"{page.path}:{element.line} <{element.name}>")
    assert wrong == []
