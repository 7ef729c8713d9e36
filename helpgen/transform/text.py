"""Plain text of an article, for search, descriptions and comparisons."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from helpgen.transform.dom import Node
from helpgen.transform.kinds import BLOCKS, HEADINGS

_WIDE_LENGTH, _LENGTH = 90, 160
_ENOUGH = 4 * _LENGTH


def plain_text(nodes: Iterable[Node]) -> str:
    """Text of the nodes, one line a block, line breaks of the source joined."""
    parts: list[str] = []
    for node in nodes:
        _collect(node, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def opening(nodes: Iterable[Node]) -> str:
    """The first text of an article beside its headings, enough for a description."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str) or node.tag not in HEADINGS:
            _collect(node, parts)
        if sum(map(len, parts)) > _ENOUGH:
            break
    return " ".join("".join(parts).split())


def _collect(node: Node, parts: list[str]) -> None:
    if isinstance(node, str):
        parts.append(node.replace("\n", " "))
    elif node.tag == "br":
        parts.append("\n")
    elif node.tag == "img":
        parts.append(node.attributes.get("alt", ""))
    else:
        edge = "\n" if node.tag in BLOCKS else ""
        parts.append(edge)
        for child in node.children:
            _collect(child, parts)
        parts.append(edge)


def summary(text: str) -> str:
    """A description of at most 160 characters (90 where they are wide, as in Japanese).

    Args:
        text: Plain text, one line a block.

    Returns:
        One line, cut between words with an ellipsis where it's longer.
    """
    line = " ".join(text[:_ENOUGH].split())
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in line[:40]) > 10  # noqa: PLR2004 - a quarter
    most = _WIDE_LENGTH if wide else _LENGTH
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    if not wide and " " in cut[most // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:.-\u2013\u2014\u3001\u3002\u060c\u061b") + "…"
