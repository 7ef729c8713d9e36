"""What an interrupted apply leaves behind, and who may work at a time."""

from __future__ import annotations

import pytest

from helpgen.answers.journal import PRIVATE, Journal, exclusive, load_base
from helpgen.answers.lockfile import NAME, Lock, load_lock, save_lock
from helpgen.answers.state import BaseAnswer, BaseContent, Content, Details
from helpgen.errors import ContentError


def answer(text="<p>One\u2028two</p>"):
    content = Content.of("Title", text)
    return BaseAnswer(
        Details("Name", "D", ("a",)), {"en-us": BaseContent(content, content.key, "s")}, "f"
    )


def test_the_lock_comes_back(tmp_path):
    stored = Content.of("Title", "<p>stored</p>")
    other = BaseAnswer(None, {"fr-ca": BaseContent(stored, ("Sent", "digest"))}, "g")
    lock = Lock({"-a": answer(), "b": other}, {"aud": "Audience"}, "org")
    assert save_lock(tmp_path, lock)
    assert load_lock(tmp_path) == lock
    assert not save_lock(tmp_path, lock), "an unchanged file isn't written"


def test_what_was_noted_lies_over_the_lock(tmp_path):
    save_lock(tmp_path, Lock({"a": answer(), "b": answer()}, {}, "org"))
    with exclusive(tmp_path):
        journal = Journal(tmp_path)
        journal.note("a", "en-us", answer("<p>New</p>"))
        journal.note("b", "", None)
    base = load_base(tmp_path).base
    assert base["a"].contents["en-us"].gladly.html == "<p>New</p>"
    assert "b" not in base


def test_a_line_that_a_kill_cut_off_spoils_no_other(tmp_path):
    with exclusive(tmp_path):
        Journal(tmp_path).note("a", "en-us", answer())
        path = tmp_path / PRIVATE / "journal.jsonl"
        path.write_bytes(path.read_bytes() + path.read_bytes()[:40])
        Journal(tmp_path).note("b", "en-us", answer())
    assert sorted(load_base(tmp_path).base) == ["a", "b"]


def test_what_was_being_sent_stays_open_until_it_is_noted(tmp_path):
    with exclusive(tmp_path):
        journal = Journal(tmp_path)
        journal.send("a", "en-us", ("Title", "digest"))
        journal.send("b", "en-us", ("Title", "digest"))
        journal.note("a", "en-us", answer())
        journal.close(Lock(), {"a": answer()})
    found = load_base(tmp_path)
    assert found.sending == {("b", "en-us"): ("Title", "digest")}
    assert sorted(load_lock(tmp_path).base) == ["a"]


def test_a_folder_is_held_by_one_at_a_time(tmp_path):
    with (
        exclusive(tmp_path),
        pytest.raises(ContentError, match="another 'helpgen answers' command is at work there"),
        exclusive(tmp_path),
    ):
        pass
    with exclusive(tmp_path):
        pass


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "can't be used"),
        ("no JSON", "take an older version of it from version control"),
        ("{\n<<<<<<< HEAD\n}", "take one side's file"),
        ('{"format": 9, "organization": "", "audiences": {}, "answers": {}}', "update helpgen"),
    ],
)
def test_a_lock_that_cannot_be_used_is_told_with_a_remedy(tmp_path, text, told):
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=told):
        load_lock(tmp_path)
