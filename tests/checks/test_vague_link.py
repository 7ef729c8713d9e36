"""Texts of links that say nothing."""

from __future__ import annotations

import pytest
from looked_at import said

from helpgen.checks import vague_link


def link(text):
    return f'<p>See <a href="https://x.example/">{text}</a></p>'


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("here", "en-us"),
        ("Click here!", "en-us"),
        ("<b>Read more</b> »", "en-us"),
        ("hier", "de"),
        ("click here", "de"),
        ("aquí.", "es-419"),
        ("こちら", "ja"),
        ("هنا", "ar"),
    ],
)
def test_a_text_that_says_nothing_is_told_in_the_editions_language_or_english(text, language):
    (what,) = said(vague_link, link(text), language=language)
    assert what.endswith("doesn't say that it leads to https://x.example/")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("here are the sizes", "en-us"),
        ("Hier", "en-us"),
        ("More about returns", "en-us"),
        ("https://x.example/here", "en-us"),
    ],
)
def test_a_text_that_says_where_is_fine(text, language):
    assert said(vague_link, link(text), language=language) == []
