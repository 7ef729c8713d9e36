"""Bodies that are plain and whole are read here at once; all others go the way of the parsers.

Most bodies hold nothing but allowed elements, closed in order, where HTML's own rules make
just the tree that the tags show (https://html.spec.whatwg.org/#tree-construction). Only
names, addresses and references that are listed here are read; at anything else `read`
gives up, and nh3 and Lexbor decide. So a mistake of theirs and a mistake of ours have the
same worst end: an allowed element in a wrong place. Measured: a sixth of a build's time.
"""

from __future__ import annotations

import re
from html import unescape

from helpgen.transform.dom import VOID, Element, Node
from helpgen.transform.draft import ANCHOR, Body
from helpgen.transform.kinds import HEADINGS
from helpgen.transform.sanitize import ATTRIBUTES, QUIET

_DEEPEST = 12
"""Open elements. No step nests an element into more than three new ones (item, list and
paragraph), so such a body stays above the 50 levels of an article."""

# No name holds a `<`, so these two can't be mixed up with what a body names.
_TEXT = "<text"
_NOTHING = "<nothing"
_PHRASES = frozenset(
    "a b em font i s small strong u abbr cite code del ins kbd mark q samp span sub sup var "
    "br img".split()
) | {_TEXT}
_FLOW = _PHRASES | HEADINGS | frozenset("p div ul ol dl table hr blockquote".split())
_ROWS = frozenset({"tr"})
_WITHIN: dict[str, frozenset[str]] = {
    "p": _PHRASES,
    **dict.fromkeys(HEADINGS, _FLOW - HEADINGS),
    **dict.fromkeys(("div", "blockquote", "li", "dt", "dd", "td", "th", "caption"), _FLOW),
    **dict.fromkeys(("ul", "ol"), _FLOW | {"li"}),
    "dl": _FLOW | {"dt", "dd"},
    "table": frozenset("caption thead tbody tfoot".split()),
    **dict.fromkeys(("thead", "tbody", "tfoot"), _ROWS),
    "tr": frozenset({"td", "th"}),
}
"""What may stand in an element without moving or closing any; in others, what may around them."""

_KNOWN = _FLOW.union(*_WITHIN.values()) - {_TEXT}

_BLANKS = " \t\n\f"  # may stand between rows and cells
_OTHER_REFERENCE = re.compile("&(?!(?:amp|lt|gt|quot|nbsp|#39);|[ \n])")
_ATTRIBUTES = re.compile(r'(?: [a-z-]+="[^"]*")* ?')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_HOST = r"(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}"
_ADDRESS = re.compile(
    rf"(?:https?://{_HOST}(?:[/?#][^\s\\]*)?|mailto:[a-z0-9._+-]+@{_HOST}|/(?!/)[^\s\\]*|#[^\s\\]*)"
)
_VALUE = r"[a-z0-9#%. -]+|rgba?\([0-9., %]+\)"
_STYLE = re.compile(rf"(?: ?[a-z-]+: ?(?:{_VALUE}) ?(?:;|$))+ ?")


def read(html: str) -> Body | None:
    """The body as nh3 and Lexbor would give it, without a removal to tell; None if unsure."""
    if "\r" in html or "\0" in html or ("&" in html and _OTHER_REFERENCE.search(html)):
        return None
    first, *pieces = html.split("<")
    nodes: list[Node] = [unescape(first)] if first else []
    children, allowed, closing = nodes, _FLOW, _NOTHING
    around: list[tuple[list[Node], frozenset[str], str]] = []
    marks: set[str] = set()
    for piece in pieces:
        tag, end, text = piece.partition(">")
        if tag == closing and end:
            children, allowed, closing = around.pop()
        else:
            element = _element(tag, marks) if end else None
            if element is None or (name := element.tag) not in allowed:
                return None
            marks.add(name)
            children.append(element)
            if name not in VOID:
                around.append((children, allowed, closing))
                if len(around) > _DEEPEST or (name == "a" and _in_link(around)):
                    return None
                children, closing = element.children, f"/{name}"
                allowed = _WITHIN.get(name, allowed)
        if text:
            if _TEXT not in allowed and text.strip(_BLANKS):
                return None
            children.append(unescape(text) if "&" in text else text)
    return None if around else Body(nodes, marks)


def _in_link(around: list[tuple[list[Node], frozenset[str], str]]) -> bool:
    return any(closing == "/a" for _, _, closing in around)


def _element(tag: str, marks: set[str]) -> Element | None:
    """What a start tag opens, without its brackets; None if it isn't sure."""
    if tag in _KNOWN:
        return Element(tag)
    name, _, rest = tag.partition(" ")
    if rest and rest != "/":
        attributes = _attributes(name, f" {rest}", marks)
        if attributes is None:
            return None
    else:
        attributes = {}
        if tag[-1:] == "/":
            name = name.rstrip("/")
            if name not in VOID:
                return None
    return Element(name, attributes)


def _attributes(tag: str, written: str, marks: set[str]) -> dict[str, str] | None:
    if tag in VOID:
        written = written.removesuffix("/")
    if not _ATTRIBUTES.fullmatch(written):
        return None
    attributes: dict[str, str] = {}
    own = ATTRIBUTES.get(tag, ())
    for name, value in _ATTRIBUTE.findall(written):
        if name in own or name in ATTRIBUTES["*"]:
            read_value = unescape(value) if "&" in value else value
            if name in attributes or not _is_clear(name, read_value, marks):
                return None
            attributes[name] = read_value
        elif name not in QUIET:
            return None
    marks.update(attributes)
    return attributes


def _is_clear(name: str, value: str, marks: set[str]) -> bool:
    """Whether nh3 would surely leave a value as it is."""
    if name == "style":
        return _STYLE.fullmatch(value) is not None
    if name in {"href", "src"}:
        if value.startswith("#"):
            marks.add(ANCHOR)
        return _ADDRESS.fullmatch(value) is not None
    return True
