"""Known attacks, each by itself: only allowed markup is left of them."""

from __future__ import annotations

import pytest

from helpgen.transform import Context, transform

CONTEXT = Context(where="w", own_urls=("https://help.fjell.example", "https://old.fjell.example"))


def test_there_are_many_vectors_and_none_twice(vectors):
    assert len(vectors) >= 300
    assert len(set(vectors)) == len(vectors)


def test_every_vector_is_left_with_allowed_markup_only(vectors, assert_clean):
    for vector in vectors:
        assert_clean(transform(vector, CONTEXT).html)


@pytest.mark.parametrize(
    "around",
    ["<p>{}</p>", "<table><tr><td>{}</td></tr></table>", '<a href="{}">x</a>', "<img alt='{}'>",
     "<!--{}-->", "<b><ul><li>{}", "<abbr title={}>x</abbr>", "{0}{0}"],
)  # fmt: skip
def test_no_surroundings_help_a_vector(vectors, assert_clean, around):
    for vector in vectors:
        html = transform(around.format(vector), CONTEXT).html
        assert_clean(html)
        assert transform(html, CONTEXT).html == html


def test_rules_hold_no_address_and_stay_in_their_block(vectors):
    for vector in vectors:
        for name, rule in transform(vector, CONTEXT).rules:
            assert "url" not in rule
            assert rule.startswith(f".{name}{{")
            assert not any(part in rule for part in ("<", "\\", "@import", "expression"))
