"""When processes start, and that they start early where they're needed in any case."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

STARTED = """
import sys
from pathlib import Path
import psutil
from helpgen.site_file import load_whole_site
from helpgen.workers import start_early
site = load_whole_site(Path(sys.argv[1]))
start_early(site, site.brands, int(sys.argv[2]))
print(len(psutil.Process().children()))
"""


@pytest.fixture
def site(small_site):
    return small_site({"alpha": ["en-us", "fr-ca"]})


def started(site, processes=2):
    """Whether processes have been started before anything is planned."""
    command = [sys.executable, "-c", STARTED, site.root / "site.toml", str(processes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout) > 0


def test_a_large_site_that_was_never_built_has_its_processes_early(site):
    """Not a small one, not for one process, not once anything is published."""
    assert not started(site)
    for path in (site.root / "build/snapshots/alpha").glob("*.json"):
        path.write_text(path.read_text("utf-8") + " " * 1_500_000, encoding="utf-8")
    assert started(site)
    assert not started(site, processes=1)
    site.build()
    assert not started(site)
