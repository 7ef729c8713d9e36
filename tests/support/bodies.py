"""Bodies of answers as hypothesis makes them: allowed markup, odd texts, broken nesting."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = (
    "<p> </p> <div> </div> <div><br/></div> <br/> <br> <hr/> <b> </b> <strong> </strong> <em> </em>"
    " <u> </u> <ul> </ul> <ol> </ol> <li> </li> <h2> </h2> <h3> </h3> <blockquote> </blockquote>"
    " <pre> </pre> <code> </code> <table> </table> <tr> </tr> <td> </td> <dl> </dl> <dt> </dt>"
    " <dd> </dd> <span> </span> <!--x-->"
).split()
_ATTRIBUTED = (
    '<a href="https://a.example/?a=1&amp;b=2">',
    '<a href="/x y(z)" title="T">',
    '<a href="https://a.example" rel="nofollow" target="_blank">',
    "</a>",
    '<img src="i.png" alt="a *b*">',
    '<ol start="3">',
    '<td style="text-align: right">',
    '<div style="margin: 0">',
    "<pre><code>x\n\ny\n</code></pre>",
    "<ul><li>One</li><li>Two</li></ul>",
    "<ol>\n<li>\n<p>One</p>\n</li>\n<li>\n<p>Two</p>\n</li>\n</ol>",
)
_TEXTS = st.text(st.sampled_from("ab1.) *_`~[]()<>#+-=|:&;\\!\"'\n\t\u00a0\u200bé日&"), max_size=12)
_BLOCK = st.sampled_from(("p", "h2", "li", "div", "blockquote", "strong", "em", "u"))


def bodies() -> st.SearchStrategy[str]:
    """Bodies of any quality."""
    loose = st.one_of(st.sampled_from(_PIECES), st.sampled_from(_ATTRIBUTED), _TEXTS)
    return st.one_of(
        st.lists(loose, max_size=12).map("".join),
        st.lists(st.builds(_element, _BLOCK, _TEXTS), max_size=6).map("".join),
    )


def _element(name: str, text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    inner = f"<{name}>{escaped}</{name}>"
    return {"li": f"<ul>{inner}</ul>"}.get(name, inner if name != "em" else f"<p>{inner}a</p>")
