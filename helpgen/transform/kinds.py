"""Which elements are blocks, and what counts as empty."""

from __future__ import annotations

from collections.abc import Iterable

from helpgen.transform.dom import Element, Node

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TABLE_PARTS = frozenset("caption colgroup col thead tbody tfoot tr td th".split())
BLOCKS = (
    HEADINGS | TABLE_PARTS | frozenset("p div ul ol li dl dt dd table hr blockquote pre".split())
)
"""Elements that can't stand inside a paragraph."""


def is_block(node: Node) -> bool:
    """Whether the node can't stand inside a paragraph."""
    return isinstance(node, Element) and node.tag in BLOCKS


def blank(nodes: Iterable[Node]) -> bool:
    """Whether a reader would see nothing: spaces, line breaks and empty elements only."""
    for node in nodes:
        if isinstance(node, str):
            if node.strip():
                return False
        elif node.tag in {"img", "hr"} or not blank(node.children):
            return False
    return True
