"""Folders of generations: whole or not there, and only our own are deleted."""

from __future__ import annotations

import os
import threading

import pytest

from helpgen.errors import SearchError
from helpgen.model import EditionKey
from helpgen.search.generations import (
    FORMAT,
    Meta,
    check_files,
    current,
    edition_folder,
    edition_lock,
    indexed_editions,
    is_as_left,
    new_generation,
    read_meta,
    remove_edition,
    write_meta,
)

ONE, TWO, THREE = "1" * 16, "2" * 16, "3" * 16
META = Meta(FORMAT, "analysis", "en-us", {"a": ("hash", 2, 30)}, {"refund": ("money back",)}, 4)


def write(folder, name, text="text"):
    with new_generation(folder, name) as generation:
        (generation / "file").write_text(text)
        write_meta(generation, META)


@pytest.fixture
def folder(tmp_path):
    """An edition's folder with one generation."""
    folder = edition_folder(tmp_path, EditionKey("alpha", "en-us"))
    write(folder, ONE)
    return folder


def names(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_a_generation_becomes_current_when_its_whole(folder):
    assert current(folder) == ONE
    assert names(folder) == [ONE, "current"]
    assert read_meta(folder / ONE) == META
    assert is_as_left(folder / ONE)


def test_the_one_before_stays_and_older_ones_go(folder):
    write(folder, TWO)
    assert (current(folder), names(folder)) == (TWO, [ONE, TWO, "current"])
    write(folder, THREE)
    assert (current(folder), names(folder)) == (THREE, [TWO, THREE, "current"])


def test_one_that_fails_leaves_all_as_it_was(folder):
    with pytest.raises(IsADirectoryError), new_generation(folder, TWO) as generation:
        generation.write_text("half")
    assert (current(folder), names(folder)) == (ONE, [ONE, "current"])


def test_what_a_killed_build_left_is_replaced_and_cleared(folder):
    (folder / TWO).mkdir()
    (folder / TWO / "half").write_text("")
    (folder / f".{THREE}.tmp").mkdir()
    write(folder, TWO)
    assert names(folder) == [ONE, TWO, "current"]
    assert not (folder / TWO / "half").exists()


def test_a_damaged_current_one_is_replaced_under_its_name(folder):
    (folder / ONE / "file").write_text("damaged")
    write(folder, ONE)
    assert (folder / ONE / "file").read_text() == "text"
    assert names(folder) == [ONE, "current"]


def test_what_is_not_ours_stays(folder):
    (folder / "notes").mkdir()
    (folder / "mine.txt").write_text("")
    write(folder, TWO)
    write(folder, THREE)
    remove_edition(folder)
    assert names(folder) == ["mine.txt", "notes"]


@pytest.mark.parametrize(
    "pointer", [b"", b"../../etc\n", b"\xff\xfe", b"1" * 15, b"1" * 16 + b"/x"]
)
def test_a_pointer_that_names_no_generation_leads_nowhere(folder, pointer):
    (folder / "current").write_bytes(pointer)
    assert current(folder) == ""


def test_a_pointer_that_cant_be_read_leads_nowhere(folder, tmp_path):
    (folder / "current").unlink()
    assert current(folder) == ""
    (folder / "current").mkdir()
    assert current(folder) == ""
    (tmp_path / "file").write_text("")
    assert current(tmp_path / "file") == ""


def truncate(path):
    path.write_bytes(path.read_bytes()[:-1])


def flip(path):
    """Another byte, at the same time as before."""
    stat, data = path.stat(), path.read_bytes()
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


damages = pytest.mark.parametrize(
    "damage", [truncate, flip, lambda path: path.write_bytes(b""), lambda path: path.unlink()]
)


@damages
@pytest.mark.parametrize("name", ["file", "meta.json"])
def test_damage_is_told_with_its_file(folder, damage, name):
    damage(folder / ONE / name)
    with pytest.raises(SearchError) as raised:
        check_files(folder / ONE)
    assert str(raised.value) == f"{folder / ONE / name}: is damaged: run 'helpgen build'"


@damages
def test_a_damaged_list_of_files_is_told(folder, damage):
    damage(folder / ONE / "checksums.json")
    with pytest.raises(SearchError, match="isn't a whole search index"):
        check_files(folder / ONE)
    assert not is_as_left(folder / ONE)


@pytest.mark.parametrize("sums", ["[]", "{}", "{", '{"file": 1}', '{"file": ["a", "b"]}', "null"])
def test_any_list_of_files_that_isnt_one_is_told(folder, sums):
    (folder / ONE / "checksums.json").write_text(sums)
    with pytest.raises(SearchError, match="isn't a whole search index"):
        check_files(folder / ONE)


@damages
def test_a_build_sees_damage(folder, damage):
    if damage is not flip:  # whoever sets the times back is seen when the index is opened
        damage(folder / ONE / "file")
        assert not is_as_left(folder / ONE)


def test_a_build_sees_a_file_that_was_written_over(folder):
    (folder / ONE / "file").write_text("TEXT")
    assert not is_as_left(folder / ONE)


def test_a_copy_is_as_left_though_its_times_are_others(folder):
    later = (folder / ONE / "checksums.json").stat().st_mtime_ns + 10**9
    os.utime(folder / ONE / "file", ns=(later, later))
    assert is_as_left(folder / ONE)


def test_another_format_is_told_with_both_numbers(folder):
    path = folder / ONE / "meta.json"
    path.write_text(path.read_text().replace(f'"format":{FORMAT}', '"format":99'))
    with pytest.raises(SearchError, match=f"has format 99, this helpgen reads {FORMAT}"):
        read_meta(folder / ONE)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"format": 2}', '{"format": 2, "documents": []}']
)
def test_a_description_that_isnt_one_is_told(folder, text):
    (folder / ONE / "meta.json").write_text(text)
    with pytest.raises(SearchError, match="isn't a search index"):
        read_meta(folder / ONE)


def test_editions_with_an_index_are_listed(tmp_path, folder):
    write(edition_folder(tmp_path, EditionKey("beta", "ja")), ONE)
    (tmp_path / "notes/today").mkdir(parents=True)
    (tmp_path / "notes/today/mine.txt").write_text("")
    (tmp_path / "site.json").write_text("{}")
    assert indexed_editions(tmp_path) == [EditionKey("alpha", "en-us"), EditionKey("beta", "ja")]
    remove_edition(folder)
    assert indexed_editions(tmp_path) == [EditionKey("beta", "ja")]
    assert not (tmp_path / "alpha").exists(), "a folder that's empty goes too"
    assert indexed_editions(tmp_path / "nowhere") == []


def test_an_index_that_cant_be_deleted_is_told(tmp_path):
    with pytest.raises(SearchError, match="nowhere: can't be deleted"):
        remove_edition(tmp_path / "nowhere")


def test_builds_that_share_an_index_wait_for_each_other(folder):
    order = []

    def other():
        with edition_lock(folder):
            order.append("other")

    with edition_lock(folder):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "other"]


def test_a_build_that_waits_too_long_is_told(folder):
    with (
        edition_lock(folder),
        pytest.raises(SearchError, match=r"another build has held it for 0\.01 s"),
        edition_lock(folder, 0.01),
    ):
        pass
