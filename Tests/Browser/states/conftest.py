"""A generated handbook of 51 jurisdictions, built by the built program, in the place of the repository's."""

import importlib.util
import os
import subprocess
from pathlib import Path

import pytest
from pages import REPOSITORY, Site

FILES = 510


def generator():
    """The benchmark's generator of handbooks, under a name that no other module has."""
    place = REPOSITORY / "Benchmarks" / "corpus.py"
    specification = importlib.util.spec_from_file_location("benchmark_corpus", place)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    program = Path(os.environ.get("HANDBOOK", REPOSITORY / ".build/release/handbook"))
    if not program.exists():
        pytest.skip("The program is not built: run make program")
    source = tmp_path_factory.mktemp("states")
    generator().write_handbook(source, FILES)
    output = source / "Output"
    theme = REPOSITORY / "Themes/default"
    command = [program, "build", "-q", "-s", source, "-t", theme, "-o", output]
    # Its lessons have no key points, of which there are warnings.
    subprocess.run(command, check=True, capture_output=True)
    return Site(output)
