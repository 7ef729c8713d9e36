"""Files change by the lines that changed."""

from __future__ import annotations

import pytest

from helpgen.answer_files import ManagedBody, load_answers
from helpgen.answers.canonical import canonical
from helpgen.answers.spreadsheet import COLUMNS, read_csv
from helpgen.answers.state import Content, Details
from helpgen.answers.writing import (
    merged_body,
    new_folder,
    write_body,
    write_content,
    write_details,
)
from helpgen.errors import ConfigError

AUDIENCES = {"aud-1": "One", "aud-2": "Twins", "aud-3": "Twins"}


@pytest.fixture
def folder(tmp_path):
    write_details(tmp_path / "a", "id-a", Details("Name", "", ("aud-1", "aud-2")), AUDIENCES)
    return tmp_path / "a"


def only(folder):
    return load_answers(folder.parent)[0]


def test_audiences_are_called_by_a_name_that_is_unique(folder):
    assert only(folder).audiences == ("One", "aud-2")


def test_a_changed_detail_leaves_the_comments(folder):
    path = folder / "answer.toml"
    path.write_text(f"# ask Finance first\n{path.read_text('utf-8')}", encoding="utf-8")
    write_details(folder, "id-a", Details("New", "D", ("aud-1", "aud-2")), AUDIENCES)
    assert path.read_text("utf-8") == (
        '# ask Finance first\nid = "id-a"\nname = "New"\naudiences = ["One", "aud-2"]\n'
        'description = "D"\n'
    )


def test_a_new_text_keeps_the_way_that_other_lines_were_written(folder):
    text = (
        '+++\nupdated = 2026-05-14\ntitle = "T"\n+++\n* one\n* two\n\n'
        "Something __bold__.\n\nLast.\n"
    )
    (folder / "en-us.md").write_text(text, encoding="utf-8")
    old = only(folder).bodies[0]
    html = canonical(old.body_html).replace("Last.", "New.")
    write_content(folder, "en-us", Content.of("T", html), old)
    assert (folder / "en-us.md").read_text("utf-8") == text.replace("Last.", "New.")


def test_a_body_that_markdown_cannot_say_becomes_html(folder):
    write_body(folder, ManagedBody("en-us", "T", "One\n", ".md"), None)
    old = only(folder).bodies[0]
    write_content(folder, "en-us", Content.of("T", "<div>One</div><div>Two</div>"), old)
    assert [path.name for path in sorted(folder.iterdir())] == ["answer.toml", "en-us.html"]
    assert (folder / "en-us.html").read_text("utf-8") == (
        '+++\ntitle = "T"\n+++\n<div>One</div>\n<div>Two</div>\n'
    )


def test_two_sides_are_merged_in_the_files_own_form():
    base = Content.of("T", "<p>One</p><p>Two</p><p>Three</p>")
    theirs = Content.of("T", "<p>One</p><p>Two</p><p>3</p>")
    body, clean = merged_body(ManagedBody("en-us", "T", "1\n\nTwo\n\nThree\n", ".md"), base, theirs)
    assert (body.source, clean) == ("1\n\nTwo\n\n3", True)


def test_a_side_that_is_no_markdown_makes_the_merge_html():
    base = Content.of("T", "<p>One</p><p>Two</p>")
    theirs = Content.of("T", '<div>One</div><div style="margin:0">2</div>')
    body, clean = merged_body(ManagedBody("en-us", "T", "1\n\nTwo\n", ".md"), base, theirs)
    assert (body.suffix, clean) == (".html", False)
    assert "<p>1</p>" in body.source
    assert '<div style="margin:0">2</div>' in body.source


def test_folders_are_named_after_answers_each_with_a_name_of_its_own(tmp_path):
    taken = {"returns"}
    assert new_folder(tmp_path, "Returns?", "x", taken).name == "returns-2"
    assert new_folder(tmp_path, "???", "x", taken).name.startswith("answer-")


def csv(tmp_path, *rows):
    path = tmp_path / "in.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]), encoding="utf-8-sig")
    return path


def test_rows_of_a_spreadsheet_are_drafts(tmp_path):
    path = csv(tmp_path, 'en-us,One; Two,Name,D,"Plain & simple\n\nTwo",\'=Title')
    draft = read_csv(path)[0]
    assert (draft.source, draft.suffix) == ("Plain & simple\n\nTwo\n", ".md")
    assert (draft.title, draft.audiences) == ("=Title", ("One", "Two"))


def test_html_of_a_spreadsheet_stays_html(tmp_path):
    draft = read_csv(csv(tmp_path, "en-us,,Name,,<div>a</div>,Title"))[0]
    assert (draft.source, draft.suffix) == ("<div>a</div>\n", ".html")


def test_a_spreadsheet_without_a_column_is_told(tmp_path):
    (tmp_path / "in.csv").write_text("language,name\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="has no column audience, description"):
        read_csv(tmp_path / "in.csv")
