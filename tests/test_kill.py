"""Killed at any moment, a build leaves whole pages, and the next one ends as if nothing was.

`HELPGEN_KILLS=100` kills more often than the suite does; run with `-s` to see where it hit.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from dataclasses import replace

import pytest

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("HELPGEN_KILLS", "4"))
SEED = 20260514
ANSWERS = 200  # in each of two editions, so that both are built at the same time
SIGNS = ("_tmp", "alpha/en-us.json")
"""What a build changes first of all, and what it changes just before an edition's files."""

ASSET = re.compile(rb'(?:href|src)="(/[^"]+\.(?:css|js|svg))"')


class Version:
    """One of the two sites that take turns: other answers, another theme."""

    def __init__(self, site, number):
        self.site, self.number = site, number
        self.files = {}

    def of(self, site):
        """The same version of another copy of the site."""
        version = Version(site, self.number)
        version.files = self.files
        return version

    def build(self):
        """Know what a build of it makes."""
        self.put()
        self.files = self.site.clean()

    def put(self):
        """Make the snapshots and the theme this version's."""
        for language in ("en-us", "fr-ca"):
            self.site.save(f"alpha/{language}", dict(self.answers()), sections=8)
        stylesheet = self.site.theme / "assets/brand.css"
        stylesheet.write_text(f":root {{ --version: {self.number}; }}\n")

    def answers(self):
        """A third of them is this version's alone; free styles make a stylesheet of its own."""
        for i in range(ANSWERS):
            name = f"n{i}" if i % 3 else f"v{self.number}-{i}"
            yield name, f'<h2>Part {i % 7}</h2><p style="padding-left: {self.number}0px">{i}</p>'


@pytest.fixture(scope="module")
def built(site_in, tmp_path_factory):
    """The site and both versions, built once; each test works on a copy."""
    site = site_in(tmp_path_factory.mktemp("versions"), {"alpha": ["en-us", "fr-ca"]})
    theme = site.theme / "theme.toml"
    sheets = 'stylesheets = ["base.css", "brand.css"]'
    theme.write_text(theme.read_text("utf-8").replace('stylesheets = ["base.css"]', sheets))
    versions = [Version(site, number) for number in (1, 2)]
    for version in versions * 2:  # the second time, the other's addresses are known
        version.build()
    return site, versions


@pytest.fixture
def versions(built, tmp_path):
    site, versions = built
    shutil.copytree(site.root, tmp_path, dirs_exist_ok=True)
    copy = replace(site, root=tmp_path)
    return copy, [version.of(copy) for version in versions]


def test_kills_at_random_moments_leave_whole_pages_and_the_next_build_mends_all(versions):
    site, (old, new) = versions
    old.put()
    assert site.run("-j", 2).returncode == 0
    lengths = []
    for sign in SIGNS:
        old, new = new, old
        old.put()
        lengths.append(length(site, sign))
    moments = random.Random(SEED)
    phases = Counter()
    while phases.total() < KILLS:
        sign = phases.total() % len(SIGNS)
        new.put()
        ended = kill(site, SIGNS[sign], moments.uniform(0, lengths[sign]))
        found = site.files()
        check_whole(found, old.files, new.files)
        if ended:
            lengths[sign] = ended
        else:
            phases[phase(found, old.files, new.files)] += 1
            done = site.run("-j", 2)
            assert done.returncode == 0, done.stderr
        assert site.files() == new.files
        assert not list((site.output / ".helpgen/_tmp").iterdir())
        old, new = new, old
    print(f"\n{KILLS} kills: {dict(phases)}")  # noqa: T201 - for whoever runs it with -s


def test_the_workers_of_a_killed_build_write_no_more(versions):
    """Its lock is free again, so that they would write into the next build."""
    site, (old, new) = versions
    old.put()
    assert site.run("-j", 2).returncode == 0
    new.put()
    build = begun(site, SIGNS[1])
    build.kill()  # not the group
    build.communicate()  # returns when its last worker has closed its end
    found = site.files()
    assert not set(new.files) <= set(found), "its workers went on"
    check_whole(found, old.files, new.files)
    assert site.run("-j", 2).returncode == 0
    assert site.files() == new.files


def test_ctrl_c_says_that_all_is_whole(versions):
    site, (old, new) = versions
    for _ in range(10):  # a build may be done before the signal reaches it
        old.put()
        assert site.run("-j", 2).returncode == 0
        new.put()
        build = begun(site, SIGNS[1])
        os.killpg(build.pid, signal.SIGINT)  # as a terminal does
        _, told = build.communicate()
        if build.returncode != 0:
            break
    assert build.returncode == 130
    assert told.endswith("stopped; what's published is whole\n")
    assert "Traceback" not in told
    check_whole(site.files(), old.files, new.files)


def length(site, sign):
    """Build, and return how many seconds it took from the sign on."""
    seconds = kill(site, sign, 600)
    assert seconds, "it hangs"
    return seconds


def kill(site, sign, seconds):
    """Start a build and end its whole process group some seconds after the sign.

    Returns:
        None, or how long the build took if it was quicker.
    """
    build = begun(site, sign)
    start = time.monotonic()
    try:
        told = build.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(build.pid, signal.SIGKILL)
        build.communicate()  # returns when the last process of the group has closed its end
        return None
    assert build.returncode == 0, told
    return time.monotonic() - start


def begun(site, sign):
    """A build that has just changed a file or folder of its own."""
    path = site.output / ".helpgen" / sign
    before = path.stat().st_mtime_ns
    build = site.start("-j", 2)
    while build.poll() is None:
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime_ns != before:
                break
        time.sleep(0.001)
    return build


def phase(found, old, new):
    """What the build was doing when it was killed."""
    if found == old:
        return "before the first file"
    if found == new:
        return "after the last file"
    if set(new) <= set(found) and all(found[name] == data for name, data in new.items()):
        return "while deleting"
    pages = [name for name in new if name.endswith(".html") and name in found]
    written = any(found[name] != old.get(name) for name in pages)
    return "while writing pages" if written else "between assets and pages"


def check_whole(found, old, new):
    """Every file is one of the two versions', and what it needs is there."""
    for name, data in found.items():
        assert data in (old.get(name), new.get(name)), f"{name} is neither old nor new"
    assert set(old) & set(new) <= set(found), "what both versions have is never missing"
    assert set(old) <= set(found) or set(new) <= set(found), "deleted before all was written"
    for name, data in found.items():
        for address in ASSET.findall(data) if name.endswith(".html") else ():
            assert f"alpha{address.decode()}" in found, f"{name} names {address}"
