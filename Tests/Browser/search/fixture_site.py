"""Builds a site around a corpus: minimal pages, the search client that readers get, and the index."""

import html
import json
import shutil
import subprocess
from itertools import groupby
from pathlib import Path

import pytest
from pages import SITE

REPOSITORY = Path(__file__).resolve().parents[3]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self' file:"
)

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{root}assets/search.css">
{head}
<script src="{root}assets/search-stub.js" defer data-root="{root}" data-client="assets/search.js" data-answers="assets/search-answers.js"></script>
</head>
<body>
<header>
<form role="search" action="{root}search.html" method="get">
<label for="search-field">Search the handbook</label>
<input id="search-field" type="search" name="q" autocomplete="off">
<button>Search</button>
</form>
</header>
<main>
<h1>{title}</h1>
{main}
</main>
</body>
</html>
"""


def indexer():
    """Returns the program that writes an index, or `None` if it isn't built."""
    for configuration in ["debug", "release"]:
        program = REPOSITORY / ".build" / configuration / "SearchFixture"
        if program.exists():
            return program
    return None


def write_index(folder, corpus):
    program = indexer() or pytest.fail("SearchFixture isn't built: run swift build --product SearchFixture")
    text = json.dumps(corpus)
    subprocess.run([program, folder], input=text, text=True, check=True, stdout=subprocess.DEVNULL)


def write_client(folder):
    """Writes the client of the built site, under the names that the pages above use."""
    assets = folder / "assets"
    assets.mkdir(parents=True)
    for name in ["search-stub.js", "search.js", "search-answers.js", "search-page.js", "search.css"]:
        stem, ending = name.split(".")
        (published,) = (SITE.folder / "assets").glob(f"{stem}-{'[0-9a-f]' * 16}.{ending}")
        shutil.copy(published, assets / name)


def write_page(folder, path, title, main, head=""):
    root = "../" * path.count("/")
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    page = PAGE.format(policy=POLICY, root=root, title=html.escape(title), main=main, head=head)
    file.write_text(page)


def write_site(folder, corpus):
    write_index(folder, corpus)
    write_client(folder)
    pages = sorted(corpus["records"], key=lambda record: record["address"].split("#")[0])
    for path, records in groupby(pages, key=lambda record: record["address"].split("#")[0]):
        sections = []
        for record in records:
            name = record["address"].partition("#")[2]
            anchor = f' id="{html.escape(name)}"' if name else ""
            text = html.escape(record.get("leadIn", "") + " " + record["text"])
            sections.append(f"<h2{anchor}>{html.escape(record['title'])}</h2>\n<p>{text}</p>")
        write_page(folder, path, path, "\n".join(sections))
    write_page(folder, "index.html", "Handbook", "<p>Welcome.</p>")
    fallback = '<p>Search needs JavaScript. <a href="a-z.html">Use the A–Z index</a></p>'
    script = '<script src="assets/search-page.js" defer></script>'
    write_page(folder, "search.html", "Search", f'<div id="search-page">{fallback}</div>', script)
    write_page(folder, "a-z.html", "A–Z index", "<p>Gifts</p>")
