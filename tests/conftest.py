"""Sites that are built once for all tests."""

from __future__ import annotations

import pytest
from built import ROOT, SITES, Built, build


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
