"""The canonical form of a body: what Gladly's storing and an editor's habits do to it is equal.

Two bodies with the same canonical form read the same in every browser and hold the same
links. Equal are: entities and the characters that they stand for, `<br/>` and `<br>`, the
order of attributes, spaces between blocks and at the ends of lines, comments, zero-width
spaces at the end of a line, and `rel` and `target="_blank"` of links, which Gladly's own
editor adds to each (contract, "What real bodies look like"). All else counts, allowed
markup or not: a difference that doesn't count would be an edit that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from helpgen.files import digest
from helpgen.transform.dom import VOID, Element, Node, escape_attribute, escape_text, parse
from helpgen.transform.kinds import BLOCKS

_MORE_BLOCKS = frozenset(
    "section article aside header footer nav main figure figcaption form fieldset details "
    "summary address center".split()
)
LINE_ENDS = BLOCKS | _MORE_BLOCKS | {"br"}
VERBATIM = frozenset("pre textarea script style xmp".split())
_NEVER_IN_ITSELF = frozenset({"a", "nobr", "button", "form"})
_REPARSED = 4
_SPACES = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE_AT_END = " \u200b\ufeff"
_PLAIN_STYLE = re.compile(r"""[^"'()\\]*""")

_Place = tuple[list[Node], int]


def canonical(html: str) -> str:
    """The canonical form, one block a line; it is HTML and its own canonical form.

    Args:
        html: A body of any quality.
    """
    out: list[str] = []
    _write(settled(html), out)
    return "".join(out).strip("\n")


def canonical_hash(html: str) -> str:
    """Hex SHA-256 of the canonical form."""
    return digest(canonical(html).encode())


def settled(html: str) -> list[Node]:
    """The nodes of a body with spaces and attributes as the canonical form has them."""
    nodes = _settled_once(html.replace("\r\n", "\n").replace("\r", "\n"))
    for _ in range(_REPARSED):
        if not _holds_itself(nodes, frozenset()):
            break
        nodes = _settled_once(written(nodes))
    return nodes


def _settled_once(html: str) -> list[Node]:
    nodes = parse(html)
    _join_texts(nodes)
    line = _Line()
    _settle(nodes, line)
    line.end()
    _drop_empty_texts(nodes)
    return nodes


def _holds_itself(nodes: Iterable[Node], around: frozenset[str]) -> bool:
    """Whether a link stands in a link, or the like: tables let it, a parser reads it otherwise."""
    for node in nodes:
        if isinstance(node, Element):
            own = {node.tag} & _NEVER_IN_ITSELF
            if own & around or _holds_itself(node.children, around | own):
                return True
    return False


def written(nodes: Iterable[Node]) -> str:
    """Nodes in the form of `canonical`."""
    out: list[str] = []
    _write(nodes, out)
    return "".join(out).strip("\n")


class _Line:
    """The texts of one line so far, to know which spaces are seen."""

    def __init__(self) -> None:
        self._texts: list[_Place] = []
        self._after_space = True

    def add(self, place: _Place) -> None:
        """Take in a text: its runs of spaces become one, or none at the line's start."""
        siblings, index = place
        text = _SPACES.sub(" ", str(siblings[index]))
        if self._after_space:
            text = text.removeprefix(" ")
        siblings[index] = text
        if text:
            self._texts.append(place)
            self._after_space = text.endswith(" ")

    def interrupt(self) -> None:
        """A picture or the like: spaces on both sides of it are seen."""
        self._texts.clear()
        self._after_space = False

    def end(self) -> None:
        """Nothing follows on this line: what's invisible at its end goes."""
        for siblings, index in reversed(self._texts):
            siblings[index] = str(siblings[index]).rstrip(_INVISIBLE_AT_END)
            if siblings[index]:
                break
        self._texts.clear()
        self._after_space = True


def _settle(nodes: list[Node], line: _Line) -> None:
    for index, node in enumerate(nodes):
        if isinstance(node, str):
            line.add((nodes, index))
            continue
        node.attributes = _attributes(node)
        ends_line = node.tag in LINE_ENDS
        if ends_line:
            line.end()
        elif not node.children:
            line.interrupt()
        if node.tag not in VERBATIM:
            _settle(node.children, line)
        if ends_line:
            line.end()
        elif node.tag in VERBATIM:
            line.interrupt()


def _attributes(element: Element) -> dict[str, str]:
    kept = {name: value for name, value in element.attributes.items() if name != "rel"}
    if element.tag != "a":
        kept = dict(element.attributes)
    elif kept.get("target", "").lower() == "_blank":
        del kept["target"]
    if "style" in kept and _PLAIN_STYLE.fullmatch(kept["style"]):
        kept["style"] = _style(kept["style"])
    for name in {"href", "src"} & set(kept):
        kept[name] = kept[name].strip()
    return dict(sorted(kept.items()))


def _style(value: str) -> str:
    parts = [part.partition(":") for part in value.split(";") if part.strip()]
    return ";".join(f"{name.strip().lower()}:{rest.strip()}" for name, _, rest in parts)


def _join_texts(nodes: list[Node]) -> None:
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, str) and joined and isinstance(joined[-1], str):
            joined[-1] += node
        else:
            joined.append(node)
        if isinstance(node, Element):
            _join_texts(node.children)
    nodes[:] = joined


def _drop_empty_texts(nodes: list[Node]) -> None:
    nodes[:] = [node for node in nodes if node != ""]
    for node in nodes:
        if isinstance(node, Element):
            _drop_empty_texts(node.children)


def _write(nodes: Iterable[Node], out: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            out.append(escape_text(node))
            continue
        block = node.tag in LINE_ENDS and node.tag != "br"
        if block and out and not out[-1].endswith("\n"):
            out.append("\n")
        attributes = "".join(
            f' {name}="{escape_attribute(value)}"' for name, value in node.attributes.items()
        )
        out.append(f"<{node.tag}{attributes}>")
        if node.tag not in VOID:
            _write_inside(node, out)
            out.append(f"</{node.tag}>")
        if block:
            out.append("\n")


def _write_inside(node: Element, out: list[str]) -> None:
    if node.tag in VERBATIM:
        verbatim: list[str] = []
        _write_verbatim(node.children, verbatim)
        text = "".join(verbatim)
        # A parser drops the first line break in pre and textarea.
        out.append("\n" + text if text.startswith("\n") else text)
    else:
        _write(node.children, out)


def _write_verbatim(nodes: Iterable[Node], out: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            out.append(escape_text(node))
        else:
            attributes = "".join(
                f' {name}="{escape_attribute(value)}"'
                for name, value in sorted(node.attributes.items())
            )
            out.append(f"<{node.tag}{attributes}>")
            if node.tag not in VOID:
                _write_verbatim(node.children, out)
                out.append(f"</{node.tag}>")
