"""Turns the output of `handbook --experimental-dump-help` into a manual page, formatted with the man macros.

usage: handbook --experimental-dump-help | python3 Scripts/manual.py > handbook.1
"""

import json
import re
import sys


def escaped(text):
    """Returns text that formatters don't read as requests or escapes."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def names(argument):
    """Returns an option in the form in which it's written: `-s, --source <source>`."""
    if argument["kind"] == "positional":
        return f"<{argument['valueName']}>"
    dashes = {"long": "--", "short": "-", "longWithSingleDash": "-"}
    forms = sorted((dashes[one["kind"]] + one["name"] for one in argument["names"]), key=len)
    value = f" <{argument['valueName']}>" if argument["kind"] == "option" else ""
    return ", ".join(forms) + value


def discussion(text):
    """Yields paragraphs, and keeps the lines of indented blocks and tables."""
    for block in text.split("\n\n"):
        lines = block.split("\n")
        if any(re.search(r"^ |\S {2,}\S", line) for line in lines):
            yield ".PP\n.nf\n" + escaped(block) + "\n.fi"
        else:
            yield ".PP\n" + escaped(block)


def about(command, path):
    """Yields the section about a command, followed by those about its subcommands."""
    yield f".SH {escaped(' '.join(path)).upper()}" if len(path) > 1 else ".SH DESCRIPTION"
    yield escaped(command.get("abstract", ""))
    yield from discussion(command.get("discussion", "")) if command.get("discussion") else ()
    for argument in command.get("arguments", []):
        if not argument.get("shouldDisplay") or argument.get("valueName") in ("help", "version"):
            continue
        default = argument.get("defaultValue")
        note = f" (default: {default})" if default and argument["kind"] != "flag" else ""
        yield f".TP\n.B {escaped(names(argument))}\n{escaped(argument.get('abstract', '') + note)}"
    for inner in command.get("subcommands", []):
        if inner["commandName"] != "help":
            yield from about(inner, [*path, inner["commandName"]])


def main():
    command = json.load(sys.stdin)["command"]
    name = command["commandName"]
    abstract = command["abstract"].rstrip(".")
    print(f".TH {name.upper()} 1\n.SH NAME\n{name} \\- {escaped(abstract)}")
    print(f".SH SYNOPSIS\n.B {name}\n.I command\n[options]")
    print("\n".join(about(command, [name])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
