"""Checks that Documentation/diagnostics.md explains every diagnostic of the sources, and no other."""

import re
import sys
from pathlib import Path

PAGE = Path("Documentation/diagnostics.md")

NAME = r'"([a-z]+(?:-[a-z0-9]+)+)"'

# A diagnostic's name stands after its severity, before its summary, or after a label of that meaning.
USES = [
    re.compile(r"\.(?:error|warning),\s*" + NAME),
    re.compile(NAME + r',\s*"[A-Z\'\\]'),
    re.compile(r"\bidentifier: " + NAME),
]


def main() -> int:
    used = {}
    for path in sorted(Path("Sources").rglob("*.swift")):
        text = path.read_text(encoding="utf-8")
        for pattern in USES:
            for match in pattern.finditer(text):
                used.setdefault(match[1], f"{path}:{text.count(chr(10), 0, match.start(1)) + 1}")

    explained = set()
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            explained |= {*re.findall(r"`([a-z0-9-]+)`", line.split("|")[1])}

    findings = [
        f"{used[name]}: error: {PAGE} has no row for '{name}'" for name in sorted(used.keys() - explained)
    ]
    findings += [f"{PAGE}: error: No source reports '{name}'" for name in sorted(explained - used.keys())]
    for finding in findings:
        print(finding, file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
