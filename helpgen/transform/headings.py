"""Headings below the page's own h1, no level skipped, each with a stable anchor."""

from __future__ import annotations

from urllib.parse import unquote

from helpgen.slugs import slugify
from helpgen.transform.dom import Element, Node, text_of, walk
from helpgen.transform.draft import Draft, Heading
from helpgen.transform.kinds import HEADINGS

_PAGE_PREFIX = "page-"  # the theme's own ids start so
_DEEPEST = 6


def number_headings(draft: Draft) -> None:
    """Set levels and ids of headings and list them."""
    open_levels: list[int] = []
    taken: dict[str, int] = {}
    for element in walk(draft.nodes):
        if element.tag not in HEADINGS:
            continue
        source = int(element.tag[1])
        while open_levels and open_levels[-1] >= source:
            open_levels.pop()
        open_levels.append(source)
        level = min(_DEEPEST, 1 + len(open_levels))
        text = " ".join(text_of(element.children).split())
        anchor = _anchor(text, taken)
        element.tag = f"h{level}"
        element.attributes["id"] = anchor
        draft.headings.append(Heading(level, anchor, text))


def _anchor(text: str, taken: dict[str, int]) -> str:
    """A new anchor; `taken` counts how often each was asked for."""
    base = slugify(text) or "section"
    if base.startswith(_PAGE_PREFIX):
        base = f"section-{base}"
    anchor = base
    while anchor in taken:
        taken[base] += 1
        anchor = f"{base}-{taken[base]}"
    taken[anchor] = 1
    return anchor


def settle_anchors(draft: Draft) -> None:
    """Let links within the article lead to a heading, or be plain text where there's none."""
    anchors = {heading.id for heading in draft.headings}
    draft.nodes = _settled(draft.nodes, anchors, draft)


def _settled(nodes: list[Node], anchors: set[str], draft: Draft) -> list[Node]:
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            kept.append(node)
            continue
        node.children = _settled(node.children, anchors, draft)
        href = node.attributes.get("href", "") if node.tag == "a" else ""
        anchor = _nearest(unquote(href[1:]), anchors) if href.startswith("#") else None
        if href.startswith("#") and anchor is None:
            draft.report(
                "dead-anchor",
                f"the link {href} leads to no heading of this answer; it's plain text now",
                "link to a heading's text in lower case with hyphens, or take the link out",
            )
            kept += node.children
            continue
        if anchor:
            node.attributes["href"] = f"#{anchor}"
        kept.append(node)
    return kept


def _nearest(fragment: str, anchors: set[str]) -> str | None:
    for candidate in (fragment, fragment.lower(), slugify(fragment)):
        if candidate in anchors:
            return candidate
    return None


def without_repeated_title(nodes: list[Node], title: str) -> list[Node]:
    """The nodes without first headings that say just what the page's title says."""
    said = _folded(title)
    start = 0
    while start < len(nodes) and _is_heading_that_says(said, nodes[start]):
        start += 1
    return nodes[start:]


def _is_heading_that_says(said: str, node: Node) -> bool:
    return (
        isinstance(node, Element)
        and node.tag in HEADINGS
        and _folded(text_of(node.children)) == said
    )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
