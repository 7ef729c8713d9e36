"""Headings below the page's own h1, no level skipped, each with a stable anchor."""

from __future__ import annotations

from helpgen.slugs import slugify
from helpgen.transform.dom import Element, Node, text_of, walk
from helpgen.transform.draft import Draft, Heading
from helpgen.transform.kinds import HEADINGS

_PAGE_PREFIX = "page-"  # the theme's own ids start so
_DEEPEST = 6


def number_headings(draft: Draft) -> None:
    """Set levels and ids of headings and list them."""
    open_levels: list[int] = []
    taken: set[str] = set()
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


def _anchor(text: str, taken: set[str]) -> str:
    base = slugify(text) or "section"
    if base.startswith(_PAGE_PREFIX):
        base = f"section-{base}"
    anchor, count = base, 1
    while anchor in taken:
        count += 1
        anchor = f"{base}-{count}"
    taken.add(anchor)
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
        anchor = _nearest(href[1:], anchors) if href.startswith("#") else None
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
    """The nodes without a first heading that says just what the page's title says."""
    first = nodes[0] if nodes else None
    if isinstance(first, Element) and first.tag in HEADINGS:
        said = " ".join(text_of(first.children).split()).casefold()
        if said == " ".join(title.split()).casefold():
            return nodes[1:]
    return nodes
