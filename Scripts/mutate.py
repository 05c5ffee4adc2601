#!/usr/bin/env python3
"""Changes the sources at random, one small change at a time, and counts how many changes the Swift tests catch.

usage: Scripts/mutate.py [--count 60] [--seed 1] [--only Sources/Markdown] [--timeout 600]

A change that no test catches is a survivor: a condition that nothing depends on, or a test that is missing. Each change
is made in a copy of the committed files in .build-mutants, which is built there, so the working copy isn't touched. A
change that doesn't compile is replaced by another. Results are printed as they come and kept in
.build-mutants/results.tsv. A run of 60 changes takes hours: each one builds and runs the tests.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
FOLDER = REPOSITORY / ".build-mutants"
COPY = FOLDER / "source"
TEST = ["swift", "test", "--skip-build", "--disable-xctest"]

# Patterns to search for in a line of code, and their replacements.
CHANGES = [
    (r" == ", " != "),
    (r" != ", " == "),
    (r" < ", " <= "),
    (r" <= ", " < "),
    (r" > ", " >= "),
    (r" >= ", " > "),
    (r" && ", " || "),
    (r" \|\| ", " && "),
    (r" \+ 1\b", " - 1"),
    (r" - 1\b", " + 1"),
    (r" \+= ", " -= "),
    (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"),
    (r"(?<=[ (])!(?=[a-z(])", ""),
    (r"\.isEmpty\b", ".isEmpty == false"),
    (r"\bcontinue\b", "break"),
    (r"\.first\b(?! *[({])", ".last"),
    (r"\.\.<", "..."),
    (r"(?<![\w.#$])(\d+)(?![\w.])", lambda match: str(int(match[1]) + 1)),
]


def candidates(only):
    """Returns every possible change: file, line from 0, start, end, and new text."""
    for path in sorted((COPY / only).rglob("*.swift")):
        is_in_text = False
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            # A change in a string or comment wouldn't change the program.
            if '"""' in line:
                is_in_text = line.count('"""') % 2 != is_in_text
                continue
            code = re.sub(r'"(?:[^"\\]|\\.)*"', lambda text: '"' * len(text[0]), line)
            code = code.split("//")[0]
            if is_in_text or not code.strip() or code.lstrip().startswith(("import ", "@", "case ")):
                continue
            for pattern, replacement in CHANGES:
                for match in re.finditer(pattern, code):
                    text = replacement(match) if callable(replacement) else replacement
                    yield path, number, match.start(), match.end(), text


def run(command, timeout):
    """Returns whether a command succeeds. One that doesn't finish in time fails."""
    try:
        done = subprocess.run(command, cwd=COPY, capture_output=True, timeout=timeout)
        return done.returncode == 0
    except subprocess.TimeoutExpired:
        return False


def change(candidate):
    """Makes a change, and returns the file's previous text and a description."""
    path, number, start, end, text = candidate
    before = path.read_text(encoding="utf-8")
    lines = before.split("\n")
    old = lines[number]
    lines[number] = old[:start] + text + old[end:]
    path.write_text("\n".join(lines), encoding="utf-8")
    place = f"{path.relative_to(COPY).as_posix()}:{number + 1}"
    return before, f"{place}\t{old.strip()}\t{lines[number].strip()}"


def prepare():
    """Copies the committed files into the copy, which keeps its build results."""
    subprocess.run(["git", "worktree", "prune"], cwd=REPOSITORY, check=True)
    if COPY.exists():
        subprocess.run(["git", "checkout", "--quiet", "--force", "--detach", "HEAD"], cwd=COPY, check=True)
        head = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=REPOSITORY, check=True, capture_output=True, text=True
        )
        subprocess.run(["git", "reset", "--quiet", "--hard", head.stdout.strip()], cwd=COPY, check=True)
    else:
        FOLDER.mkdir(exist_ok=True)
        command = ["git", "worktree", "add", "--quiet", "--detach", COPY, "HEAD"]
        subprocess.run(command, cwd=REPOSITORY, check=True)
    # The examples of the specification, which a test reads, and the resolved package versions.
    (COPY / ".build").mkdir(exist_ok=True)
    for path in REPOSITORY.glob(".build/commonmark-*.json"):
        shutil.copy(path, COPY / ".build")
    if (REPOSITORY / "Package.resolved").exists():
        shutil.copy(REPOSITORY / "Package.resolved", COPY)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=60, help="how many changes (default: 60)")
    parser.add_argument(
        "--seed", type=int, default=1, help="the same seed picks the same changes (default: 1)"
    )
    parser.add_argument("--only", default="Sources", help="the folder to change (default: Sources)")
    parser.add_argument(
        "--timeout", type=int, default=600, help="seconds for one run of the tests (default: 600)"
    )
    options = parser.parse_args()

    prepare()
    build = ["swift", "build", "--build-tests"]
    if not run(build, None) or not run(TEST, None):
        sys.exit("The tests fail without any change; there is nothing to measure.")
    pool = list(candidates(options.only))
    random.Random(options.seed).shuffle(pool)
    results = (FOLDER / "results.tsv").open("w", encoding="utf-8")
    caught = survived = 0
    for candidate in pool:
        if caught + survived == options.count:
            break
        before, description = change(candidate)
        try:
            if not run(build, None):
                continue
            survives = run(TEST, options.timeout)
        finally:
            candidate[0].write_text(before, encoding="utf-8")
        caught += not survives
        survived += survives
        line = f"{'survived' if survives else 'caught'}\t{description}"
        print(line, flush=True)
        print(line, file=results, flush=True)
    total = caught + survived
    print(f"{caught} of {total} changes were caught ({caught * 100 // max(total, 1)}%)")


if __name__ == "__main__":
    main()
