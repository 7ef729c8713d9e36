"""{path: bytes} -> disk: what is written, what is deleted, what is left alone."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpgen.errors import PublishError
from helpgen.output_lock import output_lock
from helpgen.publish import Unit, published_units

OLD = {"en/index.html": b"home", "en/a/1/index.html": b"one", "en/a/2/index.html": b"two"}


def publish(output, files, inputs="x", **notes):
    """Publish a unit as a build does, and return what was done and the unit as it's on disk."""
    with output_lock(output):
        unit = Unit(output, "alpha", "en")
        done = unit.write(files)
        unit.finish(done.stamps, inputs, notes)
    return done, Unit(output, "alpha", "en")


def on_disk(output):
    folder = output / "alpha"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def stamps(output):
    return {path: path.stat().st_mtime_ns for path in (output / "alpha").rglob("*")}


def test_what_is_published_is_on_disk_and_in_the_manifest(tmp_path):
    done, unit = publish(tmp_path, OLD, inputs="h", answers=2)
    assert (done.written, done.unchanged, done.stale) == (3, 0, ())
    assert on_disk(tmp_path) == OLD
    assert unit.manifest.inputs == "h"
    assert unit.manifest.files == done.stamps
    assert unit.manifest.notes == {"answers": 2}
    assert set(unit.manifest.files) == set(OLD)


def test_publishing_the_same_again_writes_nothing(tmp_path):
    publish(tmp_path, OLD)
    before = stamps(tmp_path)
    done, _ = publish(tmp_path, OLD)
    assert (done.written, done.unchanged, done.stale) == (0, 3, ())
    assert stamps(tmp_path) == before


def test_only_changed_bytes_are_written(tmp_path):
    publish(tmp_path, OLD)
    before = stamps(tmp_path)
    done, _ = publish(tmp_path, OLD | {"en/index.html": b"HOME"})
    assert (done.written, done.unchanged, done.stale) == (1, 2, ())
    changed = {path for path, stamp in stamps(tmp_path).items() if before[path] != stamp}
    assert changed == {tmp_path / "alpha/en/index.html", tmp_path / "alpha/en"}


def test_a_file_that_cannot_be_the_same_is_written_without_a_look(tmp_path):
    """It was left with another size; who put the new bytes there meanwhile did so in vain."""
    publish(tmp_path, OLD)
    (tmp_path / "alpha/en/index.html").write_bytes(b"a longer home")
    done, unit = publish(tmp_path, OLD | {"en/index.html": b"a longer home"})
    assert (done.written, done.unchanged) == (1, 2)
    assert unit.is_current("x")


def test_old_files_stay_until_the_unit_is_finished(tmp_path):
    publish(tmp_path, OLD)
    new = {"en/index.html": b"home"}
    unit = Unit(tmp_path, "alpha", "en")
    done = unit.write(new)
    assert set(done.stale) == set(OLD) - set(new)
    assert on_disk(tmp_path) == OLD
    unit.finish(done.stamps, "y")
    assert on_disk(tmp_path) == new


def test_a_foreign_file_stays_and_so_does_its_folder(tmp_path):
    publish(tmp_path, OLD)
    (tmp_path / "alpha/en/a/1/note.txt").write_text("mine")
    (tmp_path / "alpha/google.html").write_text("mine")
    publish(tmp_path, {"en/index.html": b"home"})
    assert on_disk(tmp_path) == {
        "en/index.html": b"home",
        "en/a/1/note.txt": b"mine",
        "google.html": b"mine",
    }


def test_folders_left_empty_go_and_others_stay(tmp_path):
    publish(tmp_path, OLD)
    (tmp_path / "alpha/empty").mkdir()
    publish(tmp_path, {"en/index.html": b"home"})
    assert not (tmp_path / "alpha/en/a").exists()
    assert (tmp_path / "alpha/empty").is_dir()


def test_a_removed_unit_takes_its_files_and_its_manifest_only(tmp_path):
    publish(tmp_path, OLD)
    other = Unit(tmp_path, "alpha", "fr")
    done = other.write({"fr/index.html": b"accueil"})
    other.finish(done.stamps, "x")
    assert published_units(tmp_path) == [("alpha", "en"), ("alpha", "fr")]
    Unit(tmp_path, "alpha", "en").remove()
    assert on_disk(tmp_path) == {"fr/index.html": b"accueil"}
    assert published_units(tmp_path) == [("alpha", "fr")]
    Unit(tmp_path, "alpha", "fr").remove()
    assert not (tmp_path / "alpha").exists()


def test_a_unit_is_current_as_long_as_it_is_made_of_the_same_and_stands_as_it_was_left(tmp_path):
    _, unit = publish(tmp_path, OLD, inputs="h")
    assert unit.is_current("h")
    assert not unit.is_current("other")
    page = tmp_path / "alpha/en/index.html"
    page.write_bytes(b"HOME")
    assert not unit.is_current("h")
    publish(tmp_path, OLD, inputs="h")
    page.unlink()
    assert not unit.is_current("h")


def test_a_unit_without_a_hash_is_never_current(tmp_path):
    _, unit = publish(tmp_path, OLD, inputs="")
    assert not unit.is_current("")


def test_a_unit_that_was_not_finished_is_not_current_and_still_knows_every_file(tmp_path):
    publish(tmp_path, OLD, inputs="h")
    Unit(tmp_path, "alpha", "en").write({"en/index.html": b"home", "en/new.html": b"new"})
    unit = Unit(tmp_path, "alpha", "en")
    assert not unit.is_current("h")
    assert set(unit.manifest.files) == {*OLD, "en/new.html"}
    publish(tmp_path, {"en/index.html": b"home"})
    assert on_disk(tmp_path) == {"en/index.html": b"home"}


