"""An edition's words and terms with the number of answers that hold each, beside Whoosh's files.

Whoosh counts answers that have been replaced until it merges; these lists are exact after
every change, and are read as a whole when an index is opened.

    words.txt    word, how it's written where that differs, answers; between tabs
    terms.txt    term, answers
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import takewhile
from pathlib import Path

from helpgen.search.weights import Analysis

_WORDS, _TERMS = "words.txt", "terms.txt"


class WordLists:
    """Both lists while an index is written.

    Attributes:
        words: Answers that hold each word, by the word and a tab and how it's written.
        terms: Answers that hold each term.
    """

    def __init__(self, words: Mapping[str, int], terms: Mapping[str, int]) -> None:
        self.words = Counter(words)
        self.terms = Counter(terms)

    @classmethod
    def read(cls, generation: Path) -> WordLists:
        """Those of a generation."""
        return cls(_read(generation / _WORDS), _read(generation / _TERMS))

    def add(self, analysis: Analysis) -> None:
        """Count an answer."""
        self.words.update(_entries(analysis))
        self.terms.update({*analysis.name, *analysis.text})

    def remove(self, analysis: Analysis) -> None:
        """Count it no more."""
        self.words.subtract(_entries(analysis))
        self.terms.subtract({*analysis.name, *analysis.text})

    def write(self, generation: Path) -> None:
        """Put them into a new generation; links to the old one's files are cut first."""
        for name, counts in ((_WORDS, self.words), (_TERMS, self.terms)):
            path = generation / name
            path.unlink(missing_ok=True)
            lines = sorted(f"{entry}\t{count}" for entry, count in counts.items() if count)
            path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


class Terms:
    """The terms of an index and how many answers hold each."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._sorted = sorted(counts)

    @classmethod
    def read(cls, generation: Path) -> Terms:
        """Those of a generation."""
        return cls(_read(generation / _TERMS))

    def holding(self, term: str) -> int:
        """Answers that hold the term; 0 if there's none."""
        return self._counts.get(term, 0)

    def pairs(self, character: str) -> list[str]:
        """Pairs of characters that begin with this one, in their order."""
        after = self._sorted[bisect_left(self._sorted, character) :]
        begun = takewhile(lambda term: term[0] == character, after)
        return [term for term in begun if len(term) == 2]  # noqa: PLR2004 - a pair


def read_words(generation: Path) -> Iterable[tuple[str, str]]:
    """Each word of a generation and how it's written, sorted; the plain spelling first."""
    for entry in _read(generation / _WORDS):
        word, _, written = entry.partition("\t")
        yield word, written or word


def _read(path: Path) -> dict[str, int]:
    text = path.read_text(encoding="utf-8")
    pairs = (line.rpartition("\t") for line in text.split("\n") if line)
    return {entry: int(count) for entry, _, count in pairs}


def _entries(analysis: Analysis) -> list[str]:
    return [f"{word}\t{'' if word == written else written}" for word, written in analysis.spellings]
