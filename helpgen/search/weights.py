"""What a word counts: in an answer by where it stands, in an index by how rare it is.

BM25F (Robertson, Zaragoza, "The Probabilistic Relevance Framework", 2009): the parts of an
answer are joined into one weighted frequency before it saturates, so that a word in a name
and in the body isn't counted as two finds. The weight is kept in steps: the page's index
needs one character for it, and both sides put answers in the same order.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from helpgen.search.analysis import Analyzer
from helpgen.search.results import Document

VERSION = 2
NAME = 5.0
"""A word of the name counts as five of the text."""
SATURATION = 6.0
_NAME_LENGTH, _TEXT_LENGTH = 0.85, 0.85
"""How much a long name or text weakens each of its words, 0 to 1."""
_STEPS_PER_DOUBLING = 3
LEVELS = tuple(round(0.125 * 2 ** (step / _STEPS_PER_DOUBLING), 4) for step in range(36))
"""The weighted frequency of each step, from an eighth to 400."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The words of an answer, counted.

    Attributes:
        name: Terms of its name.
        text: Terms of headings, section and body; the body's stop words are left out.
        spellings: Each word but pairs of characters, folded and as it's written in lower case.
    """

    name: Mapping[str, int]
    text: Mapping[str, int]
    spellings: frozenset[tuple[str, str]]

    @property
    def name_length(self) -> int:
        """Words in the name."""
        return sum(self.name.values())

    @property
    def text_length(self) -> int:
        """Words in the text."""
        return sum(self.text.values())


@dataclass(frozen=True, slots=True)
class Averages:
    """Words in a name and in a text of an edition, to the nearest of some steps.

    In steps, so that a changed answer leaves the weights of all others as they are.
    """

    name: float
    text: float

    @classmethod
    def of(cls, lengths: Collection[tuple[int, int]]) -> Averages:
        """From the lengths of each answer's name and text."""
        count = max(len(lengths), 1)
        return cls(
            _stepped(sum(name for name, _ in lengths) / count),
            _stepped(sum(text for _, text in lengths) / count),
        )


def _stepped(average: float) -> float:
    return float(2 ** (round(math.log2(max(average, 1)) * 4) / 4))


def analyse(document: Document, analyzer: Analyzer) -> Analysis:
    """Count the words of an answer."""
    spellings: set[tuple[str, str]] = set()
    name: dict[str, int] = {}
    text: dict[str, int] = {}
    _count(document.name, analyzer, name, spellings, common=True)
    for part in (*document.headings, document.section, document.text):
        _count(part, analyzer, text, spellings, common=False)
    return Analysis(name, text, frozenset(spellings))


def _count(
    text: str,
    analyzer: Analyzer,
    counts: dict[str, int],
    spellings: set[tuple[str, str]],
    *,
    common: bool,
) -> None:
    for entries, count in analyzer.counted(text):
        for term, kept, spelling in entries:
            if kept or common:
                counts[term] = counts.get(term, 0) + count
                if spelling:
                    spellings.add(spelling)


def levels(analysis: Analysis, averages: Averages) -> dict[str, int]:
    """The step of each of an answer's terms: an index into `LEVELS`."""
    name, text = analysis.name, analysis.text
    in_name = NAME / _lengthened(_NAME_LENGTH, analysis.name_length / averages.name)
    in_text = 1 / _lengthened(_TEXT_LENGTH, analysis.text_length / averages.text)

    # Most words of an answer stand in its text only, once or twice.
    steps = {times: level(times * in_text) for times in set(text.values())}
    found = dict(zip(text, map(steps.__getitem__, text.values()), strict=True))
    for term, times in name.items():
        found[term] = level(times * in_name + text.get(term, 0) * in_text)
    return found


def _lengthened(share: float, length: float) -> float:
    return 1 - share + share * length


def level(frequency: float) -> int:
    """The step nearest to a weighted frequency."""
    step = round(math.log2(max(frequency, LEVELS[0]) / LEVELS[0]) * _STEPS_PER_DOUBLING)
    return min(step, len(LEVELS) - 1)


def saturated(frequency: float) -> float:
    """What a weighted frequency counts: more and more slowly up to `SATURATION` + 1."""
    return frequency * (SATURATION + 1) / (frequency + SATURATION)


def rarity(documents: int, holding: int) -> float:
    """Inverse document frequency as Lucene has it; above 0 even for a word in every answer."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))
