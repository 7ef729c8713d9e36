"""The words of an edition's answers, counted once for the page's index and for Whoosh's."""

from __future__ import annotations

from helpgen.search.analysis import Analyzer
from helpgen.search.results import Document
from helpgen.search.weights import Analysis, analyse


class Analyses:
    """Counts the words of answers, of each the first time that it's asked for.

    Args:
        language: Gladly's code.

    Attributes:
        analyzer: Of that language.
    """

    def __init__(self, language: str) -> None:
        self.analyzer = Analyzer(language)
        self._made: dict[int, tuple[Document, Analysis]] = {}

    def of(self, document: Document) -> Analysis:
        """The words of an answer."""
        known = self._made.get(id(document))
        if known is None:
            # The answer is kept with them, so that no other one gets its number.
            known = self._made[id(document)] = document, analyse(document, self.analyzer)
        return known[1]
