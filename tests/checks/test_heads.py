"""Heads of pages, read quickly where base wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.checks.heads import Head, _as_base_writes_it, _in_any_spelling, head

BASE = (
    "<title>A &amp; B</title>"
    '<meta name="description" content="C &lt;d&gt; &#34;e&#34;">'
    '<link rel="alternate" hreflang="fr" href="https://x.example/?a&amp;b">'
)
READ = Head("A & B", 'C <d> "e"', hidden=False, alternates={"fr": "https://x.example/?a&b"})


def test_what_base_writes_is_read():
    assert head(f"<head>{BASE}</head><title>No</title>".encode()) == READ


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>", '<title lang="en">'),
        ('name="description" content', "data-x='<' content='old' name=description content"),
        ('"https://x.example/?a&amp;b"', "'https://x.example/?a&amp;b'"),
        ('rel="alternate" hreflang="fr"', "hreflang=fr rel=Alternate"),
    ],
)
def test_so_is_any_other_spelling(old, new):
    other = BASE.replace(old, new)
    assert other != BASE
    assert head(other.replace("content='old' ", "").encode() + b"</head>") == READ


def test_a_page_asks_to_be_left_out():
    assert head(f'{BASE}<meta name="robots" content="noindex"></head>'.encode()).hidden


@given(st.lists(st.sampled_from([*BASE.replace("><", ">|<").split("|"), "<meta x>", "hreflang"])))
def test_the_quick_way_and_the_close_one_agree(parts):
    written = "".join(parts).encode()
    quick = _as_base_writes_it(written)
    assert quick is None or quick == _in_any_spelling(written)


@given(st.text(alphabet="<>\"'=/ metaliknhrfgod"))
def test_any_head_is_read(text):
    assert isinstance(head(text.encode()), Head)
