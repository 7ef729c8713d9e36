"""What holds for every body, however broken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_bodies import bodies

from helpgen.transform import Context, transform

CONTEXT = Context(
    where="w",
    own_urls=("https://help.fjell.example", "https://old.fjell.example"),
    answer_urls={"id1": "/en-us/a/", "-id2": "/en-us/b/"},
    site_paths=frozenset({"/en-us/", "/en-us/a/", "/en-us/b/"}),
    title="Title",
)


@settings(max_examples=300, deadline=None)
@given(bodies)
def test_output_is_clean_and_goes_through_unchanged(assert_clean, body):
    article = transform(body, CONTEXT)
    assert_clean(article.html)
    again = transform(article.html, CONTEXT)
    assert again.html == article.html
    assert again.text == article.text
    assert again.headings == article.headings
    assert not [p for p in again.problems if p.kind not in {"dead-link", "missing-alt"}]


@settings(max_examples=100, deadline=None)
@given(bodies)
def test_text_has_no_debris_and_descriptions_are_short(body):
    article = transform(body, CONTEXT)
    lines = article.text.split("\n") if article.text else []
    assert all(line and line == line.strip() for line in lines)
    assert "  " not in article.text
    assert len(article.description) <= 160
    assert "\n" not in article.description


@given(
    st.lists(st.sampled_from("One two|&lt;b&gt;|a &amp; b|&quot;q&quot;".split("|")), min_size=1)
)
def test_text_that_was_escaped_comes_out_as_text(words):
    article = transform("".join(f"<div>{word}</div>" for word in words), CONTEXT)
    shown = {"One two": "One two", "&lt;b&gt;": "<b>", "a &amp; b": "a & b", "&quot;q&quot;": '"q"'}
    assert article.text == "\n".join(shown[word] for word in words)


DEEP = {
    "divs": "<div>",
    "bold": "<b>",
    "lists": "<ul><li>",
    "tables": "<table><tr><td>",
    "quotations": "<blockquote>",
    "descriptions": "<dl><dt>a<dd>",
    "colored": '<font color="red"><p>',
    "aligned": '<div align="center"><b>',
    "unknown": "<x-y>",
}


@pytest.mark.parametrize("opening", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_cut_and_its_text_kept(assert_clean, opening):
    for depth in (20, 49, 50, 51, 60, 61, 70, 120):
        article = transform(opening * depth + "end", CONTEXT)
        assert_clean(article.html)
        assert article.text.endswith("end")
        assert transform(article.html, CONTEXT).html == article.html


@pytest.mark.slow
@pytest.mark.parametrize("opening", DEEP.values(), ids=DEEP)
def test_endless_nesting_is_read(opening):
    assert transform(opening * 100_000 + "end", CONTEXT).text.endswith("end")


MEGABYTE = {
    "paragraphs": "<div>Some words <b>in bold</b></div>\n",
    "text": "a < b & c ",
    "brackets": "<",
    "breaks": "a<br>",
    "headings": "<h2>Same</h2>",
    "dead anchors": "<a href='#a'>x</a>",
    "open quotes": "<a href='",
    "comments": "<!--",
    "zero-width": "\u200b",
}


@pytest.mark.slow
@pytest.mark.parametrize("piece", MEGABYTE.values(), ids=MEGABYTE)
def test_a_megabyte_is_read(piece):
    body = piece * (1_000_000 // len(piece))
    html = transform(body, CONTEXT).html
    assert "<script" not in html
