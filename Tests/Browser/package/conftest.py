"""The repository's handbook, packaged by the built program."""

import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from pages import REPOSITORY

# As a trainee may have named the folder: no character in it may mean something in an address.
FOLDER = "Tr #1 100% (v2) é"


def program():
    """The program that HANDBOOK names, else the one that was built last."""
    if "HANDBOOK" in os.environ:
        return Path(os.environ["HANDBOOK"])
    built = [REPOSITORY / ".build" / kind / "handbook" for kind in ("release", "debug")]
    newest = max(filter(Path.exists, built), key=lambda path: path.stat().st_mtime, default=None)
    return newest or pytest.skip("The program is not built: run make program")


@pytest.fixture(scope="session")
def packages(tmp_path_factory):
    """The packages, by the ending of their names, in a folder with a hostile name."""
    folder = tmp_path_factory.mktemp("packages") / FOLDER
    subprocess.run(
        [
            program(),
            "package",
            "--format",
            "zip",
            "single-file",
            "epub",
            "pdf",
            "scorm",
            "--destination",
            folder,
            "--quiet",
        ],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    name = next(folder.glob("*.html")).stem
    return {path.name.removeprefix(name): path for path in folder.iterdir()}


@pytest.fixture(scope="session")
def unpacked(packages):
    """The one folder of the zip archive, unpacked beside it."""
    archive = packages[".zip"]
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(archive.parent)
    return archive.parent / archive.stem
