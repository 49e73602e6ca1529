"""Sites that are built once for all tests, and the directory of this repository ready for questions."""

from __future__ import annotations

import pytest
from browser import address, browser, visit  # noqa: F401  (fixtures)
from built import ROOT, SITES, Built, build
from small_project import TODAY
from surgeon_directory.catalog import read_catalog
from surgeon_directory.fit import Weights
from surgeon_directory.match import Directory, build_directory
from surgeon_directory.places import gazetteer


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Three surgeons, three conditions, two procedures; every text field of the first surgeon is hostile."""
    return build(SITES / "small", tmp_path_factory.mktemp("small") / "output")


@pytest.fixture(scope="session")
def knee_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Another field of medicine, published under a sub-path."""
    examples = {"SEARCH_EXAMPLES": ["my knee gives way"], "SITESUBTITLE": "Ask twice."}
    output = tmp_path_factory.mktemp("knee") / "output"
    return build(SITES / "knee", output, settings="publishconf.py", environ={"SITEURL": "https://example.org/knee/"}, **examples)


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of this repository."""
    return build(ROOT, tmp_path_factory.mktemp("sample") / "output")


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The directory of this repository, on the day of the sample data."""
    reading = read_catalog(ROOT, TODAY)
    assert reading.catalog, "\n".join(problem.text for problem in reading.problems)
    return build_directory(reading.catalog, gazetteer(), Weights())
