"""Pictures on disk: whole or not there, once for each content, gone when nobody needs them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from drawn import drawn, noise, saved

from helpgen.pictures import library as module
from helpgen.pictures.download import Validators
from helpgen.pictures.failures import PictureError
from helpgen.pictures.library import Library, Record
from helpgen.pictures.limits import Limits


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path, Limits())


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def record(url: str, content: str) -> Record:
    return Record(url, content, "2026-11-20T08:00:00Z", Validators('"1"', ""), 0)


def test_an_original_and_its_versions_are_kept(library, tmp_path):
    data = saved(noise(1000, 500), "JPEG")
    content, picture = library.add(data)
    assert content == hashlib.sha256(data).hexdigest()
    assert library.original(content) == data
    assert (picture.width, picture.height) == (1000, 500)
    assert [width for width, _ in picture.versions] == [480, 1000]
    assert all((library.versions / name).is_file() for _, name in picture.versions)
    assert library.picture(content) == picture


def test_the_same_content_is_made_once(library, tmp_path):
    data = drawn()
    library.add(data)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    library.add(data)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_names_tell_the_content(library):
    """So that browsers may keep them for ever."""
    names = {library.add(drawn(width=width))[1].versions[0][1] for width in (10, 11, 12)}
    assert len(names) == 3


@pytest.mark.parametrize("data", [b"<svg/>", b"", b"GIF89a", b"no picture"])
def test_what_is_no_picture_leaves_nothing(library, tmp_path, data):
    with pytest.raises(PictureError):
        library.add(data)
    assert files(tmp_path) == set()


def test_versions_of_an_older_recipe_dont_count(library, monkeypatch):
    content, picture = library.add(drawn())
    monkeypatch.setattr(module, "RECIPE", 2)
    assert library.picture(content) is None
    _, newer = library.add(drawn())
    assert newer.versions != picture.versions


@pytest.mark.parametrize("damage", ["missing", "no json", "other json"])
def test_versions_that_arent_whole_dont_count(library, damage):
    content, picture = library.add(drawn())
    path = library.versions / picture.versions[0][1]
    if damage != "missing":
        path = library.versions / f"{content}.json"
        path.write_text("{" if damage == "no json" else "[]")
    else:
        path.unlink()
    assert library.picture(content) is None
    assert library.add(drawn()) == (content, picture)


def test_an_original_that_was_changed_isnt_used(library, tmp_path):
    content, _ = library.add(drawn())
    (tmp_path / "originals" / content).write_bytes(b"other")
    assert library.original(content) is None


def test_a_record_comes_back_as_it_was_kept(library):
    kept = record("https://a.example/ü.png", "0" * 64)
    library.save_record(kept)
    assert library.record("https://a.example/ü.png") == kept
    assert library.record("https://a.example/other.png") is None


def test_what_no_address_needs_is_collected(library, tmp_path):
    used, _ = library.add(drawn(width=10))
    gone, _ = library.add(drawn(width=11))
    library.save_record(record("https://a.example/used.png", used))
    library.save_record(record("https://a.example/gone.png", gone))
    everything = files(tmp_path)
    (tmp_path / "versions" / ".x.webp.1.2.tmp").write_bytes(b"half")  # a kill left it
    library.collect(["https://a.example/used.png", "https://a.example/never-fetched.png"])
    assert len(files(tmp_path)) == len(everything) / 2
    assert library.picture(used) is not None
    assert library.original(gone) is None
    assert library.record("https://a.example/gone.png") is None
