"""Fixtures: the made-up site of `corpus.py` in the place of the built one."""

import pytest
from corpus import corpus
from fixture_site import indexer, write_site
from pages import Site


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    if indexer() is None:
        pytest.skip("SearchFixture is not built: run swift build")
    folder = tmp_path_factory.mktemp("search-site")
    write_site(folder, corpus())
    return Site(folder)
