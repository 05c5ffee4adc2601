"""The repository's handbook, packaged by the built program."""

import subprocess
import zipfile

import pytest
from pages import REPOSITORY
from sites import made_once, program, shared_folder

# A name that a trainee could give the folder. None of its characters may have a meaning in an address.
FOLDER = "Tr #1 100% (v2) é"
FORMATS = ["zip", "single-file", "epub", "pdf", "scorm", "gift", "moodle", "qti", "anki", "kit"]
# The folder in which archives without a folder of their own are unpacked.
FOLDERS = {"scorm": "course", "qti": "qti"}


def make(folder):
    """Writes all packages, and unpacks the archive, the kit, the course (`course`), and the items (`qti`)."""
    command = [program(), "package", "--as", *FORMATS, "--output", folder, "--quiet"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for path in list(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as opened:
            opened.extractall(folder / FOLDERS.get(path.stem.rpartition("-")[2], ""))


@pytest.fixture(scope="session")
def packages(tmp_path_factory):
    """The packages, by their extensions, in a folder with a difficult name."""
    folder = made_once(shared_folder(tmp_path_factory) / FOLDER, make)
    name = next(folder.glob("*.html")).stem
    return {path.name.removeprefix(name): path for path in folder.iterdir() if path.is_file()}


@pytest.fixture(scope="session")
def unpacked(packages):
    """The single folder in the zip archive."""
    archive = packages[".zip"]
    return archive.parent / archive.stem


@pytest.fixture(scope="session")
def course(packages):
    """The unpacked course."""
    return packages[".zip"].parent / "course"
