"""A folder as the place: what's there already, what's changed by others, what's emptied."""

from __future__ import annotations

import pytest
from deployments import files_in

from helpgen.deploy.ledger import LEDGER


@pytest.fixture
def place(tmp_path):
    return tmp_path / "srv"


def test_the_folder_is_made_equal_and_the_next_deploy_writes_nothing(versions, place):
    files = versions.put(0)
    url = f'deploy.t.url="{place}"'
    assert versions.deploy(url).error == ""
    assert files_in(place) == files
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
    again = versions.deploy(url).deployed
    assert ((), (), len(files)) == (again.sent, again.deleted, again.unchanged)
    assert before == {path: path.stat().st_mtime_ns for path in place.rglob("*")}


def test_a_file_that_somebody_changed_or_deleted_is_written_again(versions, place):
    files = versions.put(0)
    url = f'deploy.t.url="{place}"'
    versions.deploy(url)
    (place / "robots.txt").write_text("Disallow: /")
    (place / "en-us/index.html").unlink()
    assert versions.deploy(url).deployed.sent == ("en-us/index.html", "robots.txt")
    assert files_in(place) == files


def test_files_of_others_stay_and_empty_folders_go(versions, place):
    old, new = versions.put(0), versions.files[1]
    url = f'deploy.t.url="{place}"'
    versions.deploy(url)
    (place / "CNAME").write_text("alpha.example")
    gone = sorted(path for path in old.keys() - new.keys() if path.endswith("index.html"))
    (place / gone[0]).with_name("theirs.txt").write_text("theirs")
    versions.put(1)
    versions.deploy(url)
    theirs = gone[0].replace("index.html", "theirs.txt")
    assert {**new, "CNAME": b"alpha.example", theirs: b"theirs"} == files_in(place)
    assert not (place / gone[1]).parent.exists()


def test_a_dry_run_changes_nothing_and_tells_the_same(versions, place):
    versions.put(0)
    url = f'deploy.t.url="{place}"'
    would = versions.deploy(url, dry_run=True).deployed
    assert not place.exists()
    assert versions.deploy(url).deployed.sent == would.sent
    versions.put(1)
    before = files_in(place)
    would = versions.deploy(url, dry_run=True).deployed
    assert files_in(place) == before
    done = versions.deploy(url).deployed
    assert (done.sent, done.deleted) == (would.sent, would.deleted)


def test_too_many_deletions_are_refused_before_anything_is_changed(versions, place):
    old = versions.put(0)
    url = f'deploy.t.url="{place}"'
    versions.deploy(url)
    count = len(old.keys() - versions.put(1).keys())
    error = versions.deploy(url, max_deletes=count - 1).error
    assert f"{count} files would be deleted, and {count - 1} may be" in error
    assert f"--max-deletes {count}" in error
    assert files_in(place) == old
    assert versions.deploy(url, max_deletes=count).error == ""
    assert files_in(place) == versions.files[1]


def test_the_place_of_another_brand_is_refused(versions, place):
    versions.put(0)
    url = f'deploy.t.url="{place}"'
    versions.deploy(url)
    ledger = place / LEDGER
    ledger.write_text(ledger.read_text().replace('"owner":"alpha"', '"owner":"beta"'))
    assert "holds the files of 'beta', not of 'alpha'" in versions.deploy(url).error


def test_a_ledger_that_is_none_is_told_and_nothing_is_deleted(versions, place):
    versions.put(0)
    place.mkdir()
    start = '{"format":1,"owner":"alpha","run":"","touched":[],"files":'
    for text in (
        "{}",
        "nonsense",
        '{"format": 2}',
        start + '{"../../etc/passwd":null}}',
        start + '{"/etc/passwd":null}}',
        start + '{"a/../../b":["1","2","3"]}}',
        start + '{"a":["1",2,3,4]}}',
        start + '["a"]}',
        start + '{"a":null},',
    ):
        (place / LEDGER).write_text(text)
        error = versions.deploy(f'deploy.t.url="{place}"').error
        assert "isn't a list of deployed files" in error
        assert "delete it" in error
        assert files_in(place) == {}


def test_a_folder_that_cant_be_written_is_told(versions, place):
    versions.put(0)
    place.write_text("a file")
    assert f"{place}/{LEDGER}: can't be written" in versions.deploy(f'deploy.t.url="{place}"').error
