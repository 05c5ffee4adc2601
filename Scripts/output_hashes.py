"""Records the output of the program and compares it with the output of a later version.

    Scripts/output_hashes.py record before.json                      # hash the output of .build/release/handbook
    Scripts/output_hashes.py compare before.json --handbook PROGRAM  # list each file that differs, fail if one does

Use it to restructure the code without changing a byte of output. It covers the sites of six handbooks, every package
of this repository's handbook except the PDF, the diagnostics for a handbook with mistakes, and each command's help.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.append(str(REPOSITORY / "Benchmarks"))

import corpus  # noqa: E402

COMMANDS = "build serve check package import export ids list new init schema".split()
# Not the PDF: Chromium writes the time into it.
PACKAGES = ["zip", "single-file", "epub", "scorm"]
# Files of a handbook of 51 jurisdictions, and of the benchmark's handbooks.
STATE_FILES = 510
FILES = 1000
# A fixed date: pages report overdue reviews.
DATE = "2026-11-21"
MISTAKES = {
    "handbook.yml": "title: Mistakes\nlanguge: en\n",
    "codes/oregon.md": (
        "---\ntitle: Code\njurisdiction: Oregon\nabbreviation: OR\nstatus: draft\nsource: {titel: x}\n---\n\n"
        "## Rules {#rules}\n\n- One {++word. {#one .nothing}\n- Two [[OR#on]] and [x](y.md). {#one}\n- <b>Three</b>\n"
    ),
    "lessons/first.md": "---\ntitle: First\nobjectives:\n  - {id: know, text: Knows it}\n---\n\n# First\n\n[[WA#x]]\n",
    "topics/gifts.md": "---\ntitel: Gifts\n---\n\nText.\n",
}


def digest(content):
    return hashlib.sha256(content).hexdigest()[:16]


def hashes_of(folder):
    return {
        str(path.relative_to(folder)): digest(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def write_mistakes(folder):
    for path, text in MISTAKES.items():
        file = folder / "Content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


class Recorder:
    def __init__(self, program, work, source):
        self.program = program
        self.work = work
        self.source = source
        self.hashes = {}

    def run(self, *arguments, check=True, folder=None):
        environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80"}
        return subprocess.run(
            [self.program, *arguments], check=check, capture_output=True, env=environment, cwd=folder
        )

    def add(self, name, hashes):
        self.hashes.update({f"{name}/{path}": value for path, value in hashes.items()})

    def site(self, name, source, *arguments):
        output = self.work / name
        theme = REPOSITORY / "Themes/default"
        self.run("build", "-q", "-s", source, "-t", theme, "-o", output, "--date", DATE, *arguments)
        self.add(name, hashes_of(output))

    def record(self):
        self.site("repository", self.source)
        self.site("published", self.source, "--base-url", "https://example.org/handbook")
        self.site("facilitators", self.source, "--edition", "facilitator")
        for name, write, size in [
            ("states", corpus.write_handbook, STATE_FILES),
            ("handbook", corpus.write_handbook, FILES),
            ("plain", corpus.write_plain, FILES),
        ]:
            source = self.work / f"{name}-source"
            write(source, size)
            self.site(name, source)
        packages = self.work / "packages"
        theme = REPOSITORY / "Themes/default"
        self.run(
            "package",
            "-q",
            "--format",
            *PACKAGES,
            "-s",
            self.source,
            "-t",
            theme,
            "-d",
            packages,
            "--date",
            DATE,
        )
        self.add("packages", hashes_of(packages))
        mistakes = self.work / "mistakes"
        write_mistakes(mistakes)
        for form in ["text", "json", "github"]:
            said = self.run(
                "check", "-t", REPOSITORY / "Themes/default", "--format", form, check=False, folder=mistakes
            )
            self.hashes[f"diagnostics/{form}"] = digest(said.stderr)
        for command in COMMANDS:
            said = self.run("help", command, check=False)
            self.hashes[f"help/{command}"] = digest(said.stdout)
        return self.hashes


def differences(before, after):
    for path in sorted(before.keys() | after.keys()):
        if path not in after:
            yield f"missing: {path}"
        elif path not in before:
            yield f"new: {path}"
        elif before[path] != after[path]:
            yield f"changed: {path}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("action", choices=["record", "compare"])
    parser.add_argument("file", type=Path, help="where the hashes are")
    parser.add_argument("--handbook", type=Path, default=REPOSITORY / ".build/release/handbook")
    parser.add_argument(
        "--source", type=Path, default=REPOSITORY, help="the handbook (default: this repository)"
    )
    parser.add_argument("--keep", type=Path, help="an empty folder that keeps what was written")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.keep or Path(temporary)
        work.mkdir(exist_ok=True)
        hashes = Recorder(options.handbook.resolve(), work.resolve(), options.source.resolve()).record()
    if options.action == "record":
        options.file.write_text(json.dumps(hashes, indent=1, sort_keys=True), encoding="utf-8")
        print(f"{len(hashes)} hashes recorded in {options.file}")
        return 0
    found = list(differences(json.loads(options.file.read_text(encoding="utf-8")), hashes))
    for line in found:
        print(line)
    print(f"{len(hashes)} hashes compared, {len(found)} differ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
