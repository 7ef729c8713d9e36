"""Links that somebody has put into the output folder: nothing is written or deleted beyond them."""

from __future__ import annotations

import pytest

from helpgen.build import BuildReport


@pytest.fixture
def outside(tmp_path):
    """A folder that isn't the site's, with a file in it."""
    folder = tmp_path / "outside"
    (folder / "one").mkdir(parents=True)
    (folder / "one/index.html").write_text("theirs", encoding="utf-8")
    (folder / "index.html").write_text("theirs", encoding="utf-8")
    return folder


def theirs(outside) -> dict[str, str]:
    return {
        path.relative_to(outside).as_posix(): path.read_text("utf-8")
        for path in outside.rglob("*")
        if path.is_file()
    }


def failures(report: BuildReport) -> list[str]:
    """What stood in the way of a build."""
    return [*(one.error for one in report.editions if one.error), *report.errors]


@pytest.mark.parametrize("place", ["alpha", "alpha/en-us", "alpha/en-us/answers", "alpha/assets"])
def test_a_folder_that_is_a_link_is_refused(small_site, tmp_path, outside, place):
    """Before the first build, and in place of a folder that a build has made."""
    site = small_site()
    link = site.output / place
    link.parent.mkdir(parents=True)
    link.symlink_to(outside, target_is_directory=True)
    before = theirs(outside)
    assert f"{link}: is a link" in "\n".join(failures(site.build()))
    assert theirs(outside) == before


def test_nothing_is_deleted_behind_a_link(small_site, outside):
    site = small_site()
    assert not site.build().failed
    answers = site.output / "alpha/en-us/answers"
    kept = answers.with_name("kept")
    answers.rename(kept)
    names = [path.name for path in kept.iterdir()]
    for name in names:
        (outside / name).mkdir(exist_ok=True)
        (outside / name / "index.html").write_text("theirs", encoding="utf-8")
    before = theirs(outside)
    answers.symlink_to(outside, target_is_directory=True)
    site.save("alpha/en-us", {"three": "<p>Three.</p>"})
    assert "is a link" in "\n".join(failures(site.build()))
    assert theirs(outside) == before


def test_a_file_that_is_a_link_is_replaced_by_a_file(small_site, outside):
    """Also where the other file holds just what the page would."""
    site = small_site()
    assert not site.build().failed
    page = site.output / "alpha/robots.txt"
    (outside / "robots.txt").write_bytes(page.read_bytes())
    page.unlink()
    page.symlink_to(outside / "robots.txt")
    (site.output / "alpha/404.html").unlink()  # so that the files are looked at
    assert not site.build().failed
    assert not page.is_symlink()
    assert theirs(outside)["robots.txt"] == page.read_text("utf-8")


def test_the_output_itself_may_be_a_link(small_site, tmp_path):
    """That is the operator's own word: `dist` may stand for a folder of a web server."""
    site = small_site()
    there = tmp_path / "srv"
    there.mkdir()
    site.output.symlink_to(there, target_is_directory=True)
    assert not site.build().failed
    assert (there / "alpha/en-us/index.html").is_file()
