"""An index in memory, as ranking asks for it: made from analyses, for the page and for checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpgen.search.weights import LEVELS, Analysis, Averages, levels, rarity, saturated

_COUNTS = tuple(saturated(frequency) for frequency in LEVELS)


class MemoryIndex:
    """Levels of every term, and what they count.

    Args:
        analyses: Of each answer, by number.
        addresses: URL of each answer, by number.
    """

    def __init__(self, analyses: Sequence[Analysis], addresses: Sequence[str]) -> None:
        self._addresses = addresses
        self._documents = len(analyses)
        self.postings: dict[str, dict[int, int]] = {}
        averages = Averages.of([(a.name_length, a.text_length) for a in analyses])
        for number, analysis in enumerate(analyses):
            for term, level in levels(analysis, averages).items():
                self.postings.setdefault(term, {})[number] = level

    def holding(self, term: str) -> int:
        """Answers that hold the term; 0 if there's none."""
        return len(self.postings.get(term, ()))

    def pairs(self, character: str) -> list[str]:
        """Pairs of characters that begin with this one, in their order."""
        return sorted(term for term in self.postings if len(term) == 2 and term[0] == character)  # noqa: PLR2004 - a pair

    def weights(self, term: str) -> Mapping[int, float]:
        """What the term counts in each answer, rarity included; empty if there's none."""
        found = self.postings.get(term, {})
        factor = rarity(self._documents, len(found))
        return {number: factor * _COUNTS[level] for number, level in found.items()}

    def rarity(self, term: str) -> float:
        """What a term counts by how few answers hold it; 0 if none does."""
        holding = self.holding(term)
        return rarity(self._documents, holding) if holding else 0.0

    def address(self, number: int) -> str:
        """The answer's URL."""
        return self._addresses[number]
