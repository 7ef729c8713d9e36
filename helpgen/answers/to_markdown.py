"""A body as Markdown, if the Markdown comes back as the same body."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from helpgen.answers.canonical import canonical, settled, written
from helpgen.answers.markdown_escapes import escape_line_start, fence_for
from helpgen.answers.markdown_inline import MANNERS, Manner, inline
from helpgen.markdown import render_markdown
from helpgen.transform.dom import Element, Node, text_of
from helpgen.transform.kinds import HEADINGS, is_block

_LANGUAGE = "language-"
_MOST_HTML = 0.5
"""A file with more blocks of HTML than this is easier to read as HTML throughout."""


class _NoMarkdownError(Exception):
    """There's no Markdown for a node."""


def to_markdown(html: str) -> str | None:
    """Markdown that renders to a body with the same canonical form, or None.

    Blocks that Markdown has no words for, such as tables with widths, stand in it as HTML,
    as long as they are fewer than the others.

    Args:
        html: A body of any quality.
    """
    wanted = canonical(html)
    nodes = settled(html)
    blocks = [_tried(node) for node in nodes]
    kept = [text for text in blocks if text is not None]
    if len(kept) != len(nodes) or _html_share(kept) > _MOST_HTML:
        return None
    text = "\n\n".join(_apart(nodes, kept))
    text = f"{text}\n" if text else ""
    return text if canonical(render_markdown(text)) == wanted else None


def _html_share(blocks: list[str]) -> float:
    return sum(text.startswith("<") and text[1:2].isalpha() for text in blocks) / (len(blocks) or 1)


def _apart(nodes: list[Node], blocks: list[str]) -> Iterator[str]:
    """The blocks; of two lists in a row, the second has other marks, or they'd be one."""
    other = False
    before = ""
    for node, text in zip(nodes, blocks, strict=True):
        name = node.tag if isinstance(node, Element) else ""
        other = name in {"ul", "ol"} and name == before and not other
        yield _with_other_marks(text, name) if other else text
        before = name


def _with_other_marks(text: str, name: str) -> str:
    lines = text.split("\n")
    if name == "ul":
        return "\n".join("*" + line[1:] if line.startswith("- ") else line for line in lines)
    return "\n".join(
        line.replace(".", ")", 1) if line.partition(".")[0].isdigit() else line for line in lines
    )


def _tried(node: Node) -> str | None:
    """The most readable Markdown of a block that comes back the same."""
    if isinstance(node, str):
        return None
    wanted = written([node])
    for manner in MANNERS:
        try:
            text = _block(node, manner)
        except _NoMarkdownError:
            break
        if canonical(render_markdown(text)) == wanted:
            return text
    return wanted if canonical(render_markdown(wanted)) == wanted else None


def _block(node: Node, manner: Manner) -> str:
    writer = _WRITERS.get(node.tag) if isinstance(node, Element) else None
    if isinstance(node, str) or writer is None or (node.attributes and node.tag != "ol"):
        raise _NoMarkdownError
    return writer(node, manner)


def _paragraph(nodes: list[Node], manner: Manner) -> str:
    lines = inline(nodes, manner).split("\n")
    return "\n".join(escape_line_start(line) for line in lines)


def _blocks(nodes: list[Node], manner: Manner) -> str:
    return "\n\n".join(_apart(nodes, [_block(node, manner) for node in nodes]))


def _heading(node: Element, manner: Manner) -> str:
    text = inline(node.children, manner, line_breaks=False)
    return f"{'#' * int(node.tag[1])} {text}".rstrip()


def _quotation(node: Element, manner: Manner) -> str:
    return _indented(_blocks(node.children, manner), "> ", "> ")


def _list(node: Element, manner: Manner) -> str:
    ordered = node.tag == "ol"
    if set(node.attributes) - {"start"}:
        raise _NoMarkdownError
    items = [item for item in node.children if isinstance(item, Element) and item.tag == "li"]
    if len(items) != len(node.children) or any(item.attributes for item in items):
        raise _NoMarkdownError
    loose = any(isinstance(one, Element) and one.tag == "p" for i in items for one in i.children)
    try:
        first = int(node.attributes.get("start", "1"))
    except ValueError as error:
        raise _NoMarkdownError from error
    marks = [f"{first + n}. " if ordered else "- " for n in range(len(items))]
    texts = [
        _indented(_item(item.children, manner, loose=loose), mark, " " * len(mark))
        for item, mark in zip(items, marks, strict=True)
    ]
    return ("\n\n" if loose else "\n").join(texts)


def _item(nodes: list[Node], manner: Manner, *, loose: bool) -> str:
    if loose:
        return _blocks(nodes, manner)
    opening = next((n for n, node in enumerate(nodes) if is_block(node)), len(nodes))
    parts = [_paragraph(nodes[:opening], manner)] if opening else []
    return "\n".join([*parts, *(_block(node, manner) for node in nodes[opening:])])


def _indented(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    rest = [f"{others}{line}".rstrip() if not line else f"{others}{line}" for line in lines[1:]]
    return "\n".join([f"{first}{lines[0]}".rstrip() if not lines[0] else first + lines[0], *rest])


def _fenced(node: Element, _manner: Manner) -> str:
    match node.children:
        case [Element(tag="code") as code] if set(code.attributes) <= {"class"}:
            kind = code.attributes.get("class", "")
            text = text_of(code.children)
            plain = all(isinstance(one, str) for one in code.children) and text.endswith("\n")
            if plain and (not kind or kind.startswith(_LANGUAGE)):
                fence = fence_for(text)
                return f"{fence}{kind.removeprefix(_LANGUAGE)}\n{text}{fence}"
    raise _NoMarkdownError


def _table(node: Element, manner: Manner) -> str:
    rows = [row for part in node.children if isinstance(part, Element) for row in part.children]
    if not rows or not all(isinstance(row, Element) for row in rows):
        raise _NoMarkdownError
    lines = [_row(row, manner) for row in rows if isinstance(row, Element)]
    lines.insert(1, _alignments(rows[0]))
    return "\n".join(lines)


def _row(row: Element, manner: Manner) -> str:
    cells = [cell for cell in row.children if isinstance(cell, Element)]
    texts = [inline(cell.children, manner, line_breaks=False) for cell in cells]
    return "| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |"


_ALIGNMENTS = {"": "---", "left": ":--", "center": ":-:", "right": "--:"}


def _alignments(row: Node) -> str:
    cells = [cell for cell in (row.children if isinstance(row, Element) else []) if cell]
    styles = [cell.attributes.get("style", "") for cell in cells if isinstance(cell, Element)]
    names = [style.removeprefix("text-align:") for style in styles]
    if not set(names) <= set(_ALIGNMENTS):
        raise _NoMarkdownError
    return "| " + " | ".join(_ALIGNMENTS[name] for name in names) + " |"


def _definitions(node: Element, manner: Manner) -> str:
    lines = []
    for child in node.children:
        if not isinstance(child, Element) or child.attributes or child.tag not in {"dt", "dd"}:
            raise _NoMarkdownError
        text = _paragraph(child.children, manner)
        lines.append(f": {text}" if child.tag == "dd" else f"\n{text}")
    return "\n".join(lines).strip("\n")


_WRITERS: dict[str, Callable[[Element, Manner], str]] = {
    "p": lambda node, manner: _paragraph(node.children, manner),
    "ul": _list,
    "ol": _list,
    "pre": _fenced,
    "table": _table,
    "hr": lambda _node, _manner: "---",
    "blockquote": _quotation,
    "dl": _definitions,
    **dict.fromkeys(HEADINGS, _heading),
}
