"""Inline nodes as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from helpgen.answers.markdown_escapes import code_span, escape_all, escape_seldom
from helpgen.transform.dom import VOID, Element, Node, escape_attribute, text_of

_MARKS = {"strong": "**", "em": "*", "s": "~~"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How cautiously Markdown is written.

    Attributes:
        escape: Of text.
        marks: Whether emphasis and links are Markdown; HTML otherwise.
    """

    escape: Callable[[str], str]
    marks: bool


MANNERS = (
    Manner(escape_seldom, marks=True),
    Manner(escape_all, marks=True),
    Manner(escape_all, marks=False),
)
"""In the order in which they are tried: the most readable first."""


def inline(nodes: Iterable[Node], manner: Manner, *, line_breaks: bool = True) -> str:
    """The nodes as Markdown.

    Args:
        nodes: Inline nodes with settled spaces.
        manner: How cautiously.
        line_breaks: Whether a `<br>` may end a line.
    """
    return "".join(_one(node, manner, line_breaks=line_breaks) for node in nodes)


def tag(element: Element) -> str:
    """The element's start tag."""
    attributes = "".join(
        f' {name}="{escape_attribute(value)}"' for name, value in element.attributes.items()
    )
    return f"<{element.tag}{attributes}>"


def _one(node: Node, manner: Manner, *, line_breaks: bool) -> str:
    if isinstance(node, str):
        return manner.escape(node)
    if node.tag == "br" and line_breaks and not node.attributes:
        return "\\\n"
    inside = inline(node.children, manner, line_breaks=line_breaks)
    if not manner.marks:
        return _html(node, inside)
    return _marked(node, inside) or _html(node, inside)


def _html(node: Element, inside: str) -> str:
    return tag(node) + ("" if node.tag in VOID else f"{inside}</{node.tag}>")


def _marked(node: Element, inside: str) -> str:
    """Markdown of the element; empty where there's none for it."""
    match node.tag, set(node.attributes):
        case ("strong" | "em" | "s") as name, found if not found:
            mark = _MARKS[name]
            return f"{mark}{inside}{mark}" if inside.strip() == inside != "" else ""
        case "code", found if not found and all(isinstance(one, str) for one in node.children):
            text = text_of(node.children)
            return code_span(text) if text and "\n" not in text else ""
        case "a", found if "href" in found and found <= {"href", "title"}:
            return _link(node, inside)
        case "img", found if {"src", "alt"} <= found <= {"src", "alt", "title"}:
            return f"![{escape_all(node.attributes['alt'])}]({_target(node, 'src')})"
        case _:
            return ""


def _link(node: Element, inside: str) -> str:
    href = node.attributes["href"]
    if set(node.attributes) == {"href"} and node.children == [href] and _is_autolink(href):
        return f"<{href}>"
    return f"[{inside}]({_target(node, 'href')})"


def _is_autolink(href: str) -> bool:
    known = href.startswith(("http://", "https://", "mailto:"))
    return known and not set(href) & set(" <>\\&")


def _target(node: Element, attribute: str) -> str:
    url = node.attributes[attribute].replace("&", "&amp;")
    if not url or set(url) & set(" ()<>\\*_`"):
        url = f"<{url.replace('<', '%3C').replace('>', '%3E')}>"
    title = node.attributes.get("title")
    if title is None:
        return url
    quoted = title.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'{url} "{quoted}"'
