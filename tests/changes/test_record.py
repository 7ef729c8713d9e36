"""Records of builds: whole or not there, linked where nothing changed, never in a build's way."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from zlib import crc32

import pytest

from helpgen.changes.shelf import Shelf, time_of

LANGUAGES = {"alpha": ["en-us", "fr-ca"], "beta": ["en-us"]}
NOW = datetime(2026, 11, 30, 9, 42, 7, 123, tzinfo=UTC)


@pytest.fixture
def site(small_site):
    """Three editions, built."""
    site = small_site(LANGUAGES)
    site.build()
    return site


def shelf(site):
    return Shelf(site.root / "build/builds")


def last(site):
    return shelf(site).folder / shelf(site).ids()[-1]


def stored(path):
    return json.loads(path.read_text("utf-8"))


def edit(site, edition="alpha/en-us", body="<p>One more.</p>"):
    site.save(edition, {"one": body, "two": "<p>Two.</p>"})


def tree(folder):
    return {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}


# --- What a record holds --------------------------------------------------------------


def test_a_record_holds_the_snapshot_and_the_sums_of_every_page_on_disk(site):
    for brand, languages in LANGUAGES.items():
        for code in languages:
            edition = stored(last(site) / f"editions/{brand}/{code}.json")
            folder = site.output / brand
            pages = {
                path.relative_to(folder).as_posix(): path.read_bytes()
                for path in (folder / code).rglob("*.html")
            }
            assert {name: edition["pages"].get(name) for name in pages} == {
                name: [crc32(data), len(data)] for name, data in pages.items()
            }
            assert edition["answers"]["one"] == f"/{code}/answers/about-one/"
            snapshot = f"{brand}/{code}.json"
            assert (last(site) / "snapshots" / snapshot).samefile(
                site.root / "build/snapshots" / snapshot
            )


def test_a_linked_snapshot_stays_what_it_was(site):
    record = last(site)
    before = (record / "snapshots/alpha/en-us.json").read_bytes()
    edit(site)
    assert (record / "snapshots/alpha/en-us.json").read_bytes() == before


def test_problems_are_told_from_the_sites_folder(site):
    edit(site, body='<p><a href="/nowhere">x</a></p>')
    site.build()
    found = stored(last(site) / "editions/alpha/en-us.json")["problems"]
    assert "relative-link" in {one[4] for one in found}
    assert str(site.root) not in (last(site) / "build.json").read_text("utf-8")


def test_the_builds_folder_is_beside_the_snapshots_unless_it_is_named(site):
    done = site.run(*("--output", site.root / "b", "--set", "site.builds=kept"))
    assert done.returncode == 0, done.stderr
    assert len(Shelf(site.root / "kept").ids()) == 1
    assert len(shelf(site).ids()) == 1


# --- When there is one ----------------------------------------------------------------


def test_an_unchanged_build_keeps_none_and_looks_at_none(site):
    for name in tree(last(site)):
        (last(site) / name).write_bytes(b"nobody reads this")
    report = site.build()
    assert len(shelf(site).ids()) == 1
    assert report.problems == ()


def test_an_edition_that_was_not_built_again_has_the_files_of_the_record_before(site):
    first = last(site)
    edit(site)
    site.build()
    one, other = tree(first), tree(last(site))
    assert last(site) != first
    same = {name for name in one if one[name].samefile(other[name])}
    assert {name for name in one if name != "build.json"} - same == {
        "editions/alpha/en-us.json",
        "snapshots/alpha/en-us.json",
    }


def test_editions_of_brands_that_were_not_asked_for_are_in_the_record(site):
    edit(site, "beta/en-us")
    site.build("beta")
    assert set(stored(last(site) / "build.json")["editions"]) == {
        "alpha/en-us",
        "alpha/fr-ca",
        "beta/en-us",
    }


def test_of_brands_that_were_not_asked_for_problems_are_kept(small_site):
    """Missing translations are told of brands that a build looks at."""
    site = small_site({"alpha": ["en-us", "fr-ca"], "beta": ["en-us"]})
    site.save("alpha/fr-ca", {"one": "<p>Un.</p>"})
    site.build()
    before = stored(last(site) / "build.json")["problems"]
    assert [one[4] for one in before] == ["missing-translation"]
    edit(site, "beta/en-us")
    site.build("beta")
    assert stored(last(site) / "build.json")["problems"] == before
    edit(site, "alpha/fr-ca", "<p>Un.</p>")
    site.build()
    assert stored(last(site) / "build.json")["problems"] == []


def test_without_a_record_before_what_stands_is_read_from_disk(site):
    expected = stored(last(site) / "editions/alpha/fr-ca.json")
    shutil.rmtree(shelf(site).folder)
    edit(site)
    site.build()
    assert stored(last(site) / "editions/alpha/fr-ca.json") == expected
    assert (last(site) / "snapshots/alpha/fr-ca.json").is_file()


def test_of_an_edition_that_nobody_built_the_snapshot_is_not_taken_on_trust(site):
    """What was fetched since isn't what its pages show."""
    shutil.rmtree(shelf(site).folder)
    edit(site)
    edit(site, "beta/en-us")
    site.build("beta")
    assert (last(site) / "editions/alpha/en-us.json").is_file()
    assert not (last(site) / "snapshots/alpha/en-us.json").exists()


def test_a_failed_edition_keeps_the_record_of_what_stands(site):
    before = tree(last(site))
    (site.root / "build/snapshots/alpha/fr-ca.json").unlink()
    edit(site)
    assert site.build().failed
    after = tree(last(site))
    for name in ("editions/alpha/fr-ca.json", "snapshots/alpha/fr-ca.json"):
        assert after[name].samefile(before[name])
    assert "no snapshot" in stored(after["build.json"])["editions"]["alpha/fr-ca"]["error"]


