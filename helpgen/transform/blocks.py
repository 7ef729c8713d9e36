"""Div soup and runs of `<br>` become paragraphs; every block gets the children it may have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from helpgen.transform.breaks import is_break, split_at_breaks, trimmed
from helpgen.transform.debris import tidy
from helpgen.transform.dom import Element, Node, text_of
from helpgen.transform.draft import Draft
from helpgen.transform.kinds import BLOCKS, HEADINGS, TABLE_PARTS, blank, is_block

_STRUCTURE = frozenset("ul ol dl table thead tbody tfoot tr".split())


def paragraphs(draft: Draft) -> None:
    """Give the article a flat run of blocks, and every block its proper content."""
    draft.nodes = flow(draft.nodes)


def flow(nodes: list[Node]) -> list[Node]:
    """Blocks of a container: loose text becomes paragraphs."""
    if len(nodes) == 1 and isinstance(nodes[0], str):
        return split_at_breaks(nodes)  # most containers hold nothing but their text
    blocks: list[Node] = []
    run: list[Node] = []
    for node in _items_in_lists(_lifted(nodes)):
        if isinstance(node, Element) and is_block(node):
            blocks += split_at_breaks(run)
            run = []
            blocks += _block(node)
        else:
            run.append(node)
    return blocks + split_at_breaks(run)


def tight(nodes: list[Node]) -> list[Node]:
    """Content of a list item or cell: a single paragraph at its start needs no `<p>`."""
    if len(nodes) == 1 and isinstance(nodes[0], str):
        text = nodes[0].strip()
        return [text] if text else []
    blocks = flow(nodes)
    plain = [b for b in blocks if isinstance(b, Element) and b.tag == "p" and not b.attributes]
    if len(plain) == 1 and blocks[0] is plain[0]:
        return [*plain[0].children, *blocks[1:]]
    return blocks


def _block(element: Element) -> list[Node]:
    return _BUILDERS.get(element.tag, _quotation)(element)


def _paragraph(element: Element) -> list[Node]:
    return split_at_breaks(element.children, element.attributes)


def _rule(_: Element) -> list[Node]:
    return [Element("hr")]


def _verbatim(element: Element) -> list[Node]:
    nodes = tidy(_inline_only(element).children, verbatim=True)
    if nodes and isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip("\n")  # parsers differ about a line break at the start
    return [] if blank(nodes) else [element.copy(nodes)]


def _table(element: Element) -> list[Node]:
    return [element] if _fill_cells(element) else []


def _out_of_place(element: Element) -> list[Node]:
    return flow(element.children)


def _quotation(element: Element) -> list[Node]:
    element.children = flow(element.children)
    return [element] if element.children else []


def _division(element: Element) -> list[Node]:
    blocks = flow(element.children)
    if not element.attributes or not blocks:
        return blocks
    only = blocks[0] if len(blocks) == 1 else None
    if isinstance(only, Element) and only.tag == "p" and not only.attributes:
        only.attributes = element.attributes
        return [only]
    return [Element("div", element.attributes, blocks)]


def _heading(element: Element) -> list[Node]:
    if not text_of(element.children).strip():
        return flow(element.children)
    return [element.copy(_line(element, without_breaks=True))]


def _line(element: Element, *, without_breaks: bool = False) -> list[Node]:
    """Content of an element that holds no blocks, such as a caption."""
    nodes = _inline_only(element).children
    if without_breaks:
        nodes = [" " if is_break(node) else node for node in nodes]
    return trimmed(tidy(nodes))


def _inline_only(element: Element) -> Element:
    children: list[Node] = []
    for node in _lifted(element.children):
        if isinstance(node, Element) and is_block(node):
            children += [" ", *_inline_only(node).children, " "]
        else:
            children.append(node)
    return element.copy(children)


def _list(element: Element) -> list[Node]:
    items: list[Node] = []
    for node in _lifted(element.children):
        if isinstance(node, Element) and node.tag == "li":
            items.append(node.copy(list(node.children)))
        elif items and isinstance(items[-1], Element) and _is_list(node):
            items[-1].children.append(node)
        elif not blank([node]):
            items.append(Element("li", {}, [node]))
    for item in items:
        if isinstance(item, Element):
            item.children = tight(item.children)
            if element.tag == "ul":
                item.attributes.pop("value", None)
    element.children = [item for item in items if isinstance(item, Element) and item.children]
    return [element] if element.children else []


def _is_list(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in {"ul", "ol"}


def _description_list(element: Element) -> list[Node]:
    parts = [n for n in _lifted(element.children) if not blank([n])]
    tags = [part.tag if isinstance(part, Element) else "" for part in parts]
    if not tags or set(tags) != {"dt", "dd"} or tags[0] != "dt" or tags[-1] != "dd":
        return flow(parts)
    for part in parts:
        if isinstance(part, Element):
            part.children = _line(part) if part.tag == "dt" else tight(part.children)
    element.children = list(parts)
    return [element]


def _fill_cells(element: Element) -> bool:
    """Put cells in order below a table; whether anything is left to see."""
    children: list[Node] = []
    for child in element.children:
        if not isinstance(child, Element) or child.tag in {"colgroup", "col"}:
            continue  # columns only carried widths and alignment
        if child.tag in {"td", "th"}:
            child.children = tight(child.children)
        elif child.tag == "caption":
            child.children = _line(child)
            if not child.children:
                continue
        elif not _fill_cells(child):
            continue
        children.append(child)
    element.children = children
    return bool(children) and (element.tag != "table" or not blank(children))


def _items_in_lists(nodes: Iterable[Node]) -> Iterator[Node]:
    """List items that stand alone get a list around them."""
    loose: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag == "li":
            loose.append(node)
            continue
        if loose and blank([node]):
            continue
        if loose:
            yield Element("ul", {}, loose)
            loose = []
        yield node
    if loose:
        yield Element("ul", {}, loose)


def _lifted(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes, with inline elements that hold blocks moved into those blocks."""
    for node in nodes:
        if isinstance(node, Element) and node.tag not in BLOCKS and _holds_block(node):
            yield from _distributed(node)
        else:
            yield node


def _holds_block(element: Element) -> bool:
    return any(
        isinstance(child, Element) and (child.tag in BLOCKS or _holds_block(child))
        for child in element.children
    )


def _distributed(wrapper: Element) -> Iterator[Node]:
    run: list[Node] = []
    for child in _lifted(wrapper.children):
        if isinstance(child, Element) and is_block(child):
            if not blank(run):
                yield wrapper.copy(run)
            run = []
            yield _pushed_down(wrapper, child)
        else:
            run.append(child)
    if not blank(run):
        yield wrapper.copy(run)


def _pushed_down(wrapper: Element, block: Element) -> Element:
    if block.tag in {"hr", "col", "colgroup"}:
        return block
    if block.tag in _STRUCTURE:
        return block.copy(
            [
                _pushed_down(wrapper, child)
                if isinstance(child, Element) and is_block(child)
                else wrapper.copy([child])
                for child in block.children
                if not blank([child])
            ]
        )
    return block.copy(list(_distributed(wrapper.copy(block.children))))


_BUILDERS: dict[str, Callable[[Element], list[Node]]] = {
    "p": _paragraph,
    "div": _division,
    "ul": _list,
    "ol": _list,
    "dl": _description_list,
    "table": _table,
    "pre": _verbatim,
    "hr": _rule,
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(TABLE_PARTS | {"dt", "dd"}, _out_of_place),
}
