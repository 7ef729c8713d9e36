"""rsync to a folder of this machine and to its own daemon on loopback."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import contextmanager

import pytest
from deployments import check_references, files_in
from s3_server import free_port

pytestmark = pytest.mark.slow


@contextmanager
def daemon(folder, options=""):
    """An rsync daemon that serves a folder as the module `site`."""
    folder.mkdir()
    port = free_port()
    settings = folder.with_name("rsyncd.conf")
    settings.write_text(
        f"use chroot = no\nreverse lookup = no\nport = {port}\naddress = 127.0.0.1\n"
        f"uid = {os.getuid()}\ngid = {os.getgid()}\n"
        f"[site]\npath = {folder}\nread only = no\n{options}"
    )
    process = subprocess.Popen(["rsync", "--daemon", "--no-detach", f"--config={settings}"])
    try:
        for _ in range(100):
            if subprocess.run(
                ["rsync", f"rsync://127.0.0.1:{port}/"], capture_output=True, check=False
            ).returncode in {0, 5}:
                break
            time.sleep(0.05)
        yield f"rsync://127.0.0.1:{port}/site"
    finally:
        process.terminate()
        process.wait()


def test_a_daemons_folder_is_made_equal_and_a_broken_run_is_taken_up(versions, tmp_path):
    old = versions.put(0)
    with daemon(tmp_path / "srv") as url:
        setting = f'deploy.t.url="{url}/{{brand}}"'
        place = tmp_path / "srv/alpha"
        would = versions.deploy(setting, dry_run=True)
        assert would.error == ""
        assert not place.exists()
        assert versions.deploy(setting).deployed.sent == would.deployed.sent
        assert files_in(place) == old
        before = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
        again = versions.deploy(setting).deployed
        assert ((), (), len(old)) == (again.sent, again.deleted, again.unchanged)
        assert before == {path: path.stat().st_mtime_ns for path in place.rglob("*")}

        new = versions.put(1)
        (place / "en-us/theirs.txt").write_text("theirs")
        (place / "robots.txt").write_text("Disallow: /")
        (page,) = [path for path in new if path.endswith("about-v1-3/index.html")]
        obstacle = place / page / "in the way"  # a folder where a page is to be
        obstacle.parent.mkdir(parents=True)
        obstacle.touch()
        error = versions.deploy(setting).error
        obstacle.unlink()
        assert "rsync ended with 23" in error
        check_references(files_in(place))
        assert old.keys() - new.keys() <= files_in(place).keys()

        done = versions.deploy(setting).deployed
        assert {**new, "en-us/theirs.txt": b"theirs"} == files_in(place)
        assert {"robots.txt", page} <= set(done.sent)
        gone = [path for path in old.keys() - new.keys() if path.endswith(".html")]
        assert gone
        assert not any((place / path).parent.exists() for path in gone)


def test_what_rsync_says_is_told(versions, tmp_path):
    versions.put(0)
    with daemon(tmp_path / "srv") as url:
        error = versions.deploy(f'deploy.t.url="{url}-not/x"').error
        assert "rsync ended with 5" in error
        assert "check the module's name" in error
    error = versions.deploy(f'deploy.t.url="{url}"', "deploy.t.attempts=2").error
    assert "rsync ended with 10" in error
    assert "Connection refused" in error
