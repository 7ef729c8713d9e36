"""The quick reader gives what nh3 and Lexbor give, or gives up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpgen.transform import STEPS, Context
from helpgen.transform.dom import parse, serialize
from helpgen.transform.draft import Draft, marked
from helpgen.transform.reader import read
from helpgen.transform.sanitize import sanitize, stripped

CONTEXT = Context("w", own_urls=("https://help.fjell.example",), title="Title")
TAGS = (
    "a b em font i s small strong u abbr cite code q span sub p p div div ul ol li li dl dt dd "
    "h1 h2 h3 table caption thead tbody tr td th blockquote pre colgroup col center script"
).split()
ATTRIBUTES = (
    ' href="https://e.example/x?a=1&amp;b=2"| href="#title"| href="javascript:x()"| src="/i.png"'
    '| href="https://1.2.3.4.5/"| href="https://e.example:99999/"| href="mailto:a@e.example"'
    '| style="text-align: center; margin:0 1px"| style="color:red;background-color:rgb(1, 2, 3)"'
    '| style="margin:1px;margin:2px"| style="Margin:1px"| style="margin:1px !important;x:url(y)"'
    '| style="background-color:#fff;"| style="padding-left:-1px"| style=""| style="margin:1."'
    '| class="align-left x"| align="center"| size="+1"| color="#f00"| title="&quot;&lt;"'
    '| colspan="2"| data-x="1"| id="y"| onclick="x()"| class=\'x\'| nowrap| rel="z"|/| /'
).split("|")
TEXTS = (
    "word|two words| |\n|a &amp; b|a & b|&nbsp;|&copy;|&lt;b&gt;|&amp;lt;|>|<|日本|\t\r\n|&#39;"
).split("|")
attributes = st.lists(st.sampled_from(ATTRIBUTES), max_size=2).map("".join)
empty = st.builds("<{}{}>".format, st.sampled_from(["br", "hr", "img", "col", "br/"]), attributes)
text = st.sampled_from(TEXTS)
bodies = st.recursive(
    text | empty,
    lambda inner: st.builds(
        "<{0}{1}>{2}</{0}>".format,
        st.sampled_from(TAGS),
        attributes | st.just(""),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=12,
)


def _steps(draft, marks):
    for step, needed in STEPS:
        if not needed or not needed.isdisjoint(marks):
            step(draft)
    return serialize(draft.nodes), draft.rules, draft.headings, draft.problems


def assert_same_or_refused(html):
    """What `read` gives must become just what the parsers' tree becomes."""
    body = read(html)
    if body is None:
        return
    sure = marked(parse(sanitize(html)))
    assert stripped(html, "w") == []
    quick = _steps(Draft(body.nodes, CONTEXT), body.marks)
    assert quick == _steps(Draft(sure.nodes, CONTEXT), sure.marks)


@settings(max_examples=1000, deadline=None)
@given(st.lists(bodies, max_size=3).map("".join))
def test_a_body_is_read_as_the_parsers_read_it(html):
    assert_same_or_refused(html)


@settings(max_examples=300, deadline=None)
@given(st.text('<>/=" abpi&;#-\n', max_size=30))
def test_scraps_are_read_as_the_parsers_read_them(html):
    assert_same_or_refused(html)


def test_attacks_are_read_as_the_parsers_read_them(vectors):
    for vector in vectors:
        for around in ("{}", "<p>{}</p>", '<a href="{}">x</a>', '<p style="{}">x</p>'):
            assert_same_or_refused(around.replace("{}", vector))


@pytest.mark.parametrize("parent", sorted(set(TAGS)))
def test_every_pair_of_elements_is_read_as_the_parsers_read_it(parent):
    for child in sorted(set(TAGS)):
        inner = f"<{parent}>x<{child}>y</{child}>z</{parent}>"
        for around in ("{}", "<ul><li>{}</li></ul>", "<p><b>{}</b></p>", "<b><div>{}</div></b>"):
            assert_same_or_refused(around.format(inner))
            assert_same_or_refused(around.format(inner.replace("x", "").replace("z", "")))
            assert_same_or_refused(around.format(f"<a>{inner}</a>"))
        for wrapper in ("table", "tbody", "tr", "td", "dl", "h2"):
            assert_same_or_refused(f"<{wrapper}>{inner}</{wrapper}>")


@pytest.mark.parametrize(
    "html",
    [
        "",
        "text",
        "<div>One<br/></div>\n<div><br></div>",
        '<p>a &amp; b &#39;c&#39; d & e <a href="https://e.example/" target="_blank">f</a></p>',
        "<ul><li>One<ol><li>Two</li></ol></li></ul><hr /><h2>Three <b>four</b></h2>",
        '<table><tbody><tr><td colspan="2">x</td></tr>\n</tbody></table>',
        '<p style="text-align: center;"><img src="https://e.example/x.png" alt="y"/></p>',
        '<font color="#ff0000" size="4"><b>x</b></font><dl><dt>a</dt><dd>b</dd></dl>',
    ],
)
def test_plain_bodies_are_read(html):
    assert read(html) is not None
    assert_same_or_refused(html)


@pytest.mark.parametrize(
    "html",
    [
        "<>",
        "</>",
        "<>x</>",
        '< href="/x">y',
        "<<text>x</<text>",
        "<script>x</script>",
        "<p>x",
        "<p>x</div>",
        "</p>",
        "<P>x</P>",
        '<p onclick="x">y</p>',
        "<p class='x'>y</p>",
        "<div/>",
        "<p><div>x</div></p>",
        "<p><b><div>x</div></b></p>",
        "<li>x</li>",
        "<ul><li><b><li>x</li></b></li></ul>",
        "<table><tr><td>x</td></tr></table>",
        "<table>x</table>",
        '<a href="/x"><div><a href="/y">z</a></div></a>',
        '<a href="javascript:x()">y</a>',
        '<a href="/x" href="/y">z</a>',
        '<a href="https://1.2.3.4.5/">x</a>',
        '<p style="margin:1px;x:url(y)">z</p>',
        "<!-- x -->",
        "a < b",
        "&copy;",
        "x\r\ny",
        "<h2>x<h3>y</h3></h2>",
        "<b>" * 13 + "x" + "</b>" * 13,
    ],
)
def test_anything_else_is_left_to_the_parsers(html):
    assert read(html) is None
