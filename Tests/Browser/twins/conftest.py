"""A handbook with two codes of one state, and a lesson with words that only its self-check has."""

import pytest
from pages import Site
from sites import build, made_once, shared_folder

CODE = """---
title: {title}
jurisdiction: {state}
abbreviation: {abbreviation}
status: in-force
{more}---

- Discuss every gift with a supervisor. {{#gifts}}
"""
LESSON = """---
title: Kitchen work
objectives:
  - { id: name, text: Name the rule }
---

## Rules {#rules teaches="name"}

Read [[OR#gifts]] before you answer.

> [!QUESTION] name
> A client hands you a toaster. What now?
>
> - [x] Talk to your supervisor. [[OR#gifts]]
> - [ ] Take it home. The toaster would still be a gift.
"""


def make(folder):
    content = folder / "Content"
    for name, text in [
        ("handbook.yml", "title: Twins\nlanguage: en\n"),
        ("codes/oregon.md", CODE.format(title="Code", state="Oregon", abbreviation="OR", more="")),
        (
            "codes/oregon-supervisors.md",
            CODE.format(
                title="Rules", state="Oregon", abbreviation="OR-S", more="short-title: supervisors\n"
            ),
        ),
        ("codes/utah.md", CODE.format(title="Code", state="Utah", abbreviation="UT", more="")),
        ("lessons/kitchen.md", LESSON),
    ]:
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    build(folder)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    folder = made_once(shared_folder(tmp_path_factory) / "twins", make)
    return Site(folder / "Output")
