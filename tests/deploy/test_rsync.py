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


def test_a_daemons_folder_is_made_equal_and_the_next_deploy_sends_nothing(versions, tmp_path):
    with daemon(tmp_path / "srv") as url:
        setting = f'deploy.t.url="{url}/{{brand}}"'
        place = tmp_path / "srv/alpha"
        assert versions.put(0)
        would = versions.deploy(setting, dry_run=True)
        assert would.error == ""
        assert not place.exists()
        assert versions.deploy(setting).deployed.sent == would.deployed.sent
        assert files_in(place) == versions.files[0]
        before = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
        again = versions.deploy(setting).deployed
        assert ((), (), len(versions.files[0])) == (again.sent, again.deleted, again.unchanged)
        assert before == {path: path.stat().st_mtime_ns for path in place.rglob("*")}
        (place / "en-us/theirs.txt").write_text("theirs")
        (place / "robots.txt").write_text("Disallow: /")
        new = versions.put(1)
        done = versions.deploy(setting).deployed
        assert {**new, "en-us/theirs.txt": b"theirs"} == files_in(place)
        assert "robots.txt" in done.sent
        gone = [path for path in versions.files[0].keys() - new.keys() if path.endswith(".html")]
        assert gone
        assert not any((place / path).parent.exists() for path in gone)


def test_a_run_that_breaks_off_leaves_whole_pages_and_the_next_one_ends_it(versions, tmp_path):
    """A file of somebody else's stands in the way, after the assets have gone."""
    with daemon(tmp_path / "srv") as url:
        setting = f'deploy.t.url="{url}"'
        versions.put(0)
        assert versions.deploy(setting).error == ""
        new = versions.put(1)
        (page,) = [path for path in new if path.endswith("about-v1-3/index.html")]
        obstacle = tmp_path / "srv" / page / "in the way"
        obstacle.parent.mkdir(parents=True)
        obstacle.touch()
        error = versions.deploy(setting).error
        assert "rsync ended with" in error
        obstacle.unlink()
        check_references(files_in(tmp_path / "srv"))
        assert versions.files[0].keys() - new.keys() <= files_in(tmp_path / "srv").keys()
        assert versions.deploy(setting).error == ""
        assert files_in(tmp_path / "srv") == new


def test_what_rsync_says_is_told(versions, tmp_path):
    versions.put(0)
    with daemon(tmp_path / "srv") as url:
        error = versions.deploy(f'deploy.t.url="{url}-not/x"').error
        assert "rsync ended with 5" in error
        assert "check the module's name" in error
    error = versions.deploy(f'deploy.t.url="{url}"', "deploy.t.attempts=2").error
    assert "rsync ended with 10" in error
    assert "Connection refused" in error
