"""Answers that show nothing."""

from __future__ import annotations

import pytest
from looked_at import said

from helpgen.checks import empty_answer


@pytest.mark.parametrize("body", ["", "<p> </p>", "<script>x()</script>", "<p><br></p>"])
def test_an_answer_of_which_nothing_is_left_is_told(body):
    assert said(empty_answer, body) == ["shows nothing below its title"]


@pytest.mark.parametrize("body", ["<p>No.</p>", '<img src="https://x.example/a.png" alt="">'])
def test_a_word_or_a_picture_is_something(body):
    assert said(empty_answer, body) == []
