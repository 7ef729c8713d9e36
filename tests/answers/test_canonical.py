"""What counts as the same body, and what as a change."""

from __future__ import annotations

import pytest
from bodies import bodies
from hypothesis import example, given

from helpgen.answers.canonical import canonical, canonical_hash


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<div>Don&#39;t</div>", "<div>Don't</div>"),
        ("<div><br/></div>", "<div><br></div>"),
        ("<div><br/>\u200b</div>", "<div><br/></div>"),
        ("<p>One</p><p>Two</p>", "\n<p>\n One  </p>\r\n\r\n<p>Two\n</p>\n"),
        ("<p>a <b>b </b> c</p>", "<p>a  <b>b</b> c</p>".replace("<b>b</b> ", "<b>b </b>")),
        ("<p>One<br/>\ntwo</p>", "<p>One <br>two</p>"),
        ('<img src="a" alt="b"/>', '<img alt="b" src="a">'),
        (
            '<a href="https://a.example" rel="noopener noreferrer nofollow" target="_blank">a</a>',
            '<a href="https://a.example">a</a>',
        ),
        ("<p>a<!-- note --></p>", "<p>a</p>"),
        ('<td style="text-align: left;">', '<td style="text-align:left">'),
        ("<ul><li>One</ul>", "<ul><li>One</li></ul>"),
        ("<pre>\na\n  b</pre>", "<pre>a\r\n  b</pre>"),
    ],
)
def test_what_reads_the_same_is_the_same(one, other):
    assert canonical(one) == canonical(other)
    assert canonical_hash(one) == canonical_hash(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<div>a</div>", "<p>a</p>"),
        ("<b>a</b>", "<strong>a</strong>"),
        ("<p>ab</p>", "<p>a b</p>"),
        ("<p>a\u00a0b</p>", "<p>a b</p>"),
        ("<p>a\u200bb</p>", "<p>ab</p>"),
        ("<p><b>a</b> b</p>", "<p><b>a</b>b</p>"),
        ('<a href="a">a</a>', '<a href="b">a</a>'),
        ('<a href="a" target="_top">a</a>', '<a href="a">a</a>'),
        ('<p class="x">a</p>', "<p>a</p>"),
        ("<pre>a  b</pre>", "<pre>a b</pre>"),
        ("<p>a</p><script>x</script>", "<p>a</p>"),
        ('<img src="a"> b', '<img src="a">b'),
        ("<p>a<br></p>", "<p>a</p>"),
        ("<p>&lt;b&gt;</p>", "<p><b></b></p>"),
    ],
)
def test_what_differs_differs(one, other):
    assert canonical(one) != canonical(other)


@given(bodies())
@example('<a href="https://a.example/"><table><a href="https://b.example/">')  # a link in a link
def test_the_canonical_form_is_its_own(html):
    assert canonical(canonical(html)) == canonical(html)


def test_it_has_a_block_a_line():
    html = "<h2>Title</h2><ul><li>One <b>two</b></li></ul>"
    assert canonical(html).split("\n") == [
        "<h2>Title</h2>",
        "<ul>",
        "<li>One <b>two</b></li>",
        "</ul>",
    ]
