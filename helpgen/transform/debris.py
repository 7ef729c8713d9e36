"""What editors leave behind: zero-width characters, empty wrappers, spaces upon spaces."""

from __future__ import annotations

import re

from helpgen.transform.dom import Element, Node
from helpgen.transform.draft import Draft
from helpgen.transform.kinds import BLOCKS, blank

# A single blank is left alone: nearly all are, and replacing each by itself takes long.
_SPACES = re.compile(r" [ \t\n\r\f]+|[\t\n\r\f][ \t\n\r\f]*")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff\ufeff\u2060\ud800-\udfff]")
# Khmer, Thai, Lao and Burmese mark where a line may break with a zero-width space.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_ZERO_WIDTH = re.compile(f"(?<![{_UNSPACED}])\u200b+|\u200b+(?![{_UNSPACED}])")


def clear_debris(draft: Draft) -> None:
    """Remove invisible characters, empty inline elements and doubled white space."""
    draft.nodes = tidy(draft.nodes)


def tidy(nodes: list[Node], *, verbatim: bool = False) -> list[Node]:
    """The nodes without debris, neighbouring texts joined.

    Args:
        nodes: Changed in place below the top.
        verbatim: Keep white space, as inside `pre`.
    """
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            _append_text(kept, _clean(node, verbatim=verbatim), verbatim=verbatim)
            continue
        node.children = tidy(node.children, verbatim=verbatim or node.tag == "pre")
        if _is_wrapper_of_nothing(node):
            for child in node.children:
                if isinstance(child, str):
                    _append_text(kept, child, verbatim=verbatim)
                else:
                    kept.append(child)
        else:
            kept.append(node)
    return kept


def _is_wrapper_of_nothing(element: Element) -> bool:
    if element.tag in BLOCKS or element.tag in {"br", "img"}:
        return False
    return (element.tag == "span" and not element.attributes) or blank(element.children)


def _clean(text: str, *, verbatim: bool) -> str:
    if not text.isprintable():
        text = _ZERO_WIDTH.sub("", _FORBIDDEN.sub("", text))
    elif "  " not in text:
        return text  # a single blank is all the white space that can be printed
    return text if verbatim else _SPACES.sub(" ", text)


def _append_text(nodes: list[Node], text: str, *, verbatim: bool) -> None:
    if not text:
        return
    last = nodes[-1] if nodes else None
    if isinstance(last, str):
        doubled = not verbatim and last.endswith(" ")
        nodes[-1] = last + (text.removeprefix(" ") if doubled else text)
    else:
        nodes.append(text)
