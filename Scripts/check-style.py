"""Reports phrases that this project doesn't use, in its documentation, its help, and the text of its interface.

usage: python3 Scripts/check-style.py
"""

import re
import sys
from pathlib import Path

# Each phrase, and what to write instead.
PHRASES = {
    r"\bstands? (?:in|at|alone)\b": "is in, is at, is the only",
    r"\bmend(?:s|ed|ing)?\b": "fix",
    r"\bnot held\b": "not included",
    r"\bpassed over\b": "ignored, skipped",
    r"\blooked through\b": "checked",
    r"\bfull stop\b": "period",
    r"\bbe (?:it|they)\b": "whether",
    r"\bnothing (?:where|if)\b": "nil if, nothing when",
    r"\bdear to\b": "expensive to",
    r"\bbegin to end\b": "start to finish",
    r"\bas without the key\b": "default",
    r"\bNo provision names\b": "No code mentions",
    r"\bshall\b": "must",
}
PLACES = [
    "*.md",
    "Documentation/**/*.md",
    "Sources/**/*.docc/**/*.md",
    "Starter/**/*.md",
    "Themes/default/strings.yml",
    "Tests/Snapshots/Help/*.txt",
]
# Text between quotation marks or backticks is quoted, and lines of code are examples.
QUOTED = re.compile(r'"[^"]*"|“[^”]*”|`[^`]*`|\*[^*\s][^*]*\*')


def problems(path):
    fence = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        mark = re.match(r"\s*(`{3,}|~{3,})", line)
        if mark and path.suffix == ".md":
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
            continue
        if fence:
            continue
        text = QUOTED.sub(lambda found: " " * len(found[0]), line)
        for phrase, better in PHRASES.items():
            found = re.search(phrase, text)
            if found:
                yield f"{path}:{number}:{found.start() + 1}: write '{better}', not '{found[0]}'"


def main():
    root = Path(__file__).parents[1]
    found = [problem for place in PLACES for path in sorted(root.glob(place)) for problem in problems(path)]
    for problem in found:
        print(problem.removeprefix(f"{root}/"))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
