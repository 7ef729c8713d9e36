"""One build at a time writes to an output folder."""

from __future__ import annotations

import threading

import pytest

from helpgen.errors import PublishError
from helpgen.output_lock import output_lock


def test_a_second_build_waits_for_the_first(tmp_path):
    """It says so once, and begins when the first one has ended."""
    order = []
    waits = threading.Event()

    def second():
        with output_lock(tmp_path, on_wait=waits.set):
            order.append("second")

    with output_lock(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        assert waits.wait(10)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_build_alone_does_not_wait(tmp_path):
    words = []
    with output_lock(tmp_path, on_wait=lambda: words.append("waits")):
        pass
    assert words == []


def test_a_build_that_waited_too_long_says_so(tmp_path):
    with (
        output_lock(tmp_path),
        pytest.raises(PublishError, match="another build has held it for 0 s"),
        output_lock(tmp_path, patience=0),
    ):
        pass


def test_an_output_that_is_no_folder_is_told(tmp_path):
    (tmp_path / "dist").write_text("mine")
    with (
        pytest.raises(PublishError, match="dist: can't be written"),
        output_lock(tmp_path / "dist"),
    ):
        pass


def test_an_error_of_the_build_is_not_taken_for_one_of_the_lock(tmp_path):
    with pytest.raises(BrokenPipeError), output_lock(tmp_path):
        raise BrokenPipeError
