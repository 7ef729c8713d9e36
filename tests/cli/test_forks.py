"""A command line in a fork is what it would be in a process that Python starts for it."""

from __future__ import annotations

import os

import pytest
from forks import Anew

pytestmark = pytest.mark.slow

LINES = [
    ("version",),
    ("answers", "nonsense"),
    ("build", "--offline", "--brand", "größe"),
    ("check", "--offline"),
    ("report", "stale", "--csv"),
]


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_a_fork_says_and_does_the_same(starter, small_site, line):
    site = small_site()
    site.build()
    told = [
        (done.returncode, done.stdout, done.stderr.replace("python -m helpgen", "helpgen"))
        for done in (one.run(line, site.root, os.environ) for one in (starter, Anew(), starter))
    ]
    assert told[0] == told[1] == told[2]


def test_forks_have_variables_of_their_own_and_leave_nothing_to_the_next(starter, tmp_path):
    missing = starter.run(("audiences",), tmp_path, {**os.environ, "GLADLY_API_TOKEN": "secret"})
    assert missing.returncode == 2
    assert "site.toml" in missing.stderr
    assert "GLADLY_API_TOKEN" not in os.environ
    again = starter.run(("init", "--name", "Acme"), tmp_path, os.environ)
    assert (again.returncode, (tmp_path / "site.toml").is_file()) == (0, True)


def test_a_seed_of_its_own_is_heeded(starter, tmp_path):
    """Only a Python that starts anew can: its end is told all the same."""
    done = starter.run(("version",), tmp_path, {**os.environ, "PYTHONHASHSEED": "7"})
    assert (done.returncode, done.stderr) == (0, "")
