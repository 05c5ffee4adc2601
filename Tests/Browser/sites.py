"""Handbooks that tests write and the program builds, once for all processes that share the tests."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pages import REPOSITORY


def program():
    """Returns the program that HANDBOOK specifies, or the one that was built last."""
    if "HANDBOOK" in os.environ:
        return Path(os.environ["HANDBOOK"]).resolve()
    built = [REPOSITORY / ".build" / kind / "handbook" for kind in ("release", "debug")]
    newest = max(filter(Path.exists, built), key=lambda path: path.stat().st_mtime, default=None)
    return newest or pytest.fail("The program isn't built: run make program, or set HANDBOOK")


def shared_folder(tmp_path_factory):
    """Returns the folder of this test run, which all its processes share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


def made_once(folder, make):
    """Calls `make(folder)` in the first process that asks, while others wait, and returns the folder."""
    with Path(f"{folder}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = Path(f"{folder}.done")
        if not done.exists():
            # A failed process may have left a partial folder.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def build(source):
    """Builds the handbook in a folder with the repository's theme, and returns the folder of its site."""
    output = source / "Output"
    command = [program(), "build", "-q", "-s", source, "-t", REPOSITORY / "Themes/default", "-o", output]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return output
