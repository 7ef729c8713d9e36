"""Front matter and Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import ContentError
from helpgen.markdown import render_markdown, split_front_matter


@pytest.mark.parametrize(
    ("text", "head", "body"),
    [
        ('+++\ntitle = "Returns: how"\n+++\nText\n', {"title": "Returns: how"}, "Text\n"),
        ('\ufeff+++\r\ntitle = "T"\r\n+++\r\nText\r\n', {"title": "T"}, "Text\n"),
        ('+++\ntitle = "T"\n+++', {"title": "T"}, ""),
        ("+++\n+++\nText", {}, "Text"),
        ("+++\n+++", {}, ""),
        ("+++\nn = 1\n+++\nText\n+++\nmore\n", {"n": 1}, "Text\n+++\nmore\n"),
        ("Text", {}, "Text"),
        ("", {}, ""),
        ("++++\nText", {}, "++++\nText"),
        ("\n+++\nn = 1\n+++\n", {}, "\n+++\nn = 1\n+++\n"),
    ],
)
def test_front_matter_stands_between_fences_at_the_top(text, head, body):
    assert split_front_matter(text, "page.md") == (head, body)


@pytest.mark.parametrize("text", ["+++\n", '+++\ntitle = "T"\nText', "+++\nn = 1\n+++ Text"])
def test_unclosed_front_matter_is_named_with_its_remedy(text):
    told = "page.md: front matter isn't closed: end it with a line '+++'"
    with pytest.raises(ContentError, match=f"^{re.escape(told)}$"):
        split_front_matter(text, "page.md")


@pytest.mark.parametrize("head", ["title = T", "a = " + "[" * 5000, "a = " + "9" * 5000])
def test_front_matter_that_isnt_toml_is_named(head):
    with pytest.raises(ContentError, match=r"^page\.md: front matter isn't TOML: "):
        split_front_matter(f"+++\n{head}\n+++\n", "page.md")


def test_lines_of_a_toml_error_count_from_below_the_fence():
    with pytest.raises(ContentError, match=r"line 2, .* counted from the line below '\+\+\+'"):
        split_front_matter("+++\na = 1\nb = \n+++\n", "page.md")


toml_keys = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)


@given(st.dictionaries(toml_keys, st.integers(-9999, 9999) | st.booleans()), st.text())
def test_what_is_written_is_read(head, body):
    lines = "".join(f"{key} = {str(value).lower()}\n" for key, value in head.items())
    read = split_front_matter(f"+++\n{lines}+++\n{body}", "page.md")
    assert read == (head, body.replace("\r\n", "\n"))


@given(st.text() | st.text("+\n= a\"'[1.").map(lambda text: f"+++\n{text}"))
def test_any_text_is_split_or_refused_with_its_name(text):
    try:
        head, body = split_front_matter(text, "page.md")
    except ContentError as error:
        told = str(error)
        assert told.startswith("page.md: ")
    else:
        assert isinstance(head, dict)
        assert text.replace("\r\n", "\n").endswith(body)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "# Sizes\n\nA **b** [c](/d/).",
            '<h1>Sizes</h1>\n<p>A <strong>b</strong> <a href="/d/">c</a>.</p>\n',
        ),
        ("~~old~~", "<p><s>old</s></p>\n"),
        ("Term\n: Meaning", "<dl>\n<dt>Term</dt>\n<dd>Meaning</dd>\n</dl>\n"),
        ("<mark>kept</mark>", "<p><mark>kept</mark></p>\n"),
        ("https://bare.example", "<p>https://bare.example</p>\n"),
    ],
)
def test_markdown_is_commonmark_with_a_few_additions(text, html):
    assert render_markdown(text) == html


def test_tables_are_read():
    assert "<th>A</th>" in render_markdown("| A |\n|---|\n| 1 |\n")


@given(st.text())
def test_any_text_renders(text):
    assert isinstance(render_markdown(text), str)
