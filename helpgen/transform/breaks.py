"""Runs of inline nodes, parted where two `<br>` follow each other."""

from __future__ import annotations

from collections.abc import Iterable

from helpgen.transform.dom import Element, Node
from helpgen.transform.kinds import blank


def split_at_breaks(nodes: list[Node], attributes: dict[str, str] | None = None) -> list[Node]:
    """Paragraphs of a run of inline nodes; two breaks in a row part them."""
    if not nodes:
        return []
    if len(nodes) == 1 and isinstance(nodes[0], str):  # most blocks hold nothing but their text
        text = nodes[0].strip()
        return [Element("p", dict(attributes or {}), [text])] if text else []
    return [
        Element("p", dict(attributes or {}), piece)
        for piece in map(trimmed, _pieces(nodes) if _holds_break(nodes) else (nodes,))
        if not blank(piece)
    ]


def _holds_break(nodes: Iterable[Node]) -> bool:
    return any(
        isinstance(node, Element) and (node.tag == "br" or _holds_break(node.children))
        for node in nodes
    )


def _pieces(nodes: list[Node]) -> list[list[Node]]:
    pieces: list[list[Node]] = [[]]
    breaks: list[Node] = []
    for node in nodes:
        if is_break(node):
            breaks.append(node)
            continue
        if breaks and isinstance(node, str) and not node.strip():
            continue
        if len(breaks) > 1:
            pieces.append([])
        else:
            pieces[-1] += breaks
        breaks = []
        first, *rest = _pieces_within(node)
        pieces[-1].append(first)
        pieces += [[part] for part in rest]
    return pieces


def _pieces_within(node: Node) -> list[Node]:
    if isinstance(node, str) or not node.children:
        return [node]
    pieces = [piece for piece in _pieces(node.children) if not blank(piece)]
    return [node] if len(pieces) < 2 else [node.copy(piece) for piece in pieces]  # noqa: PLR2004


def is_break(node: Node) -> bool:
    """Whether the node is a `<br>`."""
    return isinstance(node, Element) and node.tag == "br"


def trimmed(nodes: list[Node]) -> list[Node]:
    """Without spaces and breaks at both ends."""
    start, end = 0, len(nodes)
    while start < end and _is_edge(nodes[start]):
        start += 1
    while end > start and _is_edge(nodes[end - 1]):
        end -= 1
    nodes = nodes[start:end]
    if nodes and isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip()
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip()
    return nodes


def _is_edge(node: Node) -> bool:
    return is_break(node) or (isinstance(node, str) and not node.strip())
