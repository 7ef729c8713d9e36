"""Pages and tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable

_NOTE = "<!-- Written by docs/generate.py: change the code it's drawn from, then run it. -->"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [list(head)]
    lines += [["---"] * len(lines[0])]
    lines += [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def page(title: str, *parts: str) -> str:
    """A page of parts with an empty line between them."""
    return "\n\n".join([f"# {title}", _NOTE, *parts]) + "\n"
