"""Postings of an index: kept by term while it's written, written and read by the block.

Whoosh keeps a tuple for each posting, sorts them all, and passes each through four functions. Here
terms alone are sorted, as each one's answers come in their order. What stands in the files is the
same, but for compression: blocks are of some hundred bytes.
"""

from __future__ import annotations

import operator
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3LeafMatcher, W3PostingsWriter
from whoosh.fields import Schema
from whoosh.matching import Matcher

Posting = tuple[str, bytes, int, float, bytes]
"""As Whoosh passes it: field, term, number of the answer, weight, a value that's empty here."""

Postings = tuple["array[int]", "array[float]"]
"""Numbers of answers, rising, and the weight in each."""


class PostingPool:
    """What a writer has been given and not written yet, in place of Whoosh's own pool."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, Postings]] = {}

    @property
    def fieldnames(self) -> set[str]:
        """Of the postings in it; Whoosh asks for them."""
        return set(self._fields)

    def add(self, posting: Posting) -> None:
        """Take one posting, as Whoosh gives them."""
        field, term, number, weight, _ = posting
        self.add_answer(field, number, {term.decode(): weight})

    def add_answer(self, field: str, number: int, weights: Mapping[str, float]) -> None:
        """Take all postings of an answer.

        Args:
            field: Of the schema.
            number: The answer's; none may be smaller than one before.
            weights: Of its terms.
        """
        terms = self._fields.setdefault(field, {})
        for term, weight in weights.items():
            found = terms.get(term)
            if found is None:
                found = terms[term] = (array("I"), array("f"))
            found[0].append(number)
            found[1].append(weight)

    def iter_postings(self) -> Iterator[tuple[str, bytes, Postings]]:
        """Fields and terms in the order of files; for the writer of fields below."""
        for field, terms in sorted(self._fields.items()):
            for term in sorted(terms):
                yield field, term.encode(), terms[term]

    def cleanup(self) -> None:
        """Let all go."""
        self._fields.clear()


class PlainCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's own codec for the pool above, without statistics of lengths.

    With those Whoosh looks for a file at every posting, and no weight of ours asks for them.
    """

    length_stats = False

    def __init__(self) -> None:
        super().__init__(compression=0)

    def field_writer(self, storage: Any, segment: Any) -> W3FieldWriter:
        """Writes terms and their postings."""
        return _FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, *, byteids: bool = False) -> W3PostingsWriter:
        """Writes the postings of one term after another."""
        return _PostingsWriter(dbfile, self._blocklimit, byteids, self._compression)


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]  # as above
    def add_postings(
        self, schema: Schema, _lengths: None, items: Iterable[tuple[str, bytes, Postings]]
    ) -> None:
        """Write what a pool holds."""
        before = ""
        for field, term, (numbers, weights) in items:
            if field != before:
                if before:
                    self.finish_field()
                self.start_field(field, schema[field])
                before = field
            self.start_term(term)
            self._postwriter.add_all(numbers, weights)
            self.finish_term()
        if before:
            self.finish_field()


class _PostingsWriter(W3PostingsWriter):  # type: ignore[misc]  # as above
    def add_all(self, numbers: array[int], weights: array[float]) -> None:
        """Add postings by the block; the last one stays for `finish_postings`, as Whoosh has it."""
        for start in range(0, len(numbers), self._blocklimit):
            if start:
                self._write_block()
            end = start + self._blocklimit
            self._ids, self._weights = numbers[start:end], weights[start:end]
            self._maxweight = max(self._weights)

    def _mini_ids(self) -> tuple[int, ...]:
        """The steps between numbers, in a tenth of Whoosh's time."""
        return (self._ids[0], *map(operator.sub, self._ids[1:], self._ids))

    def _mini_weights(self) -> float | tuple[float, ...] | None:
        """One number where all are the same, none where that's 1, as above."""
        weights = self._weights
        if weights.count(weights[0]) < len(weights):
            return tuple(weights)
        return None if weights[0] == 1.0 else float(weights[0])


def read_postings(matcher: Matcher) -> list[tuple[int, float]]:
    """Number of each answer that a matcher gives, and the weight; by the block where it can be.

    Args:
        matcher: Of one term, as an index's reader gives it.
    """
    found: list[tuple[int, float]] = []
    while matcher.is_active():
        number, weight = matcher.id(), matcher.weight()  # which reads its block
        if type(matcher) is W3LeafMatcher:
            found += zip(matcher._ids, matcher._weights, strict=True)  # noqa: SLF001 - a block
            matcher._next_block()  # noqa: SLF001
        else:
            found.append((number, weight))
            matcher.next()
    return found
