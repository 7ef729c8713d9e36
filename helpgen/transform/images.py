"""Pictures: from the site's own copy where there is one, their space kept, loaded in time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from posixpath import basename
from urllib.parse import unquote, urljoin, urlsplit

from helpgen.model import Picture
from helpgen.transform.dom import Element, Node, walk
from helpgen.transform.draft import Context, Draft

_PIXELS = re.compile(r"^\s*(\d{1,5})(?:px|\.0+)?\s*$")
_SEEN_AT_ONCE = 500
"""Characters of text before the first picture that fit on a phone's screen with it."""

_COLUMN = 672
"""CSS pixels of the base theme's column, `--column`: no picture is shown wider."""


def settle_images(draft: Draft) -> None:
    """Rewrite every picture, and put words in the place of those that can't be shown."""
    draft.nodes = _settled(draft.nodes, draft)


def load_in_time(draft: Draft) -> None:
    """Let pictures load when they're scrolled to, but for a first one that's seen at once."""
    late = _characters_before_picture(draft.nodes) > _SEEN_AT_ONCE
    for element in walk(draft.nodes):
        if element.tag == "img":
            if late:
                element.attributes["loading"] = "lazy"
            late = True


def _characters_before_picture(nodes: Iterable[Node]) -> int:
    count = 0
    for node in _in_order(nodes):
        if isinstance(node, Element):
            break
        count += len(node)
    return count


def _in_order(nodes: Iterable[Node]) -> Iterator[Node]:
    """Texts and pictures as they're read."""
    for node in nodes:
        if isinstance(node, str) or node.tag == "img":
            yield node
        else:
            yield from _in_order(node.children)


def addresses(nodes: Sequence[Node], own_urls: Sequence[str]) -> list[str]:
    """Full address of every picture among the nodes that has one, in order."""
    found = (
        _address(element.attributes.get("src", "").strip(), own_urls)
        for element in walk(nodes)
        if element.tag == "img"
    )
    return [address for address in found if address]


def _settled(nodes: list[Node], draft: Draft, *, linked: bool = False) -> list[Node]:
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            kept.append(node)
        elif node.tag == "img":
            kept += _picture(node, draft, linked=linked)
        else:
            node.children = _settled(node.children, draft, linked=linked or node.tag == "a")
            kept.append(node)
    return kept


def _picture(image: Element, draft: Draft, *, linked: bool) -> list[Node]:
    """What stands in the picture's place."""
    given = image.attributes
    written = given.get("src", "").strip()
    source = _address(written, draft.context.own_urls)
    if source is None:
        draft.report(
            "broken-picture",
            f"the picture {_name(written)!r} has no full address and was left out",
            "upload it where https can reach it and use that address",
        )
        return [given.get("alt", "")]
    if "alt" not in given:
        draft.report(
            "missing-alt",
            f"the picture {_name(source)} has no description",
            'give it an alt text, or alt="" if it only decorates',
        )
    draft.pictures.append(source)
    shown = _shown(source, given, draft.context)
    if shown is None:
        return _in_words(source, given, draft.context, linked=linked)
    image.attributes = {**shown, "alt": given.get("alt", ""), "decoding": "async"}
    if "class" in given:
        image.attributes["class"] = given["class"]
    return [image]


def _shown(source: str, given: Mapping[str, str], context: Context) -> dict[str, str] | None:
    """Addresses and size of a picture; None if it's to be mirrored and can't be."""
    if context.pictures is None:
        return {"src": source, **_given_size(given)}
    state = context.pictures.get(source)
    if state is None or state.picture is None:
        return None
    return _mirrored(state.picture, _given_size(given), context.pictures_path)


def _given_size(given: Mapping[str, str]) -> dict[str, str]:
    sizes = ((side, _PIXELS.match(given.get(side, ""))) for side in ("width", "height"))
    return {side: str(int(match[1])) for side, match in sizes if match}


def _mirrored(picture: Picture, given: Mapping[str, str], path: str) -> dict[str, str]:
    """The size as the author wants it, in the true proportion: then nothing moves on loading."""
    width, height = int(given.get("width", 0)), int(given.get("height", 0))
    if not width:
        width = round(height * picture.width / picture.height) or picture.width
    height = max(1, round(width * picture.height / picture.width))
    attributes = {
        "src": path + picture.versions[-1][1],
        "width": str(width),
        "height": str(height),
    }
    if len(picture.versions) > 1:
        widest = min(width, _COLUMN)
        attributes["srcset"] = ", ".join(f"{path}{name} {w}w" for w, name in picture.versions)
        attributes["sizes"] = f"(max-width: {widest}px) 100vw, {widest}px"
    return attributes


def _in_words(
    source: str, given: Mapping[str, str], context: Context, *, linked: bool
) -> list[Node]:
    """A link to a picture that can't be shown, so that it isn't lost to those who need it.

    Its text is the description, or the file's name where there's none. A picture that only
    decorates is left out, and one that is never asked for isn't linked.
    """
    text = given.get("alt", basename(unquote(urlsplit(source).path)) or source).strip()
    state = context.pictures.get(source) if context.pictures else None
    unlinked = state and state.failure and not state.failure.link
    if not text or linked or unlinked:
        return [text]
    return [Element("a", {"href": source}, [text])]


def _address(source: str, own_urls: Sequence[str]) -> str | None:
    """The full address of a picture; None if there's none."""
    if source.startswith("//"):
        source = f"https:{source}"
    old = own_urls[1:]
    if old and source and "://" not in source:
        source = urljoin(old[0] + "/", source)
    if source.lower().startswith(("https://", "http://")):
        return source.replace(" ", "%20")
    return None


def _name(source: str) -> str:
    return source if len(source) <= 80 else source[:79] + "…"  # noqa: PLR2004 - fits a line
