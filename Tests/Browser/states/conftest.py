"""A generated handbook with 51 jurisdictions, in place of the repository's."""

import importlib.util

import pytest
from pages import REPOSITORY, Site
from sites import build, made_once, shared_folder

FILES = 510


def generator():
    """The benchmark's handbook generator, under a name that no other module has."""
    place = REPOSITORY / "Benchmarks" / "corpus.py"
    specification = importlib.util.spec_from_file_location("benchmark_corpus", place)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    def make(folder):
        generator().write_handbook(folder, FILES)
        build(folder)

    return Site(made_once(shared_folder(tmp_path_factory) / "states", make) / "Output")
