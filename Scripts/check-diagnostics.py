"""Checks that Documentation/diagnostics.md has a section for each diagnostic that the program can report.

The identifier of a diagnostic is a string literal among the arguments of a call of a function, or of the
initializer of a type, that takes a parameter `identifier`. The page has a heading of the second level for each,
in order, and none for what the sources no longer report.
"""

import re
import sys
from pathlib import Path

SOURCES = Path("Sources")
PAGE = Path("Documentation/diagnostics.md")

# A function or initializer, up to a parameter that takes an identifier.
REPORTER = re.compile(r"\b(?:func\s+(\w+)|init)\s*(?:<[^>]*>)?\((?:[^()]|\([^()]*\))*?\bidentifier\s*:")
TYPE = re.compile(r"\b(?:struct|class|enum|actor|extension)\s+(?:\w+\.)*(\w+)[^{}]*")
LITERAL = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"')
# What is skipped when parentheses are matched: comments and string literals.
SKIPPED = re.compile(r'//[^\n]*|/\*.*?\*/|"""(?:\\.|.)*?"""|"(?:\\.|[^"\\\n])*"', re.DOTALL)
HEADING = re.compile(r"^## (.*)$")


def enclosed(text: str, start: int) -> str:
    """The text from the bracket at a place to the one that closes it, without comments."""
    depth = 0
    index = start
    kept = []
    while index < len(text):
        if skipped := SKIPPED.match(text, index):
            kept.append("" if skipped[0].startswith("/") else skipped[0])
            index = skipped.end()
            continue
        character = text[index]
        depth += (character in "([{") - (character in ")]}")
        kept.append(character)
        index += 1
        if depth == 0:
            break
    return "".join(kept)


def reporters(text: str) -> set[str]:
    """The functions and types of a source that take an identifier."""
    names = {match[1] for match in REPORTER.finditer(text)}
    if None not in names:
        return names
    # Which type an initializer is of: the one whose text, without that of the types inside, has it.
    types = {}
    for match in TYPE.finditer(text):
        types[match.start()] = (match[1], enclosed(text, match.end()))
    for start, (name, body) in types.items():
        own = body
        for inner, (_, inner_body) in types.items():
            if inner > start:
                own = own.replace(inner_body, "{}")
        if any(match[1] is None for match in REPORTER.finditer(own)):
            names.add(name)
    return names - {None}


def reported(sources: dict[Path, str]) -> dict[str, str]:
    """The identifiers that the sources report, each with the first place that does."""
    names = set().union(*map(reporters, sources.values()))
    call = re.compile(rf"(?<!func )\b(?:{'|'.join(sorted(names))})\(")
    places: dict[str, str] = {}
    for path, text in sources.items():
        for match in call.finditer(text):
            for literal in LITERAL.finditer(enclosed(text, match.end() - 1)):
                line = text.count("\n", 0, match.start()) + 1
                places.setdefault(literal[1], f"{path}:{line}:1")
    return places


def sections(page: str) -> list[tuple[str, str]]:
    """The titles of the page's sections, in order, each with its place; titles in examples don't count."""
    found = []
    in_example = False
    for number, line in enumerate(page.splitlines(), start=1):
        if line.startswith("```"):
            in_example = not in_example
        elif not in_example and (match := HEADING.match(line)):
            found.append((match[1], f"{PAGE}:{number}:1"))
    return found


def main() -> int:
    places = reported({path: path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.swift"))})
    if not places:
        print(f"error: no diagnostic is found in {SOURCES}: mend {sys.argv[0]}", file=sys.stderr)
        return 1
    titles = sections(PAGE.read_text(encoding="utf-8") if PAGE.exists() else "")

    findings = []
    for (title, place), before in zip(titles, [("", ""), *titles], strict=False):
        if title not in places:
            findings.append(f"{place}: error: no source reports '{title}'; remove its section")
        elif title == before[0]:
            findings.append(f"{place}: error: '{title}' has two sections; keep one")
        elif title < before[0]:
            findings.append(f"{place}: error: '{title}' stands after '{before[0]}'; sort the sections")
    for identifier in sorted(places.keys() - {title for title, _ in titles}):
        findings.append(
            f"{places[identifier]}: error: '{identifier}' has no section in {PAGE}; "
            f"add '## {identifier}' with its rule, why it matters, an example and how to mend it"
        )
    print("\n".join(findings), end="\n" if findings else "", file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
