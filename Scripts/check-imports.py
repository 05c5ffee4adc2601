"""Checks that every target imports only its direct dependencies in Package.swift.

SwiftPM's own check (--explicit-target-dependency-import-check) also accepts indirect dependencies, so the site's
renderer could call libcmark. A module that no longer exists is found too: SwiftPM would take what an earlier build left.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)"
)

# The modules that come with the toolchain.
SYSTEM = {"Darwin", "Dispatch", "Foundation", "FoundationXML", "Glibc", "Musl", "Synchronization", "Testing"}


def main() -> int:
    swift = os.environ.get("SWIFT", "swift")
    description = json.loads(
        subprocess.run(
            [swift, "package", "describe", "--type", "json"], check=True, capture_output=True, text=True
        ).stdout
    )
    targets = description["targets"]
    allowed = {
        target["name"]: {*target.get("target_dependencies", []), *target.get("product_dependencies", [])}
        for target in targets
    }

    findings = 0
    for target in targets:
        for source in target["sources"]:
            path = Path(target["path"], source)
            if path.suffix != ".swift":
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                match = IMPORT.match(line)
                if match and match[1] not in SYSTEM | allowed[target["name"]]:
                    findings += 1
                    print(
                        f"{path}:{number}:1: error: {target['name']} imports {match[1]}, "
                        "which isn't one of its dependencies in Package.swift",
                        file=sys.stderr,
                    )
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
