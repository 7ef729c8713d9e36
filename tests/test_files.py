"""Writing whole files, hashing, and reading text and TOML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import ContentError
from helpgen.files import digest, read_bytes, read_text, read_toml, write_atomic


def test_a_file_is_written_with_its_folders(tmp_path):
    path = tmp_path / "a" / "b" / "page.html"
    write_atomic(path, b"one")
    write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_the_temporary_file_may_stand_elsewhere(tmp_path):
    path, temporary = tmp_path / "site" / "page.html", tmp_path / "work" / "1.tmp"
    write_atomic(path, b"new", temporary=temporary)
    assert path.read_bytes() == b"new"
    assert not temporary.exists()


def test_a_failed_write_leaves_the_old_state_and_no_temporary_file(tmp_path):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "old").write_bytes(b"old")
    with pytest.raises(OSError, match="taken"):
        write_atomic(tmp_path / "taken", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    assert (tmp_path / "taken" / "old").read_bytes() == b"old"


def test_a_file_in_the_place_of_a_folder_is_an_error(tmp_path):
    (tmp_path / "a").write_bytes(b"file")
    with pytest.raises(OSError, match="Not a directory"):
        write_atomic(tmp_path / "a" / "b", b"new")
    assert (tmp_path / "a").read_bytes() == b"file"


@given(st.lists(st.binary(max_size=4), max_size=3), st.lists(st.binary(max_size=4), max_size=3))
def test_digests_are_equal_only_for_equal_parts(one, other):
    assert (digest(*one) == digest(*other)) == (one == other)


def test_what_cannot_be_read_is_told_with_its_path(tmp_path):
    with pytest.raises(
        ContentError, match=rf"^{re.escape(str(tmp_path))}: can't be read: Is a dir"
    ):
        read_bytes(tmp_path)


def test_text_is_utf8(tmp_path):
    path = tmp_path / "page.md"
    path.write_bytes("Größe\r\n".encode())
    assert read_text(path) == "Größe\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [(None, "can't be read: No such file"), (b"ab\xff", "isn't UTF-8 (byte 2): save it as UTF-8")],
)
def test_text_that_cant_be_read_is_named_with_its_remedy(tmp_path, data, told):
    path = tmp_path / "page.md"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(ContentError, match=re.escape(f"{path}: {told}")):
        read_text(path)


def test_toml_is_read(tmp_path):
    path = tmp_path / "theme.toml"
    path.write_text('name = "base"\n[options.accent]\ntype = "color"\n')
    assert read_toml(path) == {"name": "base", "options": {"accent": {"type": "color"}}}


@pytest.mark.parametrize(
    "text",
    ["a = ", "a = 1\na = 2", "a = " + "[" * 5000, "a = " + "9" * 5000, "a = 1979-13-45"],
    ids=["no value", "twice", "nested too deep", "number too long", "no such day"],
)
def test_what_isnt_toml_is_a_content_error_that_names_the_file(tmp_path, text):
    path = tmp_path / "theme.toml"
    path.write_text(text)
    with pytest.raises(ContentError, match=re.escape(f"{path}: isn't TOML: ")):
        read_toml(path)


def test_a_toml_error_has_line_and_column(tmp_path):
    path = tmp_path / "theme.toml"
    path.write_text("a = 1\nb = \n")
    with pytest.raises(ContentError, match=r"line 2, column 5"):
        read_toml(path)
