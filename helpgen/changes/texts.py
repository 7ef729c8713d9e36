"""What changed in a body, short enough to be read: lines that differ, with the words around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpgen.answers.words import Span, body_lines, line_diff
from helpgen.changes.compare import AnswerChange

Diff = tuple[tuple[Span, ...], ...]
"""Lines, each of runs of words that stay, go or come."""
_MOST_LINES = 2_000  # of both sides; comparing takes the square of their number
_AROUND = 60  # characters that stay beside a change
_LONGEST_RUN = 600  # characters of one run that goes or comes
_CUT = "…"


def body_diff(one: AnswerChange) -> Diff | None:
    """The lines of an answer's body that differ; None where it's too long to be compared."""
    if one.kind != "changed" or one.before is None or one.after is None:
        return ()
    before, after = body_lines(one.before.body), body_lines(one.after.body)
    if len(before) + len(after) > _MOST_LINES:
        return None
    return tuple(tuple(_short(line)) for line in line_diff(before, after))


def _short(line: tuple[Span, ...]) -> Iterator[Span]:
    """The line with what stays far from any change left out."""
    for index, span in enumerate(line):
        if span.mark != "same":
            yield Span(span.mark, _cut(span.text, _LONGEST_RUN, _LONGEST_RUN // 2))
        else:
            head = 0 if index == 0 else _AROUND
            tail = 0 if index == len(line) - 1 else _AROUND
            yield Span("same", _cut(span.text, head, tail))


def _cut(text: str, head: int, tail: int) -> str:
    """The beginning and the end of a text, cut between words, where it's longer than both."""
    if len(text) <= head + tail + len(_CUT):
        return text
    first, last = text[:head], text[len(text) - tail :]
    first = first.rpartition(" ")[0] + " " if " " in first else first
    last = " " + last.partition(" ")[2] if " " in last else last
    return f"{first}{_CUT}{last}"


def shortened(text: str, most: int) -> str:
    """The text, or its beginning and a sign that there's more."""
    return text if len(text) <= most else f"{text[: most - 1]}{_CUT}"


def size(diff: Iterable[Iterable[Span]]) -> int:
    """Characters of a diff."""
    return sum(len(span.text) for line in diff for span in line)
