"""Killed or out of space at any moment, a build leaves an index that opens.

`HELPGEN_KILLS=100` kills more often than the suite does.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_editions import make_document

from helpgen.search.generations import current
from helpgen.search.reader import OpenIndex
from helpgen.search.searcher import Searcher
from helpgen.search.writer import write_index

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("HELPGEN_KILLS", "6"))
SEED = 20260514
ANSWERS = 300
SUPPORT = Path(__file__).parents[1] / "support"
HERE = Path(__file__).parent
WRITE = f"""
import resource, signal, sys
sys.path[:0] = [{str(SUPPORT)!r}, {str(HERE)!r}]
from pathlib import Path
from test_kill import documents
from helpgen.errors import SearchError
from helpgen.search.writer import write_index
folder, version, limit = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
print("begins", flush=True)
try:
    write_index(folder, "en-us", documents(version), {{}})
except SearchError as error:
    sys.exit(f"told: {{error}}")
"""
"""Writes a version of the edition; a file may grow to `limit` bytes, 0 for any length."""


def documents(version):
    """Versions share most answers; each third one is made anew as a whole, being much longer."""
    text = "words that every answer has " * (9 if version % 3 else 40)
    return [
        make_document(f"id{n}", f"Refund {n}", f"{text} v{version if n < 5 else 'all'}")
        for n in range(ANSWERS)
    ]


def write(folder, version, limit=0):
    return subprocess.Popen(
        [sys.executable, "-c", WRITE, str(folder), str(version), str(limit)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def version_of(folder):
    """The version that the pointer leads to; all its answers are there."""
    index = OpenIndex(folder / current(folder))
    found = {
        index.document(number).id: index.document(number).text.rpartition(" v")[2]
        for number in index.numbers
    }
    (version,) = {found[f"id{n}"] for n in range(5)}
    assert sorted(found) == sorted(document.id for document in documents(0))
    assert set(Searcher(index).ids(f'"v{version}"')) == {f"id{n}" for n in range(5)}
    index.close()
    return int(version)


def test_killed_at_any_moment_the_pointer_leads_to_a_whole_generation(tmp_path):
    """Mostly to the old one, and after the last step to the new one; the next build mends all."""
    write_index(tmp_path, "en-us", documents(0), {})
    held = OpenIndex(tmp_path / current(tmp_path))
    moments, seconds, version = random.Random(SEED), [1.0] * 3, 0
    for number in range(KILLS):
        old, version = version, version + 1
        process = write(tmp_path, version)
        process.stdout.readline()
        start = time.monotonic()
        try:
            process.wait(moments.uniform(0, seconds[version % 3]))
            seconds[version % 3] = time.monotonic() - start
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        assert version_of(tmp_path) in {old, version}
        if number % 2:  # the next build is of the same version, or of another one
            version += 1
        assert write(tmp_path, version).communicate() == ("begins\n", "")
        assert version_of(tmp_path) == version
        left = {path.name for path in tmp_path.iterdir()} - {"current", ".lock"}
        # A build that was killed with all but the clearing done leaves that to the next change.
        assert len(left) <= 2 or not number % 2, "what was unfinished is cleared"
        assert Searcher(held).search('"v0"').total == 5, "whoever holds the old one goes on"


@pytest.mark.parametrize(("limit", "version"), [(100, 2), (2_000, 2), (100, 3), (20_000, 3)])
def test_without_space_the_old_index_is_whole_and_the_error_says_so(tmp_path, limit, version):
    write_index(tmp_path, "en-us", documents(1), {})
    process = write(tmp_path, version, limit)
    _, told = process.communicate()
    assert told.startswith(f"told: {tmp_path}: the search index can't be written: File too large")
    assert told.endswith("check free space and permissions; the old index is whole\n")
    assert version_of(tmp_path) == 1
    assert write(tmp_path, version).communicate() == ("begins\n", "")
    assert version_of(tmp_path) == version
    assert [path for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []
