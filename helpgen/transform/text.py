"""Plain text of an article, for search, descriptions and comparisons."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from helpgen.transform.dom import Node
from helpgen.transform.kinds import BLOCKS, HEADINGS

_WIDE_LENGTH, _LENGTH = 90, 160


def plain_text(nodes: Iterable[Node], *, headings: bool = True) -> str:
    """Text of the nodes, one line a block, line breaks of the source joined."""
    parts: list[str] = []
    _collect(nodes, parts, headings=headings)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(nodes: Iterable[Node], parts: list[str], *, headings: bool) -> None:
    for node in nodes:
        if isinstance(node, str):
            parts.append(node.replace("\n", " "))
        elif node.tag == "br":
            parts.append("\n")
        elif node.tag == "img":
            parts.append(node.attributes.get("alt", ""))
        elif headings or node.tag not in HEADINGS:
            edge = "\n" if node.tag in BLOCKS else ""
            parts.append(edge)
            _collect(node.children, parts, headings=headings)
            parts.append(edge)


def summary(text: str) -> str:
    """A description of at most 160 characters (90 where they are wide, as in Japanese).

    Args:
        text: Plain text, one line a block.

    Returns:
        One line, cut between words with an ellipsis where it's longer.
    """
    line = " ".join(text[: 4 * _LENGTH].split())
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in line[:40]) > 10  # noqa: PLR2004 - a quarter
    most = _WIDE_LENGTH if wide else _LENGTH
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    if not wide and " " in cut[most // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:.-\u2013\u2014\u3001\u3002\u060c\u061b") + "…"
