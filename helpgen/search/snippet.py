"""A text and the words that were searched -> the piece that shows them best, its words marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from helpgen.search.analysis import Analyzer
from helpgen.search.results import Fragment

LENGTH = 160
"""Characters of a snippet, about."""
_LOOKED_AT = 4_000
_BEFORE = 40
"""Characters before the first marked word."""

_SPAN = 2**32  # more than the characters of any text
_Span = tuple[int, int]


class Text:
    """A text of an answer, and where each of its terms stands; made once for many searches.

    Args:
        text: Plain text.
        analyzer: Of its language.
    """

    __slots__ = ("_standing", "text")

    def __init__(self, text: str, analyzer: Analyzer) -> None:
        self.text = text
        standing: dict[str, list[int]] = {}
        for place, piece in analyzer.places(text):
            for word in analyzer.parts(piece):
                span = (place + word.start) * _SPAN + place + word.end
                standing.setdefault(word.term, []).append(span)
        # A span as one number takes half of the memory of a pair.
        self._standing = {term: tuple(spans) for term, spans in standing.items()}

    def spans(self, terms: AbstractSet[str]) -> list[_Span]:
        """Where words that were searched stand; those that touch or overlap are one."""
        known = terms & self._standing.keys()
        return _joined(
            sorted(divmod(span, _SPAN) for term in known for span in self._standing[term])
        )

    def marked(self, terms: AbstractSet[str]) -> tuple[Fragment, ...]:
        """The whole text, words that were searched in pieces of their own."""
        return tuple(_pieces(self.text, self.spans(terms), 0, len(self.text)))

    def snippet(self, terms: AbstractSet[str]) -> tuple[Fragment, ...]:
        """The piece of the text with the most of the words that were searched."""
        text, spans = self.text, self.spans(terms)
        start = _start(text, spans)
        end = _end(text, start)
        pieces = list(_pieces(text, spans, start, end))
        if start > 0:
            pieces.insert(0, Fragment("… "))
        if end < len(text):
            pieces.append(Fragment(" …"))
        return tuple(pieces)


def body(text: str, analyzer: Analyzer) -> Text:
    """The beginning of an answer's text, on one line, for snippets to be cut from."""
    return Text(" ".join(text[:_LOOKED_AT].split()), analyzer)


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
