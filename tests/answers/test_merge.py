"""Both sides' changes in one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.answers.merge import Merged, has_markers, merge

LINES = st.lists(st.sampled_from("abcd"), max_size=6).map("\n".join)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "text"),
    [
        ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
        ("a\nb", "A\nb", "A\nb", "A\nb"),
        ("a", "a", "b", "b"),
    ],
)
def test_changes_of_different_lines_fit_together(base, ours, theirs, text):
    assert merge(base, ours, theirs) == Merged(text, clean=True)


def test_changes_of_the_same_line_stand_between_markers():
    found = merge("a\nb\nc", "a\nours\nc", "a\ntheirs\nc")
    expected = "a\n<<<<<<< file\nours\n=======\ntheirs\n>>>>>>> Gladly\nc"
    assert found == Merged(expected, clean=False)
    assert has_markers(found.text)


def test_a_text_about_git_holds_no_markers_of_ours():
    assert not has_markers("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main")


@given(LINES, LINES)
def test_one_sides_change_is_the_result(base, changed):
    assert merge(base, changed, base).text == changed
    assert merge(base, base, changed).text == changed


@given(LINES, LINES, LINES)
def test_a_line_that_a_side_wrote_is_in_the_result(base, ours, theirs):
    found = merge(base, f"{ours}\nnew here", f"new there\n{theirs}").text
    assert "new here" in found
    assert "new there" in found
