"""A handbook with one code whose provisions have labels of every form, at each level and in quotations."""

import pytest
from pages import Site
from sites import build, made_once, shared_folder

LABELS = """
1. | 12) | 100. | (a) | (iv) | (xviii) | (mmmdccclxxxviii) | a. | AA. | III – a. | 7306.1 | 7306.1.23(a)(iv) | § 4 |
Rule 1.1 | Rule 1.1: | Standard 1.01(b) | Standard 1.01(b)(iii): | Principle of Autonomy and Self-Determination 12 |
WAC246-341-0718(14)(b)(ii)(C) | WWWW.
"""
SHAPES = [label.strip() for label in LABELS.split("|")]
TEXT = "Peer specialists discuss every gift with a supervisor before they accept it, and write down what was said"

HEAD = "---\ntitle: {}\n{}---\n\n"
CODE = """jurisdiction: Washington
abbreviation: WA
status: in-force
text: full
"""
LESSON = """description: Quotations with long labels
minutes: 10
order: 1
audience: both
objectives:
  - { id: name, text: Name the rules on gifts }
"""


def code():
    """Returns a code with each label on a provision of its own list, in one list, and four levels deep."""
    alone = "\n\n".join(
        f'Text {number}:\n\n- {TEXT} {{#alone-{number} .gifts label="{label}"}}'
        for number, label in enumerate(SHAPES)
    )
    together = "\n".join(
        f'- {TEXT} {{#together-{number} .gifts label="{label}"}}' for number, label in enumerate(SHAPES)
    )
    deep = "\n".join(
        "\n".join(f'{"  " * level}- {TEXT} {{#deep-{number}-{level} label="{label}"}}' for level in range(4))
        for number, label in enumerate(SHAPES[::4])
    )
    groups = [("Alone", alone), ("Together", together), ("Deep", deep)]
    return "\n\n".join(f"## {title} {{#{title.lower()}-group}}\n\n{body}" for title, body in groups) + "\n"


def lesson():
    quotations = "\n\n".join(f"![[WA#alone-{number}]]" for number in range(len(SHAPES)))
    return f'## Gifts {{#gifts teaches="name"}}\n\n{quotations}\n'


def write(folder, path, text):
    file = folder / "Content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def make(folder):
    write(folder, "handbook.yml", "title: Labels\nlanguage: en\n")
    write(folder, "codes/washington.md", HEAD.format("Code of Ethics", CODE) + code())
    write(folder, "topics/gifts.md", HEAD.format("Gifts", "") + "Gifts given and received.\n")
    write(folder, "lessons/gifts.md", HEAD.format("Gifts", LESSON) + lesson())
    build(folder)


@pytest.fixture(scope="session")
def source(tmp_path_factory):
    return made_once(shared_folder(tmp_path_factory) / "labels", make)


@pytest.fixture(scope="session")
def site(source):
    return Site(source / "Output")
