"""A small HTML tree: parsed by Lexbor, changed in Python, written in one fixed form.

selectolax finds its way through a document quickly, but moving nodes about in it is
limited; the steps of the transform mostly move nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_DEPTH = 60
"""Deeper markup is flattened to its text: real answers stay below 20."""

_DEEPEST_TABLE = MAX_DEPTH - 4  # as a whole: text can't stand between table, tbody, tr and td

VOID = frozenset({"br", "hr", "img", "col"})


class Element:
    """One element: tag, attributes in source order, children."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(
        self, tag: str, attributes: dict[str, str] | None = None, children: list[Node] | None = None
    ) -> None:
        self.tag = tag
        self.attributes = attributes if attributes is not None else {}
        self.children = children if children is not None else []

    def __repr__(self) -> str:
        return serialize([self])

    def copy(self, children: list[Node]) -> Element:
        """The same element around other children."""
        return Element(self.tag, dict(self.attributes), children)


Node: TypeAlias = Element | str


def parse(html: str) -> list[Node]:
    """The nodes of an HTML fragment, as a browser would build them; comments are left out."""
    nodes: list[Node] = []
    first = LexborHTMLParser(html, is_fragment=True).root if html else None
    while first is not None and first.prev is not None:
        first = first.prev
    _walk(first, nodes, 0)
    return nodes


def _walk(node: LexborNode | None, into: list[Node], depth: int) -> None:
    while node is not None:
        tag = node.tag
        if tag == "-text":
            into.append(node.text_content or "")
        elif tag and tag[0] not in "-!_":
            into.append(_element(node, tag, depth))
        node = node.next


def _element(node: LexborNode, tag: str, depth: int) -> Node:
    if depth > (_DEEPEST_TABLE if tag == "table" else MAX_DEPTH):
        return str(node.text(deep=True))
    element = Element(tag, {name: value or "" for name, value in node.attributes.items()})
    _walk(node.first_child, element.children, depth + 1)
    return element


def serialize(nodes: Iterable[Node]) -> str:
    """HTML of the nodes, attributes by name, in a form that parses to the same tree."""
    out: list[str] = []
    _write(nodes, out)
    return "".join(out)


def _write(nodes: Iterable[Node], out: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            out.append(escape_text(node))
            continue
        tag = node.tag
        attributes = node.attributes
        if attributes:
            written = "".join(
                f' {name}="{escape_attribute(attributes[name])}"' for name in sorted(attributes)
            )
            out.append(f"<{tag}{written}>")
        else:
            out.append(f"<{tag}>")
        if tag not in VOID:
            if tag == "pre" and node.children and str(node.children[0]).startswith("\n"):
                out.append("\n")  # a parser drops the first line break in pre
            _write(node.children, out)
            out.append(f"</{tag}>")


def escape_text(text: str) -> str:
    """Text content of an element."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def escape_attribute(value: str) -> str:
    """Value of a double-quoted attribute."""
    return escape_text(value).replace('"', "&quot;")


def walk(nodes: Iterable[Node]) -> Iterator[Element]:
    """Every element below and among the nodes, parents first."""
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from walk(node.children)


def text_of(nodes: Iterable[Node]) -> str:
    """Text of the nodes as it stands, without any space between elements."""
    return "".join(node if isinstance(node, str) else text_of(node.children) for node in nodes)
