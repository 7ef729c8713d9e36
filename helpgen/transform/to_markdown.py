"""An article's tree -> Markdown (CommonMark with the tables of GFM), for machines that read it.

A library such as markdownify would parse the finished HTML once more, with BeautifulSoup;
the tree is at hand here, and holds few elements in known places. What Markdown can't say
for sure, such as bold within a word that ends in punctuation, is written as plain text: no
word is ever lost, and none is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from helpgen.transform.dom import Element, Node, text_of, walk
from helpgen.transform.kinds import BLOCKS, HEADINGS, is_block

_SPACE = re.compile(r"[ \t\n\r\f]+")
_MAYBE_SIGN = re.compile(r"[\\`*_\[\]<|~&]")
_SIGN = re.compile(
    # `_` within a word and `&` without an entity's name behind it mean nothing.
    r"[\\`*\[\]<|~]|&(?=#?\w{1,40};)|(?<![^\W_])_|_(?![^\W_])"
)
_LINE_START = re.compile(r"^( *)(?:([#>+=-])|(\d{1,9})(?=[.)]))", re.MULTILINE)
_SPECIAL_START = frozenset("#>+=-0123456789")
_PLAIN_ADDRESS = re.compile(r"[\w./:%?=#@+~-]+", re.ASCII)
_BACKTICKS = re.compile(r"`+")
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_BREAK = "\\\n"


def to_markdown(nodes: list[Node], page_url: str) -> str:
    """Markdown of an article's blocks.

    Args:
        nodes: As `transform` leaves them.
        page_url: Full address of the page, from which addresses in it start.
    """
    return _Writer(page_url).blocks(nodes)


def escaped(text: str) -> str:
    """Text in which no sign is read as Markdown, for use within a line."""
    return _SIGN.sub(_escape, text) if _MAYBE_SIGN.search(text) else text


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _one_line(text: str) -> str:
    """The text with its white space as HTML shows it."""
    plain = "\n" not in text and "  " not in text and "\t" not in text
    return text if plain else _SPACE.sub(" ", text)


class _Writer:
    def __init__(self, page_url: str) -> None:
        self._page_url = page_url
        self._origin = "/".join(page_url.split("/", 3)[:3])
        self._blocks: dict[str, Callable[[Element], str]] = {
            "ul": self._list,
            "ol": self._list,
            "table": self._table,
            "pre": self._verbatim,
            "hr": lambda _: "---",
            "blockquote": lambda quote: _prefixed(self.blocks(quote.children), "> ", "> "),
        }

    def blocks(self, nodes: list[Node]) -> str:
        """Blocks with an empty line between them; loose text among them is a paragraph."""
        if len(nodes) == 1 and isinstance(nodes[0], str):
            return self._paragraph(nodes)  # most of them hold nothing but text
        parts: list[str] = []
        run: list[Node] = []
        for node in nodes:
            if isinstance(node, Element) and node.tag in BLOCKS:
                if run:
                    parts.append(self._paragraph(run))
                    run = []
                parts.append(self._block(node))
            else:
                run.append(node)
        if run:
            parts.append(self._paragraph(run))
        return "\n\n".join(part for part in parts if part)

    def _block(self, element: Element) -> str:
        if element.tag in HEADINGS:
            text = self._line(element.children)
            return f"{'#' * int(element.tag[1])} {text}" if text else ""
        if write := self._blocks.get(element.tag):
            return write(element)
        return self.blocks(element.children)

    def _paragraph(self, nodes: list[Node]) -> str:
        text = self._inline(nodes).strip(" ")
        while text.endswith("\\\n"):
            text = text[:-2].rstrip(" ")
        if "\n" in text or text[:1] in _SPECIAL_START:
            return _LINE_START.sub(_unmarked, text)
        return text

    def _line(self, nodes: list[Node]) -> str:
        """The same without line breaks, for headings and cells."""
        text = self._inline(nodes).replace(_BREAK, " ").strip(" ")
        return f"{text[:-1]}\\#" if text.endswith("#") else text

    def _inline(self, nodes: list[Node], before: str = "") -> str:
        if len(nodes) == 1 and isinstance(nodes[0], str):
            return escaped(_one_line(nodes[0]))
        out = ""
        for node in nodes:
            if isinstance(node, str):
                piece = escaped(_one_line(node))
                # A space at a line's start would be nothing, or the start of code.
                out += piece.lstrip(" ") if out.endswith("\n") else piece
            else:
                out += self._inline_element(node, out[-1:] or before)
        return out

    def _inline_element(self, element: Element, before: str) -> str:
        tag = element.tag
        if tag == "br":
            return _BREAK
        if tag == "img":
            source = self._address(element.attributes.get("src", ""))
            return f"![{escaped(_one_line(element.attributes.get('alt', '')))}]({source})"
        if tag == "code":
            text = _one_line(text_of(element.children))
            return escaped(text) if before == "`" else _code(text)
        inner = self._inline(element.children, before)
        if tag == "a" and "href" in element.attributes and inner.strip(" "):
            return f"[{inner}]({self._address(element.attributes['href'])})"
        if tag in _MARKS:
            return _emphasised(inner, _MARKS[tag], element, before)
        return f" {inner} " if is_block(element) else inner  # a block in a cell

    def _address(self, address: str) -> str:
        if address.startswith("#"):
            address = self._page_url + address
        elif address.startswith("/"):
            address = self._origin + address
        if _PLAIN_ADDRESS.fullmatch(address):
            return address
        quoted = _SPACE.sub("%20", address).replace("<", "%3C").replace(">", "%3E")
        return f"<{_SIGN.sub(_escape, quoted)}>"

    def _list(self, element: Element) -> str:
        number = element.attributes.get("start", "1")
        count = int(number) if number.isdigit() else 1
        items = []
        for item in element.children:
            if not isinstance(item, Element):
                continue
            mark = "- " if element.tag == "ul" else f"{count}. "
            count += 1
            text = self.blocks(item.children)
            if "\n\n" in text and _starts_with_list(item):
                text = text.replace("\n\n", "\n", 1)
            items.append(_prefixed(text, mark, " " * len(mark)))
        return "\n".join(items)

    def _table(self, table: Element) -> str:
        captions = [node for node in walk([table]) if node.tag == "caption"]
        rows = [
            [self._line(cell.children) for cell in row.children if isinstance(cell, Element)]
            for row in walk([table])
            if row.tag == "tr"
        ]
        width = max(map(len, rows), default=0)
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows if width]
        if lines:
            lines.insert(1, f"|{' --- |' * width}")
        caption = self._paragraph(captions[0].children) if captions else ""
        return "\n\n".join(part for part in (caption, "\n".join(lines)) if part)

    def _verbatim(self, element: Element) -> str:
        text = _text_with_breaks(element).strip("\n")
        fence = "`" * max(3, _longest_run(text) + 1)
        return f"{fence}\n{text}\n{fence}"


def _starts_with_list(item: Element) -> bool:
    """Whether a list follows the item's own text at once, so that no empty line is needed."""
    blocks = [node for node in item.children if isinstance(node, Element) and is_block(node)]
    is_loose = any(block.tag == "p" for block in blocks)
    return bool(blocks) and blocks[0].tag in {"ul", "ol"} and not is_loose


