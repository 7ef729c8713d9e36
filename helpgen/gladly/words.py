"""Text from the network, made fit to stand in a message."""

from __future__ import annotations


def plain(text: str, limit: int = 200) -> str:
    """`text` on one line, without control characters, cut to `limit` characters.

    An answer may hold anything, escape sequences for a terminal included.
    """
    head = text[: 4 * limit]
    line = " ".join("".join(char if char.isprintable() else " " for char in head).split())
    cut = len(line) > limit or len(text) > len(head)
    return f"{line[: limit - 1]}…" if cut else line
