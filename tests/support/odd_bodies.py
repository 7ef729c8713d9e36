"""Strategies for bodies of any quality: trees, pieces of them, and text that looks like markup."""

from __future__ import annotations

from hypothesis import strategies as st

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
