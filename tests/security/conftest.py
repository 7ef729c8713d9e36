"""A hostile help center, fetched and built once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hostile import NAMES
from hostile_site import Site, hostile_seed, site_toml

from helpgen.answer_files import ManagedBody
from helpgen.answers.state import Details
from helpgen.answers.writing import write_body, write_details
from helpgen.emulator import create_app, running


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of all names, built; no test changes it."""
    root = tmp_path_factory.mktemp("hostile")
    seed, names = hostile_seed(NAMES)
    with running(create_app(seed, rate_limit=0)) as url:
        (root / "site.toml").write_text(site_toml(url, NAMES[0]), encoding="utf-8")
        site = Site(root, names)
        (done,) = site.run("build")
        assert done.code == 0, done.err.decode()
        yield site


@pytest.fixture(scope="session")
def managed(hostile: Site) -> Site:
    """The same with a managed answer for each name, written by helpgen's own writer."""
    for id_, name in hostile.names.items():
        folder = hostile.root / "content/answers" / id_
        write_body(folder, ManagedBody("en-us", name, f"{name}\n", ".html"), None)
        write_details(folder, id_, Details(name, name, ("aud",)), {"aud": "Alpha"})
    return hostile
