"""A text and the words that were searched -> the piece that shows them best, its words marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence

from helpgen.search.analysis import Analyzer
from helpgen.search.results import Fragment

LENGTH = 160
"""Characters of a snippet, about."""
_LOOKED_AT = 4_000
_BEFORE = 40
"""Characters before the first marked word."""

_Span = tuple[int, int]


def marked(text: str, terms: Collection[str], analyzer: Analyzer) -> tuple[Fragment, ...]:
    """The whole text, words that were searched in pieces of their own."""
    return tuple(_pieces(text, _spans(text, terms, analyzer), 0, len(text)))


def snippet(text: str, terms: Collection[str], analyzer: Analyzer) -> tuple[Fragment, ...]:
    """The piece of a text with the most of the words that were searched.

    Args:
        text: Plain text, one line a block.
        terms: What was searched, as it stands in the index.
        analyzer: Of the text's language.
    """
    text = " ".join(text[:_LOOKED_AT].split())
    spans = _spans(text, terms, analyzer)
    start = _start(text, spans)
    end = _end(text, start)
    pieces = list(_pieces(text, spans, start, end))
    if start > 0:
        pieces.insert(0, Fragment("… "))
    if end < len(text):
        pieces.append(Fragment(" …"))
    return tuple(pieces)


def _spans(text: str, terms: Collection[str], analyzer: Analyzer) -> list[_Span]:
    """Where words that were searched stand; those that touch or overlap are one."""
    spans: list[_Span] = []
    known: dict[str, list[_Span]] = {}
    for place, piece in analyzer.places(text):
        words = known.get(piece)
        if words is None:
            words = [(w.start, w.end) for w in analyzer.parts(piece) if w.term in terms]
            known[piece] = words
        spans += [(place + start, place + end) for start, end in words]
    return _joined(sorted(spans))


def _joined(spans: Sequence[_Span]) -> list[_Span]:
    joined: list[_Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _start(text: str, spans: Sequence[_Span]) -> int:
    """Where the piece begins that shows the most different words."""
    best, place = 0, 0
    ends = [end for _, end in spans]
    for number, (first, _) in enumerate(spans):
        last = bisect_right(ends, first + LENGTH - _BEFORE)
        shown = {text[a:b].lower() for a, b in spans[number:last]}
        if len(shown) > best:
            best, place = len(shown), first
    if place <= _BEFORE:
        return 0
    blank = text.find(" ", place - _BEFORE, place)
    return blank + 1 if blank >= 0 else place


def _end(text: str, start: int) -> int:
    """Where it ends: between words where there are blanks."""
    end = start + LENGTH
    if end >= len(text):
        return len(text)
    blank = text.rfind(" ", start + LENGTH // 2, end + 1)
    return blank if blank >= 0 else end


def _pieces(text: str, spans: Sequence[_Span], start: int, end: int) -> Iterator[Fragment]:
    place = start
    for first, last in spans:
        if first >= start and last <= end:
            if place < first:
                yield Fragment(text[place:first])
            yield Fragment(text[first:last], marked=True)
            place = last
    if place < end:
        yield Fragment(text[place:end])
