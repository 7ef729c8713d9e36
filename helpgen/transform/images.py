"""Pictures: loaded late, their size kept where it's known, missing descriptions told."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from helpgen.transform.dom import Element, Node
from helpgen.transform.draft import Draft

_PIXELS = re.compile(r"^\s*(\d{1,5})(?:px|\.0+)?\s*$")


def settle_images(draft: Draft) -> None:
    """Rewrite every picture, and drop those that can't be shown."""
    draft.nodes = _settled(draft.nodes, draft)


def _settled(nodes: list[Node], draft: Draft) -> list[Node]:
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            node.children = _settled(node.children, draft)
            if node.tag == "img" and not _settle(node, draft):
                kept.append(node.attributes.get("alt", ""))
                continue
        kept.append(node)
    return kept


def _settle(image: Element, draft: Draft) -> bool:
    source = _address(image.attributes.get("src", "").strip(), draft)
    if source is None:
        return False
    given = image.attributes
    image.attributes = {"src": source, "alt": given.get("alt", ""), "loading": "lazy"}
    image.attributes["decoding"] = "async"
    if "alt" not in given:
        draft.report(
            "missing-alt",
            f"the picture {_name(source)} has no description",
            'give it an alt text, or alt="" if it only decorates',
        )
    for side in ("width", "height"):
        if match := _PIXELS.match(given.get(side, "")):
            image.attributes[side] = str(int(match[1]))
    if "class" in given:
        image.attributes["class"] = given["class"]
    return True


def _address(source: str, draft: Draft) -> str | None:
    if source.startswith("//"):
        source = f"https:{source}"
    old = draft.context.own_urls[1:]
    if old and source and "://" not in source:
        source = urljoin(old[0] + "/", source)
    if source.lower().startswith(("https://", "http://")):
        return source.replace(" ", "%20")
    draft.report(
        "broken-picture",
        f"the picture {_name(source)!r} has no full address and was left out",
        "upload it where https can reach it and use that address",
    )
    return None


def _name(source: str) -> str:
    return source if len(source) <= 80 else source[:79] + "…"  # noqa: PLR2004 - fits a line
