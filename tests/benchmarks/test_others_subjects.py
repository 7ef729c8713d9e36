"""Programs are given, found, or left out."""

from __future__ import annotations

import pytest

from benchmarks.others_subjects import found_program, told_version


def a_program(folder, name, said):
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{said}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_program_that_was_given_is_taken(tmp_path):
    program = a_program(tmp_path, "mine", "")
    assert found_program("no-such-generator", str(program)) == str(program)


def test_one_that_was_given_and_is_none_is_told(tmp_path):
    with pytest.raises(SystemExit, match=r"--pelican .*/none: there's no such program"):
        found_program("pelican", str(tmp_path / "none"))


def test_else_it_is_looked_for_on_the_path(tmp_path, monkeypatch):
    program = a_program(tmp_path, "some-generator", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert found_program("some-generator", None) == str(program)
    assert found_program("no-such-generator", None) is None


@pytest.mark.parametrize("said", ["4.12.0", "zensical, version 4.12.0"])
def test_a_version_comes_without_the_name(tmp_path, said):
    assert told_version(str(a_program(tmp_path, "some", said))) == "4.12.0"
