"""The words of an edition as people write them: beginnings, relatives, and what a typo meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST_TYPO, _TWO_TYPOS = 4, 8
"""Letters from which one typo is allowed, and two (as Algolia does it)."""
_SHORTEST_PART, _SHORTEST_HALF = 4, 3
_LIKE = 0.6
_HEAD, _HEAD_LIKE = 5, 0.35
"""A word of so many letters may be the end of a much longer one: `etikett`, `ruckgabeetikett`."""
_WORDS_KEPT = 5_000
_MOST_LOOKED_AT = 10_000
"""Words that begin alike, or hold a word, beyond which the rest is left out: an edition full
of codes would make every search slow."""


class Lexicon:
    """Folded words, sorted.

    Args:
        spellings: Each word, folded, with a way in which it's written; where there are
            several, the first one counts.
    """

    def __init__(self, spellings: Iterable[tuple[str, str]]) -> None:
        self._written: dict[str, str] = {}
        for word, written in spellings:
            self._written.setdefault(word, written)
        self.words = sorted(self._written)
        self._joined = "\n" + "\n".join(self.words) + "\n"
        self._by_length: dict[int, list[str]] = {}
        for word in self.words:
            self._by_length.setdefault(len(word), []).append(word)
        # People search for the same words again and again.
        self._related = lru_cache(_WORDS_KEPT)(self._find_related)
        self._meant = lru_cache(_WORDS_KEPT)(self._find_meant)

    def written(self, word: str) -> str:
        """The word with its accents; as it is if it isn't known."""
        return self._written.get(word, word)

    def __contains__(self, word: str) -> bool:
        """Whether the word stands in it as it is."""
        return word in self._written

    def starting(self, beginning: str) -> list[str]:
        """The words that begin so, the beginning itself left out; 10,000 of them at most."""
        found = self._beginning(beginning)[:_MOST_LOOKED_AT]
        return [word for word in found if word != beginning]

    def _beginning(self, beginning: str) -> list[str]:
        start = bisect_left(self.words, beginning)
        return self.words[start : bisect_left(self.words, beginning + "\U0010ffff", start)]

    def related(self, word: str) -> list[tuple[str, float]]:
        """Words that share a long beginning, hold the word or are held by it.

        Returns:
            Word and likeness (0 to 1), the likest first.
        """
        return list(self._related(word))

    def _find_related(self, word: str) -> tuple[tuple[str, float], ...]:
        if len(word) < _SHORTEST_PART:
            return ()
        found: dict[str, float] = {}
        for other in self.starting(word[:_SHORTEST_PART]):
            shared = _shared(word, other)
            likeness = 2 * shared / (len(word) + len(other))
            if likeness >= _LIKE:
                found[other] = likeness
        for other in islice(self._holding(word), _MOST_LOOKED_AT):
            likeness = len(word) / len(other)
            if likeness >= _LIKE or _is_head(word, other, likeness):
                found[other] = max(found.get(other, 0), likeness)
        for other in self._held_by(word):
            likeness = len(other) / len(word)
            if likeness >= _LIKE or _is_head(other, word, likeness):
                found[other] = max(found.get(other, 0), likeness)
        found.pop(word, None)
        return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def _holding(self, word: str) -> Iterator[str]:
        """Longer words that the word stands in."""
        place = self._joined.find(word)
        while place >= 0:
            end = self._joined.index("\n", place)
            yield self._joined[self._joined.rindex("\n", 0, place + 1) + 1 : end]
            place = self._joined.find(word, end)

    def _held_by(self, word: str) -> Iterator[str]:
        """Shorter words that stand in the word."""
        for start in range(len(word) - _SHORTEST_PART + 1):
            for end in range(start + _SHORTEST_PART, len(word) + 1):
                if word[start:end] in self:
                    yield word[start:end]

    def halves(self, word: str) -> Iterator[tuple[str, str]]:
        """Two words that make up the word: `giftcard` is `gift` and `card`, `10k` is `10`, `k`."""
        for cut in range(1, len(word)):
            unit = word[cut - 1].isdecimal() != word[cut].isdecimal()
            long = _SHORTEST_HALF <= cut <= len(word) - _SHORTEST_HALF
            if (unit or long) and word[:cut] in self and word[cut:] in self:
                yield word[:cut], word[cut:]

    def meant(self, word: str) -> list[tuple[str, int]]:
        """Words that differ by few typos; a swap of neighbours counts once.

        Returns:
            Word and number of typos, the fewest first.
        """
        return list(self._meant(word))

    def _find_meant(self, word: str) -> tuple[tuple[str, int], ...]:
        length = len(word)
        if length < _SHORTEST_TYPO:
            return ()
        most = 1 if length < _TWO_TYPOS else 2
        # Short words keep their first letter: "form" isn't meant by "norm".
        likely = self._as_long(length, most) if most > 1 else self._beginning(word[0])
        found = process.extract_iter(
            word, likely, scorer=OSA.distance, processor=None, score_cutoff=most
        )
        near = [(other, int(distance)) for other, distance, _ in found if other != word]
        return tuple(sorted(near, key=lambda pair: (pair[1], pair[0])))

    def _as_long(self, length: int, most: int) -> Iterable[str]:
        """The words that are as long, give or take some letters."""
        lengths = range(length - most, length + most + 1)
        return chain.from_iterable(self._by_length.get(length, ()) for length in lengths)


def _is_head(word: str, compound: str, likeness: float) -> bool:
    return len(word) >= _HEAD and likeness >= _HEAD_LIKE and compound.endswith(word)


def _shared(word: str, other: str) -> int:
    """How many letters two words have in common from the start."""
    count = 0
    for first, second in zip(word, other, strict=False):
        if first != second:
            break
        count += 1
    return count
