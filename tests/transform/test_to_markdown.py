"""An article as Markdown says what the article says."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from odd_bodies import bodies
from selectolax.lexbor import LexborHTMLParser

from helpgen.markdown import render_markdown
from helpgen.transform import Context, escaped, transform

URL = "https://help.example/en-us/answers/x/"


def markdown(body):
    return transform(body, Context("w", page_url=URL)).markdown


def words(html):
    """The words of some HTML, whatever elements they stand in."""
    return LexborHTMLParser(f"<body>{html}").body.text(separator=" ").split()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>Big</h1><h3>Small #</h3>", "## Big\n\n### Small \\#"),
        ("<p>One<br>two</p><p>three</p>", "One\\\ntwo\n\nthree"),
        ("<p><b>Note:</b> a <em>b</em> <s>c</s></p>", "**Note**: a *b* ~~c~~"),
        ("<p><b>a</b><i>b</i> x<b>!</b></p>", "**a**b x!"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ('<ol start="9"><li>a</li><li><p>b</p><p>c</p></li></ol>', "9. a\n10. b\n\n    c"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre>a\n  ```b</pre>", "````\na\n  ```b\n````"),
        ("<p>x <code>a`b</code> <code>`</code></p>", "x ``a`b`` `` ` ``"),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
        (
            "<table><caption>Prices</caption><tr><th>A</th><th>B|b</th></tr><tr><td>1<br>2</table>",
            "Prices\n\n| A | B\\|b |\n| --- | --- |\n| 1 2 |  |",
        ),
        ('<p><a href="https://e.com/a_(b)">c [d]</a></p>', "[c \\[d\\]](<https://e.com/a\\_(b)>)"),
        ('<p><a href="#x">x</a></p><h2>X</h2>', f"[x]({URL}#x)\n\n## X"),
        ('<p><img src="https://e.com/i.png" alt="An i"></p>', "![An i](https://e.com/i.png)"),
        ("<p># a</p><p>- b<br>1. c</p><p>&gt; d</p>", "\\# a\n\n\\- b\\\n1\\. c\n\n\\> d"),
        ("<p>snake_case _a_ AT&amp;T &amp;lt; 2 * 3</p>", "snake_case \\_a\\_ AT&T \\&lt; 2 \\* 3"),
        ("", ""),
    ],
)
def test_every_kind_of_element_has_its_marks(body, expected):
    assert markdown(body) == expected


def test_links_lead_to_full_addresses():
    context = Context(
        "w", page_url=URL, site_paths=frozenset({"/en-us/a/"}), own_urls=("https://h",)
    )
    article = transform('<p><a href="https://h/en-us/a/">a</a></p>', context)
    assert article.markdown == "[a](https://help.example/en-us/a/)"


def test_none_is_made_where_none_is_wanted():
    assert transform("<p>a</p>", Context("w")).markdown == ""


@given(text=st.text(alphabet="ab1 .)#*_`[]<>|~&;!+-=\\()\"'é日 \n", max_size=60))
def test_text_is_read_as_it_was_written(text):
    html = text.replace("&", "&amp;").replace("<", "&lt;")
    article = transform(f"<p>{html}</p><p>end</p>", Context("w", page_url=URL))
    assert words(render_markdown(article.markdown)) == article.text.split()


@given(text=st.text(alphabet="ab1 .)*_`[]<>|~&;!\\()\"'é日", max_size=30))
def test_emphasis_loses_no_word_and_adds_none(text):
    html = text.replace("&", "&amp;").replace("<", "&lt;")
    article = transform(
        f"<p>x<b>{html}</b>y <i>a<b>{html}</b></i>{html}<s>{html}</s></p>",
        Context("w", page_url=URL),
    )
    joined = "".join(words(render_markdown(article.markdown)))
    assert joined == "".join(article.text.split())


@given(text=st.text(alphabet="ab#*_`[]<>|~&;! ", max_size=30))
def test_an_escaped_title_is_read_as_it_was_written(text):
    line = " ".join(text.split())
    assert words(render_markdown(f"# a {escaped(line)} z")) == ["a", *line.split(), "z"]


def test_no_line_ends_in_spaces():
    assert not re.search(r" $", markdown("<blockquote><p>a</p><p>b</p></blockquote>"), re.MULTILINE)


@settings(max_examples=300, deadline=None)
@given(bodies)
def test_whatever_the_body_the_same_is_said(body):
    """But for nested tables, which Markdown lacks."""
    article = transform(body, Context("w", page_url=URL, title="Title"))
    assume(article.html.count("<table") < 2)
    html = re.sub(r'<img [^>]*?alt="([^"]*)"[^>]*>', r"\1", render_markdown(article.markdown))
    assert "".join(words(html)) == "".join(article.text.split())
