"""What holds for every body, however broken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpgen.transform import Context, transform

CONTEXT = Context(
    where="w",
    own_urls=("https://help.fjell.example", "https://old.fjell.example"),
    answer_urls={"id1": "/en-us/a/", "-id2": "/en-us/b/"},
    site_paths=frozenset({"/en-us/", "/en-us/a/", "/en-us/b/"}),
    title="Title",
)
TAGS = (
    "a img h1 h2 h3 h4 h5 h6 hr br div span p font strong em b i u ul ol li dl dt dd table caption "
    "thead tbody tfoot tr th td col colgroup blockquote pre code kbd sub del mark small q abbr "
    "script style svg math title textarea form button input center section nobr foo select option "
    "template iframe noscript plaintext"
).split()
ATTRIBUTES = {
    "href": "https://e.com/x y|#sec-one|#セクション|javascript:alert(1)|/en-us/a/|id1|mailto:a@b.c|"
    "https://help.fjell.example/no|?q=id1|https://[bad|tel:+1 2|//e.com|data:,|http://e.com:99999",
    "src": "https://e.com/i.png|x.png|data:image/png,x|//e.com/i.png|",
    "alt": 'A "b" <c>|',
    "class": "align-left other s-12345678|table-scroll",
    "style": "text-align:center|margin:1px 2px;padding-left:40px|background-color:#ff0|"
    "border-left:1px solid red|position:fixed|background-color:url(x)",
    "align": "center|left|x",
    "valign": "top|x",
    "size": "+2|5|x",
    "color": "red|url(x)",
    "target": "_blank|x",
    "onclick": "alert(1)",
    "id": "location",
    "colspan": "2|0|x",
    "rowspan": "3|99999",
    "start": '3|x"y',
    "value": "2|-1",
    "type": "a|I",
    "width": "100|50%",
    "scope": "col|x",
    "nowrap": "",
}
TEXTS = (
    "word|two words| |  \n |\u200b|\ufeff|\xa0|&nbsp;|&lt;b&gt;|&amp;lt;|&#0;|&#x80;|\x01|日本語|"
    "ไทย\u200bไทย|a<b|x & y|Title|sec one|<!-- c -->|&shy;|\u200e|\x0c|\r\n|\x85|\u2028|]]>|"
    "セクション|</p>|</div>|</table>|<!doctype html>|<?php ?>|\x00|\ud7ff|<![CDATA[x]]>"
).split("|")

attribute = st.sampled_from(
    [(name, value) for name, values in ATTRIBUTES.items() for value in values.split("|")]
)


def _element(children, tag, attributes, closed):
    written = "".join(f' {n}="{v.replace(chr(34), "&quot;")}"' for n, v in attributes)
    return f"<{tag}{written}>{''.join(children)}" + (f"</{tag}>" if closed else "")


def _elements(children):
    return st.builds(
        _element,
        st.lists(children, max_size=4),
        st.sampled_from(TAGS),
        st.lists(attribute, max_size=3),
        st.sampled_from([True, True, True, False]),
    )


tree = st.recursive(st.sampled_from(TEXTS), _elements, max_leaves=25)
trees = st.lists(tree, max_size=4).map("".join)


@st.composite
def splices(draw):
    """Pieces of two trees, cut anywhere."""
    one, other = draw(trees), draw(trees)
    start, end = draw(st.integers(0, len(one))), draw(st.integers(0, len(other)))
    return one[:start] + other[end:]


bodies = st.one_of(trees, splices(), st.text(), st.text("<>/=\"'&;!- \n\x00abpi", max_size=40))


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
