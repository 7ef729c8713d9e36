"""Which words of a text go and come."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from helpgen.answers.words import Span, body_lines, line_diff, word_diff

TEXT = st.text(st.sampled_from("ab .<>é日"), max_size=20)


def test_a_changed_word_is_marked_alone():
    assert list(word_diff("within 60 days", "within 90 days")) == [
        Span("same", "within "),
        Span("gone", "60"),
        Span("new", "90"),
        Span("same", " days"),
    ]


def test_a_line_that_is_another_one_is_no_change_of_words():
    found = list(line_diff(["<p>One thing</p>"], ["<ul>"]))
    assert found == [(Span("gone", "<p>One thing</p>"),), (Span("new", "<ul>"),)]


def test_lines_that_stay_are_left_out():
    old, new = body_lines("<p>a</p><p>b</p>"), body_lines("<p>a</p><p>b</p><p>c</p>")
    assert list(line_diff(old, new)) == [(Span("new", "<p>c</p>"),)]


@given(TEXT, TEXT)
def test_both_texts_are_in_the_difference(old, new):
    spans = list(word_diff(old, new))
    assert old == "".join(span.text for span in spans if span.mark != "new")
    assert new == "".join(span.text for span in spans if span.mark != "gone")
