"""`helpgen report changes` after real edits of a site on the emulator."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from many_commands import run_commands

pytestmark = pytest.mark.slow

TITLE = "How do I \\u202e<b>edit</b> one?"


def run(root, *lines):
    """What each command line says; values have no spaces."""
    return list(run_commands([tuple(line.split(" ")) for line in lines], root).values())


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A new site, built; then edited in every way, and built again."""
    folder = tmp_path_factory.mktemp("edited")
    made, _, built = run_commands(
        [("init", "site", "--name", "Acme"), ("version",), ("build", "--config", "site/site.toml")],
        folder,
    ).values()
    assert (made.code, built.code) == (0, 0), (made.err + built.err).decode()
    root = folder / "site"
    shutil.copytree(root / "build/builds", folder / "main")
    answers = root / "content/answers"
    first = answers / "change-an-answer/en-us.md"
    text = first.read_text("utf-8").replace("edit one,", "edit any,")
    first.write_text(text.replace("How do I change an answer?", TITLE), encoding="utf-8")
    shutil.copytree(answers / "change-an-answer", answers / "new")
    details = (answers / "new/answer.toml").read_text("utf-8")
    details = re.sub(r"^id = .*", 'id = "new"', details).replace("Change an", "A new")
    (answers / "new/answer.toml").write_text(details, encoding="utf-8")
    toml = root / "site.toml"
    toml.write_text(toml.read_text("utf-8").replace("First steps", "Start here"), encoding="utf-8")
    (built,) = run(root, "build")
    assert built.code == 0, built.err.decode()
    return root


@pytest.fixture(scope="module")
def told(site):
    lines = (
        "report changes --exit-code",
        "report changes --format markdown --preview-url https://pr-42.example/{brand}/",
        "report changes --format json",
        "report changes --format html -o report.html",
        "report changes --since ../main --format json",
        "report changes --since build/builds --exit-code",
        "report changes --since 1999-12-31T",
        "report changes --preview-url pr-42.example",
        "report changes --format html -o site.toml/report.html",
        "report changes --brand acne",
    )
    return dict(zip(lines, run(site, *lines), strict=True))


def test_a_person_is_told_what_changed(told):
    done = told["report changes --exit-code"]
    out = done.out.decode()
    assert done.code == 4, done.err.decode()
    assert re.search(r"^Answers: 1 added, 1 changed\. \d+ pages touched\.", out, re.MULTILINE)
    assert r"    How do I \u202e<b>edit</b> one? [" in out
    assert "      was called: How do I change an answer?" in out
    assert "edit [-one-]{+any+}, run" in out
    assert "  acme/en-us: renamed Start here, was called First steps" in out
    assert "  note: acme/en-us answer new: is in no section" in out
    assert "  + acme/en-us/a/new/index.html" in out


def test_a_comment_links_to_the_preview(told):
    out = told[
        "report changes --format markdown --preview-url https://pr-42.example/{brand}/"
    ].out.decode()
    assert "](<https://pr-42.example/acme/en-us/answers/" in out
    assert "edit <del>one</del><ins>any</ins>" in out


def test_machines_get_the_same(told):
    document = json.loads(told["report changes --format json"].out)
    assert [one["change"] for one in document["answers"]] == ["added", "changed"]
    assert document["editions"][0]["answers"]["unchanged"] == 1
    assert document["answers"][0]["urls"][0].startswith("https://help.example.com/en-us/answers/")
    assert document["problems"]["solved"] == []


def test_a_page_is_written_to_a_file(told, site):
    done = told["report changes --format html -o report.html"]
    assert (done.code, done.out) == (0, b"")
    assert (site / "report.html").read_text("utf-8").startswith("<!doctype html>")


def test_the_artifact_of_another_job_can_be_compared_with(told):
    here, there = (
        json.loads(told[line].out)
        for line in ("report changes --format json", "report changes --since ../main --format json")
    )
    assert here == there
    same = told["report changes --since build/builds --exit-code"]
    assert (same.code, "Nothing changed." in same.out.decode()) == (0, True)


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("report changes --since 1999-12-31T", 1, "there's no such record in"),
        ("report changes --preview-url pr-42.example", 2, "isn't a web address"),
        ("report changes --format html -o site.toml/report.html", 1, "can't be written"),
        ("report changes --brand acne", 2, "isn't a brand of the site"),
    ],
)
def test_what_cannot_be_is_told(told, line, code, message):
    assert (told[line].code, message in told[line].err.decode()) == (code, True)


def test_a_record_from_elsewhere_is_believed_only_in_its_form(site):
    """It may be an artifact that somebody else has made."""
    folder = site / "bad/2026-01-01T000000Z"
    shutil.copytree(next((site / "build/builds").glob("2*")), folder)
    whole = json.loads((folder / "build.json").read_text("utf-8"))
    for change, message in (
        ({"format": 2}, "is a record of format 2"),
        ({"time": 1}, "isn't part of a record of this version"),
        ({"editions": {"../../x": {"stands": True, "error": ""}}}, "'../../x' is no edition"),
    ):
        (folder / "build.json").write_text(json.dumps({**whole, **change}), encoding="utf-8")
        (done,) = run(site, "report changes --since bad")
        assert (done.code, message in done.err.decode()) == (1, True), done.err.decode()
