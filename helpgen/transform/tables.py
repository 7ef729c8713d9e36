"""Tables: sound spans and scopes, and a box to scroll in on narrow screens."""

from __future__ import annotations

from helpgen.transform.dom import Element, Node, text_of, walk
from helpgen.transform.draft import Draft
from helpgen.transform.kinds import blank

_SCOPES = frozenset({"row", "col", "rowgroup", "colgroup"})
_MOST_COLUMNS = 100


def wrap_tables(draft: Draft) -> None:
    """Mend the cells of every table and put the outermost ones into a scrolling box."""
    for element in walk(draft.nodes):
        if element.tag in {"td", "th"}:
            _mend_cell(element)
        elif element.tag in {"thead", "tbody", "tfoot"}:
            _cap_row_spans(element)
    draft.nodes = _wrapped(draft.nodes, draft.context.table_label)


def _mend_cell(cell: Element) -> None:
    if cell.tag == "th" and blank(cell.children):
        cell.tag = "td"  # an empty corner is no header, and a screen reader would say so
        cell.attributes.pop("abbr", None)
        cell.attributes.pop("scope", None)
    for name in ("colspan", "rowspan"):
        value = cell.attributes.pop(name, "").strip()
        if value.isascii() and value.isdigit() and 1 < int(value) <= _MOST_COLUMNS:
            cell.attributes[name] = str(int(value))
    scope = cell.attributes.pop("scope", "").strip().lower()
    if scope in _SCOPES:
        cell.attributes["scope"] = scope


def _cap_row_spans(group: Element) -> None:
    """A cell can't reach below its group of rows."""
    rows = [row for row in group.children if isinstance(row, Element)]
    for place, row in enumerate(rows):
        left = len(rows) - place
        for cell in row.children:
            if isinstance(cell, Element) and int(cell.attributes.get("rowspan", "1")) > left:
                cell.attributes["rowspan"] = str(left)
                if left == 1:
                    del cell.attributes["rowspan"]


def _wrapped(nodes: list[Node], label: str) -> list[Node]:
    wrapped: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.tag == "table":
            wrapped.append(_box(node, label))
            continue
        if isinstance(node, Element):
            node.children = _wrapped(node.children, label)
        wrapped.append(node)
    return wrapped


def _box(table: Element, label: str) -> Element:
    # A group, not a region: two tables with one label would be two landmarks of one name.
    captions = [c for c in table.children if isinstance(c, Element) and c.tag == "caption"]
    name = " ".join(text_of(captions[:1]).split()) or label
    attributes = {"class": "table-scroll", "role": "group", "tabindex": "0", "aria-label": name}
    return Element("div", attributes, [table])
