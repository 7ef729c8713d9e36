"""Texts from elsewhere, made fit for a terminal."""

from __future__ import annotations

import json

import pytest
from hostile import NAMES, STEERING, STEERS, TURNING
from hypothesis import given
from hypothesis import strategies as st

from helpgen.visible import json_visible, on_one_line, visible

ANY = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("a\rb\x07", r"a\rb\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("gnp\u202eexe", r"gnp\u202eexe"),
        ("half \ud800", r"half \ud800"),
        ("two\n\tlines", "two\n\tlines"),
        (
            "\u05d0 \u200f(1) \U0001f469\u200d\U0001f527",
            "\u05d0 \u200f(1) \U0001f469\u200d\U0001f527",
        ),
    ],
)
def test_what_steers_is_shown_and_what_people_write_stays(text, shown):
    assert visible(text) == shown


def test_a_name_stays_on_its_line():
    assert on_one_line("one\nerror: two\tthree") == r"one\nerror: two\tthree"


@given(ANY)
def test_nothing_steers_and_everything_can_be_written(text):
    for shown in (visible(text), on_one_line(text), json_visible(text)):
        assert not STEERS.search(shown)
        shown.encode()
    assert "\n" not in on_one_line(text)


@given(ANY)
def test_a_json_document_keeps_its_meaning(text):
    document = json.dumps({"name": text}, ensure_ascii=False)
    assert json.loads(json_visible(document)) == {"name": text}


@pytest.mark.parametrize("text", [STEERING, TURNING, *NAMES])
def test_no_hostile_name_steers(text):
    assert not STEERS.search(visible(text))
