from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.gladly.words import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as it is", "as it is"),
        (" two\n  lines\t", "two lines"),
        ("\x1b[2Jgone\x00", "[2Jgone"),
        ("x" * 12, "xxxxxxxxx…"),
        ("\ud800half", "half"),
        ("", ""),
    ],
)
def test_text_is_made_one_short_printable_line(text, expected):
    assert plain(text, 10) == expected


@given(st.text(st.characters()), st.integers(2, 50))
def test_the_result_is_always_printable_and_within_the_limit(text, limit):
    line = plain(text, limit)
    assert line.isprintable()
    assert len(line) <= limit