def test_what_a_dead_build_left_unfinished_goes_with_the_next_one(tmp_path):
    publish(tmp_path, OLD)
    (tmp_path / ".helpgen/_tmp/alpha.en").write_bytes(b"hal")
    publish(tmp_path, OLD)
    private = [path for path in (tmp_path / ".helpgen").rglob("*") if path.is_file()]
    assert {path.name for path in private} <= {"_lock", "en.json"}


def test_a_manifest_that_cannot_be_written_leaves_nothing_beside_it(tmp_path):
    publish(tmp_path, OLD)
    path = tmp_path / ".helpgen/alpha/en.json"
    unit = Unit(tmp_path, "alpha", "en")
    path.unlink()
    path.mkdir()
    with pytest.raises(PublishError, match=r"en\.json: can't be written"):
        unit.write({})
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("brand", ["tmp", "lock", "assets", "root"])
def test_any_slug_may_be_a_brands(tmp_path, brand):
    for _ in range(2):
        with output_lock(tmp_path):
            unit = Unit(tmp_path, brand, "en")
            done = unit.write(OLD)
            unit.finish(done.stamps, "h")
    assert published_units(tmp_path) == [(brand, "en")]
    assert Unit(tmp_path, brand, "en").is_current("h")


def test_no_temporary_file_ever_stands_among_the_pages(tmp_path):
    """Not even when a file can't be replaced: it's written elsewhere first."""
    publish(tmp_path, OLD)
    blocked = tmp_path / "alpha/en/blocked.html"
    (blocked / "inside").mkdir(parents=True)
    with pytest.raises(PublishError):
        publish(tmp_path, {**OLD, "en/index.html": b"HOME", "en/blocked.html": b"x"})
    assert on_disk(tmp_path) == OLD | {"en/index.html": b"HOME"}


def test_a_folder_in_the_place_of_a_file_is_told_with_its_path(tmp_path):
    (tmp_path / "alpha/en/index.html").mkdir(parents=True)
    with pytest.raises(PublishError, match=r"alpha/en/index\.html: can't be .*: check free space"):
        publish(tmp_path, OLD)


def test_a_file_in_the_place_of_a_folder_is_told_with_its_path(tmp_path):
    (tmp_path / "alpha/en").mkdir(parents=True)
    (tmp_path / "alpha/en/a").write_text("mine")
    with pytest.raises(PublishError, match=r"en/a/1/index\.html: can't be .*: Not a directory"):
        publish(tmp_path, OLD)
    assert (tmp_path / "alpha/en/a").read_text() == "mine"


def test_what_stands_in_the_way_of_a_deletion_is_told(tmp_path):
    publish(tmp_path, OLD)
    (tmp_path / "alpha/en/a/1/index.html").unlink()
    (tmp_path / "alpha/en/a/1/index.html/mine").mkdir(parents=True)
    with pytest.raises(PublishError, match=r"en/a/1/index\.html: can't be deleted"):
        publish(tmp_path, {"en/index.html": b"home"})


def test_what_was_written_first_is_deleted_last(tmp_path):
    """A stylesheet outlives the pages that need it, also when deleting stops in the middle."""
    publish(tmp_path, {"en/styles.css": b"x", "en/a.html": b"a", "en/b.html": b"b"})
    (tmp_path / "alpha/en/a.html").unlink()
    (tmp_path / "alpha/en/a.html/mine").mkdir(parents=True)
    with pytest.raises(PublishError):
        publish(tmp_path, {})
    assert on_disk(tmp_path) == {"en/styles.css": b"x"}


@pytest.mark.parametrize(
    "stored",
    ["", "{", "[]", '{"inputs": ""}', '{"inputs": "", "files": [], "notes": {}}', "\udcff"],
)
def test_a_manifest_that_cannot_be_read_is_told_with_a_remedy(tmp_path, stored):
    publish(tmp_path, OLD)
    path = tmp_path / ".helpgen/alpha/en.json"
    path.write_bytes(stored.encode(errors="surrogateescape"))
    with pytest.raises(PublishError, match=r"en\.json: isn't a manifest of helpgen .*delete it"):
        Unit(tmp_path, "alpha", "en")


def test_a_manifest_may_be_deleted_and_what_it_knew_stays(tmp_path):
    publish(tmp_path, OLD)
    (tmp_path / ".helpgen/alpha/en.json").unlink()
    done, _ = publish(tmp_path, {"en/index.html": b"home"})
    assert (done.written, done.unchanged, done.stale) == (0, 1, ())
    assert on_disk(tmp_path) == OLD


def test_the_manifest_is_plain_json(tmp_path):
    publish(tmp_path, {"en/日本.html": b"x"}, inputs="h", answers=1)
    stored = json.loads((tmp_path / ".helpgen/alpha/en.json").read_text("utf-8"))
    status = (tmp_path / "alpha/en/日本.html").stat()
    assert stored == {
        "inputs": "h",
        "notes": {"answers": 1},
        "files": {"en/日本.html": [1, status.st_mtime_ns]},
    }


names = st.lists(st.sampled_from("abc"), min_size=2, max_size=3).map("/".join)
contents = st.dictionaries(names.map(lambda name: f"{name}.html"), st.binary(max_size=3))


@given(versions=st.lists(contents, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_after_any_series_of_versions_the_last_one_stands(tmp_path_factory, versions):
    output = tmp_path_factory.mktemp("output")
    (output / "alpha").mkdir()
    (output / "alpha/mine.txt").write_bytes(b"mine")
    for version in versions:
        publish(output, version)
        assert on_disk(output) == {**version, "mine.txt": b"mine"}
        folders = {path for path in (output / "alpha").rglob("*") if path.is_dir()}
        assert not [folder for folder in folders if not any(folder.iterdir())]
