"""The built site as files: its pages, what each refers to, and which ones represent their kind."""

import os
import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

# The attributes that can contain an address, by element.
ADDRESSES = {
    "a": ["href"],
    "area": ["href"],
    "link": ["href"],
    "form": ["action"],
    "script": ["src"],
    "img": ["src", "srcset"],
    "source": ["src", "srcset"],
    "video": ["src", "poster"],
    "audio": ["src"],
    "track": ["src"],
    "iframe": ["src"],
    "object": ["data"],
    "embed": ["src"],
    "use": ["href", "xlink:href"],
    "image": ["href", "xlink:href"],
    "q": ["cite"],
    "blockquote": ["cite"],
    "ins": ["cite"],
    "del": ["cite"],
}

# Links whose addresses the browser doesn't follow within the site.
ABOUT_ITSELF = {"canonical", "license"}


@dataclass
class Element:
    """An element's start, without its children."""

    name: str
    attributes: dict
    line: int


class Parser(HTMLParser):
    """Collects the elements of a page in order, and the text of those that the tests examine."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements = []
        self.title = ""
        self.inline = []
        self.inside = None

    def handle_starttag(self, name, attributes):
        element = Element(name, {key: value or "" for key, value in attributes}, self.getpos()[0])
        self.elements.append(element)
        self.inside = element if name in ("title", "script", "style") else self.inside

    def handle_endtag(self, name):
        if self.inside and self.inside.name == name:
            self.inside = None

    def handle_data(self, text):
        if self.inside is None:
            return
        # An SVG's <title> names a picture, not the page.
        if self.inside.name == "title" and not any(one.name == "body" for one in self.elements):
            self.title += text
        # JSON-LD is data: browsers don't run it, and the policy doesn't apply to it.
        elif self.inside.attributes.get("type") == "application/ld+json":
            return
        elif self.inside.name in ("script", "style") and text.strip():
            self.inline.append(self.inside)


@dataclass
class Page:
    """One HTML file of the site."""

    path: str
    text: str = field(repr=False)

    @cached_property
    def parsed(self):
        parser = Parser()
        parser.feed(self.text)
        return parser

    @property
    def elements(self):
        return self.parsed.elements

    def named(self, *names):
        return [element for element in self.elements if element.name in names]

    @cached_property
    def ids(self):
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @cached_property
    def anchors(self):
        named = (element.attributes.get("name") for element in self.named("a"))
        return {*self.ids, *filter(None, named)}

    @cached_property
    def is_redirect(self):
        return any(one.attributes.get("http-equiv", "").lower() == "refresh" for one in self.named("meta"))

    @cached_property
    def kind(self):
        """The page's kind: its body's `data-page-kind` or last `page-…` class, or else its folder."""
        if self.is_redirect:
            return "redirect"
        body = next(iter(self.named("body")), None)
        attributes = body.attributes if body else {}
        if "data-page-kind" in attributes:
            return attributes["data-page-kind"]
        classes = [name for name in attributes.get("class", "").split() if name.startswith("page-")]
        folder = self.path.split("/")[0] if "/" in self.path else self.path.removesuffix(".html")
        kind = classes[-1].removeprefix("page-") if classes else folder
        view = re.search(r"\.(proposed|current)\.html$", self.path)
        return f"{kind}-{view[1]}" if view else kind

    def addresses(self):
        """Returns each address in the page, with its element."""
        for element in self.elements:
            if element.name == "link" and element.attributes.get("rel") in ABOUT_ITSELF:
                continue
            for attribute in ADDRESSES.get(element.name, []):
                value = element.attributes.get(attribute)
                if value is None:
                    continue
                if attribute == "srcset":
                    yield from ((part.split()[0], element) for part in value.split(",") if part.strip())
                else:
                    yield value, element
        for element in self.named("meta"):
            if element.attributes.get("http-equiv", "").lower() == "refresh":
                yield element.attributes.get("content", "").partition("url=")[2], element


class Site:
    """A folder that contains a built site."""

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.files = {
            path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()
        }

    @cached_property
    def pages(self):
        return [
            Page(path, (self.folder / path).read_text(encoding="utf-8"))
            for path in sorted(self.files)
            if path.endswith(".html")
        ]

    @cached_property
    def by_path(self):
        return {page.path: page for page in self.pages}

    @cached_property
    def readable(self):
        """The pages that people read: all except redirects."""
        return [page for page in self.pages if not page.is_redirect]

    @cached_property
    def samples(self):
        """One page of each kind, the largest in English where there is one, by kind."""

        def order(page):
            return (page.named("html")[0].attributes.get("lang") != "en", -len(page.text), page.path)

        largest = {}
        for page in sorted(self.readable, key=order):
            largest.setdefault(page.kind, page)
        return dict(sorted(largest.items()))


SITE = Site(os.environ.get("HANDBOOK_SITE") or REPOSITORY / "Output")
