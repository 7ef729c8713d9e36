"""Managed answers and help centers as files."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.answer_files import (
    HelpCenterFile,
    HelpCenterSection,
    ManagedAnswer,
    ManagedBody,
    load_answers,
    load_help_centers,
    rfc3339,
)
from helpgen.errors import ConfigError, Severity


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def problems_of(load, folder: Path) -> list[str]:
    """Every problem as `file: key: what`, with file names relative to the folder."""
    with pytest.raises(ConfigError) as raised:
        load(folder)
    assert {problem.severity for problem in raised.value.problems} == {Severity.ERROR}
    return [str(problem).replace(f"{folder}/", "") for problem in raised.value.problems]


GOOD = 'id = "-a.B_1"\nname = "Brand: Returns"\n'
BODY = '+++\ntitle = "T"\n+++\nText'


def test_an_answer_is_read_with_its_bodies_by_language(tmp_path):
    folder = write(
        tmp_path,
        {
            "returns/answer.toml": GOOD + 'description = "D"\naudiences = ["One", "audience-2"]',
            "returns/fr-ca.html": '+++\ntitle = "Retours"\n+++\n\n<div>&#39;Oui&#39;</div>\n',
            "returns/en-us.md": (
                '+++\ntitle = "How to \\"return\\""\nupdated = 2026-05-14T09:12:00Z\n+++\n'
                "See **[here](https://a.example)**."
            ),
        },
    )
    assert load_answers(folder) == (
        ManagedAnswer(
            id="-a.B_1",
            name="Brand: Returns",
            description="D",
            audiences=("One", "audience-2"),
            bodies=(
                ManagedBody(
                    "en-us",
                    'How to "return"',
                    "See **[here](https://a.example)**.",
                    ".md",
                    "2026-05-14T09:12:00.000Z",
                ),
                ManagedBody("fr-ca", "Retours", "\n<div>&#39;Oui&#39;</div>\n", ".html"),
            ),
            folder=folder / "returns",
        ),
    )


def test_answers_are_sorted_by_folder_and_other_files_left_alone(tmp_path):
    folder = write(
        tmp_path,
        {
            "b/answer.toml": 'id = "1"\nname = "1"',
            "a/answer.toml": 'id = "2"\nname = "2"',
            "a/.en-us.md.swp": "",
            ".git/config": "",
            "README.md": "",
        },
    )
    assert [answer.folder.name for answer in load_answers(folder)] == ["a", "b"]


@pytest.mark.parametrize(
    ("updated", "expected"),
    [
        ("2026-05-14T09:12:00.1239Z", "2026-05-14T09:12:00.123Z"),
        ("2026-05-14T09:12:00+02:00", "2026-05-14T07:12:00.000Z"),
        ("2026-05-14T09:12:00", "2026-05-14T09:12:00.000Z"),
        ("2026-05-14", "2026-05-14T00:00:00.000Z"),
    ],
)
def test_every_toml_time_becomes_utc_with_milliseconds(tmp_path, updated, expected):
    body = f'+++\ntitle = "T"\nupdated = {updated}\n+++\n'
    folder = write(tmp_path, {"a/answer.toml": GOOD, "a/en-us.md": body})
    assert load_answers(folder)[0].bodies[0].updated_at == expected


@given(st.datetimes(timezones=st.just(timezone(timedelta(hours=-5)))))
def test_rfc3339_keeps_the_moment_to_the_millisecond(moment):
    text = rfc3339(moment)
    assert text.endswith("Z")
    assert timedelta(0) <= moment - datetime.fromisoformat(text) < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('name = "n"', "answer.toml: id: is missing"),
        ('id = "a"', "answer.toml: name: is missing"),
        ('id = "a"\nname = " "', "answer.toml: name: ' ' isn't allowed here: it can't be blank"),
        ('id = "a/b"\nname = "n"', "answer.toml: id: 'a/b' isn't allowed here: use letters"),
        ('id = ".."\nname = "n"', "answer.toml: id: value error, an id of dots alone"),
        ('id = 7\nname = "n"', "answer.toml: id: should be a valid string"),
        (GOOD + 'audience = "x"', "answer.toml: audience: isn't a key that helpgen knows"),
        (GOOD + 'audiences = "x"', "answer.toml: audiences: should be a valid list"),
        (GOOD + "audiences = [1]", "answer.toml: audiences.0: should be a valid string"),
        (f'id = "a"\nname = "{"n" * 501}"', "answer.toml: name: string should have at most 500"),
        (GOOD + f'description = "{"d" * 10001}"', "answer.toml: description: string should have"),
        ("id = ", "answer.toml: isn't TOML: "),
    ],
)
def test_a_mistake_in_answer_toml_is_told_with_its_key(tmp_path, toml, told):
    folder = write(tmp_path, {"a/answer.toml": toml})
    (problem,) = problems_of(load_answers, folder)
    assert problem.startswith(f"a/{told}")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("en-us.md", "no front matter", "en-us.md: title: is missing"),
        ("en-us.md", '+++\ntitle = "T"\n', "en-us.md: front matter isn't closed"),
        ("en-us.md", "+++\ntitle = T\n+++\n", "en-us.md: front matter isn't TOML"),
        ("en-us.md", '+++\ntitle = ""\n+++\n', "en-us.md: title: '' isn't allowed here"),
        ("en-us.md", '+++\ntitle="T"\nupdated="x"\n+++\n', "en-us.md: updated"),
        ("en-us.md", '+++\ntitle="T"\nauthor="x"\n+++\n', "en-us.md: author: isn't a key"),
        ("en-US.md", BODY, "en-US.md: is no body of an answer: name bodies like"),
        ("en-us.txt", BODY, "en-us.txt: is no body of an answer"),
        ("notes", BODY, "notes: is no body of an answer"),
    ],
)
def test_a_mistake_in_a_body_is_told_with_its_file(tmp_path, name, text, told):
    folder = write(tmp_path, {"a/answer.toml": GOOD, f"a/{name}": text})
    assert problems_of(load_answers, folder)[0].startswith(f"a/{told}")


def test_a_body_that_is_not_utf8_is_told(tmp_path):
    folder = write(tmp_path, {"a/answer.toml": GOOD})
    (folder / "a" / "en-us.md").write_bytes(b"\xff")
    assert problems_of(load_answers, folder)[0].startswith("a/en-us.md: isn't UTF-8")


def test_all_mistakes_of_all_folders_come_at_once(tmp_path):
    folder = write(
        tmp_path,
        {
            "a/answer.toml": 'id = "same"\nname = "Same"',
            "b/answer.toml": 'id = "same"\nname = "Same"',
            "b/en-us.md": BODY,
            "b/en-us.html": BODY,
            "c/en-us.md": BODY,
            "d/answer.toml": "nam = 1",
        },
    )
    told = problems_of(load_answers, folder)
    known = "known here: id, name, description, audiences"
    assert [problem.split(" (")[0] for problem in told] == [
        "b/en-us.md: has the same language as b/en-us.html",
        "c/answer.toml: can't be read: No such file or directory",
        "d/answer.toml: id: is missing: add it",
        "d/answer.toml: name: is missing: add it",
        f"d/answer.toml: nam: isn't a key that helpgen knows: {known}",
        "b/answer.toml: has the same id as a/answer.toml",
        "b/answer.toml: has the same name as a/answer.toml",
    ]


def test_a_missing_folder_of_answers_is_told(tmp_path):
    (problem,) = problems_of(load_answers, tmp_path / "none")
    assert problem.endswith("none: can't be read: No such file or directory: name another folder")


def test_a_help_center_is_read_in_display_order(tmp_path):
    text = (
        'id = "brand.com-en-us"\nlanguage = "en-us"\naudience = "One"\n'
        '[[sections]]\nheader = "Z"\nanswers = ["returns", "-a.B_1", "no such"]\n'
        '[[sections]]\nheader = "A"\nanswers = []\n'
    )
    folder = write(tmp_path, {"en.toml": text, "README.md": ""})
    assert load_help_centers(folder) == (
        HelpCenterFile(
            id="brand.com-en-us",
            language="en-us",
            audience="One",
            sections=(
                HelpCenterSection("Z", ("returns", "-a.B_1", "no such")),
                HelpCenterSection("A", ()),
            ),
            path=folder / "en.toml",
        ),
    )


def test_a_help_center_needs_no_audience_and_no_sections(tmp_path):
    folder = write(tmp_path, {"a.toml": 'id = "a"\nlanguage = "fr"'})
    (center,) = load_help_centers(folder)
    assert (center.audience, center.sections) == (None, ())


def test_no_folder_means_no_help_centers(tmp_path):
    assert load_help_centers(tmp_path / "none") == ()


def test_mistakes_in_help_centers_come_at_once(tmp_path):
    folder = write(
        tmp_path,
        {
            "a.toml": 'id = "same"\nlanguage = "en-us"',
            "b.toml": 'id = "same"\nlanguage = "fr"',
            "c.toml": 'id = "c"\nlanguage = "EN"\n[[sections]]\nheader = ""\n[[section]]',
            "d.toml": "[",
        },
    )
    told = problems_of(load_help_centers, folder)
    assert [problem.split(": ")[:2] for problem in told] == [
        ["c.toml", "language"],
        ["c.toml", "sections.0.header"],
        ["c.toml", "sections.0.answers"],
        ["c.toml", "section"],
        ["d.toml", "isn't TOML"],
        ["b.toml", "has the same id as a.toml ('same')"],
    ]