def test_of_an_edition_that_failed_half_way_the_pages_are_those_on_disk(site):
    edit(site)
    edit(site, "beta/en-us", '<p style="padding-left: 40px">One.</p>')
    blocked = site.output / "beta/en-us/a-z/index.html"
    blocked.unlink()
    blocked.mkdir()
    before = stored(last(site) / "editions/beta/en-us.json")
    assert site.build().failed
    after = stored(last(site) / "editions/beta/en-us.json")
    assert before["pages"].keys() - after["pages"].keys() == {"en-us/a-z/index.html"}
    assert (after["answers"], after["problems"]) == (before["answers"], before["problems"])
    old = (last(site) / "snapshots/beta/en-us.json").read_text("utf-8")
    assert "padding" not in old, "the snapshot is that of the pages"


def test_a_retired_language_is_in_no_later_record(site):
    site.languages["alpha"] = ["en-us"]
    site.configure()
    site.build()
    assert "alpha/fr-ca" not in stored(last(site) / "build.json")["editions"]


def test_none_are_kept_where_nobody_wants_them(small_site):
    site = small_site()
    done = site.run("--set", "site.keep_builds=0")
    assert done.returncode == 0, done.stderr
    assert not (site.root / "build/builds").exists()


# --- Whole or not there ---------------------------------------------------------------


def test_the_oldest_go(small_site):
    site = small_site()
    for number in range(4):
        edit(site, body=f"<p>{number}</p>")
        site.run("--set", "site.keep_builds=2") if number == 3 else site.build()
    assert len(shelf(site).ids()) == 2
    newest = last(site) / "snapshots/alpha/en-us.json"
    assert "<p>3</p>" in newest.read_text("utf-8")


def test_what_is_no_record_is_left_alone(tmp_path):
    own = Shelf(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "2026-13-45T000000Z").mkdir()
    for _ in range(3):
        with own.new(NOW, 1) as folder:
            (folder / "build.json").write_text("{}")
    assert {path.name for path in tmp_path.iterdir()} == {
        *("mine", "2026-13-45T000000Z", ".lock"),
        own.ids()[0],
    }


def test_ids_say_what_came_after_what_whatever_the_clock_says(tmp_path):
    own = Shelf(tmp_path)
    for now in (NOW, NOW, NOW.replace(year=2020), NOW.replace(year=2027)):
        with own.new(now, 20) as folder:
            (folder / "build.json").write_text("{}")
    assert own.ids() == [
        "2026-11-30T094207Z",
        "2026-11-30T094208Z",
        "2026-11-30T094209Z",
        "2027-11-30T094207Z",
    ]
    assert time_of("2026-11-30T094207Z") == datetime(2026, 11, 30, 9, 42, 7)  # noqa: DTZ001
    assert time_of("2026-11-30") is None


@pytest.mark.parametrize("where", ["in the middle", "while pruning"])
def test_a_kill_leaves_no_half_of_a_record(tmp_path, where):
    """What it leaves is taken away by the next one."""
    own = Shelf(tmp_path)
    with own.new(NOW, 20) as folder:
        (folder / "build.json").write_text("{}")
    kill = f"os.kill(os.getpid(), {int(signal.SIGKILL)})"
    inside = kill if where == "in the middle" else "pass"
    after = f"shutil.rmtree = lambda path, **_: os.path.exists(path) and {kill}"
    script = (
        "import os, shutil, sys\nfrom pathlib import Path\nfrom datetime import UTC, datetime\n"
        "from helpgen.changes.shelf import Shelf\n"
        f"with Shelf(Path(sys.argv[1])).new(datetime.now(UTC), 1) as new:\n"
        f"    (new / 'build.json').write_text('{{}}')\n    {inside}\n    {after}\n"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(own.ids()) == 1
    assert (own.ids() == ["2026-11-30T094207Z"]) == (where == "in the middle")
    with own.new(NOW.replace(year=2098), 20) as folder:
        (folder / "build.json").write_text("{}")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [".lock", *own.ids()]


def test_a_folder_that_cannot_be_written_is_told_and_the_site_is_published(site):
    shutil.rmtree(shelf(site).folder)
    shelf(site).folder.write_text("a file")
    edit(site)
    report = site.build()
    assert not report.failed
    assert b"One more." in site.files()["alpha/en-us/answers/about-one/index.html"]
    (problem,) = report.problems
    assert problem.kind == "unrecorded-build"
    assert "keep_builds = 0" in problem.hint
    done = site.run("--set", "brands.alpha.name=Other", "--strict")
    assert done.returncode == 3
    assert "warning: build/builds: this build can't be recorded" in done.stderr


def test_a_damaged_record_before_is_told(site):
    (last(site) / "build.json").write_text("{")
    edit(site)
    (problem,) = site.build().problems
    assert "is damaged" in problem.what


def test_a_snapshot_that_is_a_link_itself_is_copied(site):
    """What it leads to may be written over."""
    edit(site)
    path = site.root / "build/snapshots/alpha/en-us.json"
    elsewhere = path.rename(site.root / "elsewhere.json")
    path.symlink_to(elsewhere)
    site.build()
    copy = last(site) / "snapshots/alpha/en-us.json"
    assert copy.read_bytes() == elsewhere.read_bytes()
    assert not copy.is_symlink()
    assert not copy.samefile(elsewhere)
