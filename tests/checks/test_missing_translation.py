"""Answers that a language lacks."""

from __future__ import annotations

from dataclasses import replace

from looked_at import routes

from helpgen.checks import missing_translation
from helpgen.errors import Problem


def told(**siblings):
    return [(p.where, p.what) for p in missing_translation.find(siblings)]


def test_an_answer_of_the_default_language_that_another_lacks_is_told():
    assert told(en=routes("en", "one", "two"), fr=routes("fr", "one", "own")) == [
        ("alpha/fr answer two", "'About two' has no translation")
    ]


def test_one_that_is_shown_in_the_default_language_is_told_as_such():
    shown = replace(routes("fr", "one"), foreign=frozenset({"one"}))
    assert told(en=routes("en", "one"), fr=shown) == [
        ("alpha/fr answer one", "'About one' has no translation and is shown in en")
    ]


def test_one_that_a_section_names_is_told_there():
    dangling = Problem("alpha/fr answer two", "section 'A' names it", kind="dangling-id")
    french = replace(routes("fr", "one"), problems=(dangling,))
    assert told(en=routes("en", "one", "two"), fr=french) == []
