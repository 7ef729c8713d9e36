"""Markup nested without end: cut short before any parser sees it, and flattened after.

HTML's own parsing rules look through all open elements at many tags, so their time grows
with the square of the depth: 100,000 nested divs take minutes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from helpgen.transform.blocks import flow
from helpgen.transform.debris import tidy
from helpgen.transform.dom import Element, Node, text_of
from helpgen.transform.draft import Draft
from helpgen.transform.kinds import is_block

_DEEPEST = 100
"""Open elements in source; real answers stay below 20, and `dom` reads 60."""

_DEEPEST_WRITTEN = 50
"""Levels of an article: fewer than `dom` reads, so that its output is read whole."""

# Levels that an element needs below itself: a table its groups, rows and cells.
_NEEDED = {"table": 4, **dict.fromkeys("ul ol dl div blockquote".split(), 1)}

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^>]*>?")
# Elements without content, and those that the next of their kind closes.
_NEVER_DEEP = frozenset(
    "br hr img col wbr input area base embed link meta source track param "
    "p li dt dd tr td th thead tbody tfoot option optgroup".split()
)


def shallow(html: str) -> str:
    """The HTML without the tags that open an element inside more than 100 others."""
    if html.count("<") <= _DEEPEST:
        return html
    still_open: Counter[str] = Counter()
    depth = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        tag = match[2].lower()
        if tag in _NEVER_DEEP:
            return match[0]
        if match[1]:
            closes = still_open[tag] > 0
            still_open[tag] -= closes
            depth -= closes
            return match[0]
        if depth >= _DEEPEST:
            return ""
        still_open[tag] += 1
        depth += 1
        return match[0]

    return _TAG.sub(kept, html)


def flatten(draft: Draft) -> None:
    """Put text in the place of elements deeper than an article may be."""
    if _depth(draft.nodes) > _DEEPEST_WRITTEN:
        draft.nodes = flow(tidy(_flat(draft.nodes, 1)))


def _depth(nodes: Iterable[Node]) -> int:
    return max((1 + _depth(n.children) for n in nodes if isinstance(n, Element)), default=0)


def _flat(nodes: list[Node], level: int) -> list[Node]:
    return [node if isinstance(node, str) else _flat_element(node, level) for node in nodes]


def _flat_element(element: Element, level: int) -> Node:
    if level > _DEEPEST_WRITTEN - _NEEDED.get(element.tag, 0):
        space = " " if is_block(element) else ""
        return space + text_of([element]) + space
    element.children = _flat(element.children, level + 1)
    return element
