"""Every address in the site leads somewhere: on a web server, in a subfolder of one, and in a folder."""

import posixpath
import re
from urllib.parse import unquote, urlsplit

# The schemes that a reader's click can lead to. No other address may leave the site.
OUTGOING = {"http", "https", "mailto", "tel"}


def place(page, element):
    return f"{page.path}:{element.line}: <{element.name}>"


def host_path(site):
    """Returns the path from the host's root to the site's, or `None` if the site doesn't know its address."""
    if "robots.txt" not in site.files:
        return None
    text = (site.folder / "robots.txt").read_text(encoding="utf-8")
    return urlsplit(re.search(r"^Sitemap: (.*)$", text, re.MULTILINE)[1]).path.removesuffix("sitemap.xml")


def internal_addresses(site):
    root = host_path(site)
    for page in site.pages:
        for address, element in page.addresses():
            # A host shows this page at any depth, so its addresses begin at the root of the host.
            if root and page.path == "404.html":
                address = address.removeprefix(root)
            if not urlsplit(address).scheme and not address.startswith("data:"):
                yield page, element, address


def test_every_internal_address_leads_to_a_file_and_an_anchor(site):
    broken = []
    for page, element, address in internal_addresses(site):
        parts = urlsplit(address)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(parts.path)))
        target = page.path if not parts.path else target
        anchor = unquote(parts.fragment)
        if target not in site.files:
            broken.append(f"{place(page, element)} {address}: there is no file {target}")
        elif anchor and target in site.by_path and anchor not in site.by_path[target].anchors | {"top"}:
            broken.append(f"{place(page, element)} {address}: {target} has no anchor {anchor}")
    assert broken == []


def test_internal_addresses_are_relative_and_name_a_file(site):
    wrong = [
        f"{place(page, element)} {address}"
        for page, element, address in internal_addresses(site)
        if address.startswith("/")
        or (urlsplit(address).path and "." not in posixpath.basename(urlsplit(address).path))
        or (not address and element.name != "form")
    ]
    assert wrong == []


def test_only_links_that_are_clicked_lead_out_of_the_site(site):
    wrong = []
    for page in site.pages:
        for address, element in page.addresses():
            scheme = urlsplit(address).scheme.lower()
            quoted = element.name in ("q", "blockquote", "ins", "del")
            if not scheme or ((element.name in ("a", "area") or quoted) and scheme in OUTGOING):
                continue
            if not (element.name in ("img", "source") and address.startswith("data:image/")):
                wrong.append(f"{place(page, element)} {address}")
    assert wrong == []


def test_style_sheets_ask_for_nothing_from_elsewhere(site):
    wrong = []
    for path in sorted(site.files):
        if not path.endswith(".css"):
            continue
        text = (site.folder / path).read_text(encoding="utf-8")
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)", text):
            found = "".join(address)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), urlsplit(found).path))
            if not found.startswith(("data:", "#")) and target not in site.files:
                wrong.append(f"{path}: {found}")
    assert wrong == []


def test_no_file_name_differs_from_another_by_case_alone(site):
    folded = {}
    for path in site.files:
        folded.setdefault(path.casefold(), []).append(path)
    assert [paths for paths in folded.values() if len(paths) > 1] == []
