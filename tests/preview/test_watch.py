"""Changed files are noticed, looks at them aren't, however many folders there are."""

from __future__ import annotations

import logging
import queue

import pytest

from helpgen.preview.watch import Watcher

MANY = 9000
"""Folders; opening and closing each of them once fills the system's queue of 16,384 events."""


@pytest.fixture
def noticed():
    """Paths that were told."""
    return queue.Queue()


@pytest.fixture
def watcher(noticed):
    """It runs until the end of the test."""
    watcher = Watcher(noticed.put)
    watcher.start()
    yield watcher
    watcher.stop()


def test_a_save_is_noticed(tmp_path, watcher, noticed):
    watcher.watch([(tmp_path, True)])
    (tmp_path / "new.html").write_text("new", encoding="utf-8")
    assert "new.html" in noticed.get(timeout=30)


def test_a_look_is_not(tmp_path, watcher, noticed):
    """The preview itself reads whatever it shows."""
    (tmp_path / "old.html").write_text("old", encoding="utf-8")
    watcher.watch([(tmp_path, True)])
    assert (tmp_path / "old.html").read_text(encoding="utf-8") == "old"
    (tmp_path / "new.html").write_text("new", encoding="utf-8")
    assert "new.html" in noticed.get(timeout=30)


def test_a_save_among_thousands_of_folders_is_noticed(tmp_path, watcher, noticed, caplog):
    """Watching them doesn't fill the system's queue, which would lose what comes meanwhile."""
    for number in range(MANY):
        (tmp_path / str(number)).mkdir()
    with caplog.at_level(logging.WARNING, logger="watchdog"):
        watcher.watch([(tmp_path, True)])
        list(tmp_path.rglob("*"))
        for number in (0, MANY // 2, MANY - 1):
            (tmp_path / str(number) / "en-us.html").write_text("new", encoding="utf-8")
            while f"{number}/en-us.html" not in noticed.get(timeout=30):
                pass
    assert caplog.messages == []
