"""A small made-up site, and every edition of it as helpgen works it out."""

from __future__ import annotations

import pytest

from benchmarks import corpus
from benchmarks.editions import editions
from helpgen.config_file import load_site


@pytest.fixture(scope="session")
def made_site(tmp_path_factory):
    """The site.toml of one brand in two languages."""
    return corpus.make_site(tmp_path_factory.mktemp("made"), answers=24, editions=2)


@pytest.fixture(scope="session")
def made_editions(made_site):
    """Both editions by their language."""
    site = load_site(made_site)
    found = editions(site, site.brands[0])
    return {edition.snapshot.edition.language: edition for edition in found}