def _text_with_breaks(element: Element) -> str:
    return "".join(
        node if isinstance(node, str) else "\n" if node.tag == "br" else _text_with_breaks(node)
        for node in element.children
    )


def _unmarked(match: re.Match[str]) -> str:
    """The start of a line that would be a heading, a quotation or an item of a list."""
    space, sign, number = match.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\"


def _code(text: str) -> str:
    if not text.strip():
        return text
    fence = "`" * (_longest_run(text) + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _longest_run(text: str) -> int:
    return max(map(len, _BACKTICKS.findall(text)), default=0)


def _emphasised(inner: str, mark: str, element: Element, before: str) -> str:
    """The text between marks, signs at its ends before and after them.

    Marks beside a sign count only where a space is on their other side, which CommonMark
    calls flanking; and marks beside marks would run together.
    """
    if before in {"*", "~"}:
        return inner
    if inner[:1].isalnum() and inner[-1:].isalnum():
        return f"{mark}{inner}{mark}"
    letters = [place for place, sign in enumerate(inner) if sign.isalnum()]
    if not letters or any(isinstance(node, Element) for node in element.children):
        return inner
    start, end = letters[0], letters[-1] + 1
    return f"{inner[:start]}{mark}{inner[start:end]}{mark}{inner[end:]}"


def _prefixed(text: str, first: str, rest: str) -> str:
    """Every line with something before it; empty ones without spaces at their end."""
    if "\n" not in text:
        return (first + text).rstrip(" ")
    lines = text.split("\n")
    prefixes = (first, *[rest] * (len(lines) - 1))
    return "\n".join(
        (prefix + line).rstrip(" ") for prefix, line in zip(prefixes, lines, strict=True)
    )
