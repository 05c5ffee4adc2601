"""A handbook whose code has three editions, a repealed rule, and rules with their own effective dates."""

import pytest
from pages import Site
from sites import build, made_once, shared_folder

HEAD = """---
title: Code of Ethics
jurisdiction: Oregon
abbreviation: OR
status: {status}
version: "{version}"
effective: {version}-01-01
{more}---

## Conduct {{#conduct}}

{body}
"""
EDITIONS = {
    "2010": (
        "superseded",
        "",
        "- Do not accept gifts. {#gifts .gifts}\n- Keep records. {#records .records}\n",
    ),
    "2018": (
        "in-force",
        "",
        "- Do not accept large gifts. {#gifts .gifts}\n- Keep records. {#records .records}\n",
    ),
    "2024": (
        "in-force",
        "repealed:\n  - { id: records, replaced-by: [notes] }\n"
        "known-changes:\n  - { what: The rule on gifts changed, source: the board, seen: 2026-11, provisions: [gifts] }\n",
        '- Do not exchange gifts. {#gifts .gifts}\n- Write notes. {#notes effective="2000-07-01"}\n'
        '- Ask first. {#asking .asking effective="2999-07-01"}\n',
    ),
}
SETTINGS = "title: Editions\nlanguage: en\nreport: fix@example.org\n"
# A version whose text is gone.
PUBLISHED = "OR 2001 2001-02-03 00000000000000aa Oregon, Code of Ethics, 2001\n"


def write(folder, editions, published=""):
    codes = folder / "Content" / "codes" / "oregon"
    codes.mkdir(parents=True)
    (folder / "Content" / "handbook.yml").write_text(SETTINGS, encoding="utf-8")
    (folder / "Content" / "published-versions.txt").write_text(published, encoding="utf-8")
    (folder / "Content" / "topics").mkdir()
    for topic in ["gifts", "records", "asking"]:
        text = f"---\ntitle: {topic.capitalize()}\n---\n\nA topic.\n"
        (folder / "Content" / "topics" / f"{topic}.md").write_text(text, encoding="utf-8")
    for version, (status, more, body) in editions.items():
        text = HEAD.format(status=status, version=version, more=more, body=body)
        (codes / f"{version}.md").write_text(text, encoding="utf-8")


def make(folder):
    write(folder, EDITIONS, PUBLISHED)
    build(folder)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = made_once(shared_folder(tmp_path_factory) / "versions", make)
    return Site(folder / "Output")


@pytest.fixture(scope="session")
def adopted(tmp_path_factory):
    """The page of a code with an edition in force and one that takes effect in 2999."""

    def make(folder):
        editions = dict.fromkeys(("2024", "2999"), ("in-force", "", "- Keep notes. {#notes}\n"))
        write(folder, editions)
        build(folder)

    folder = made_once(shared_folder(tmp_path_factory) / "adopted", make)
    return (folder / "Output" / "codes" / "oregon.html").as_uri()
