"""A query -> what is looked for: each word, and what else would do in its place.

Plain words only: nothing that is typed has a meaning of its own but quotation marks, whose
words must all be there as they are.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Protocol

from helpgen.search.analysis import Analyzer, Word
from helpgen.search.lexicon import Lexicon

LONGEST_QUERY, MOST_WORDS = 300, 24
"""Characters and words that are looked at; what comes after is left out."""
COMMON = 0.2
"""What a common word counts beside others."""
_SYNONYM, _JOINED, _HALVES = 0.8, 0.9, 0.8
_TYPO = (1.0, 0.8, 0.6)
_RELATED, _RELATED_UNKNOWN = 0.49, 0.6
_MOST_RELATED, _MOST_TYPOS, _MOST_PREFIXES = 5, 4, 10
_SHORTEST_PREFIX = 2
FEW_WORDS = 3
"""Up to so many words, answers with all of them come first."""
COUNTS = 0.5
"""From this weight on an alternative stands for the word itself."""
_QUOTED = re.compile(r'["“”„«»「」『』]([^"“”„«»「」『』]+)["“”„«»「」『』]')
_ENDED = re.compile(r"""[\s"“”„«»「」『』.,;:!?。、？！؟،]$""")


@dataclass(frozen=True, slots=True)
class Alternative:
    """What would do for a word: terms that must all be there, and what that counts."""

    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of the query.

    Attributes:
        word: As it's analysed.
        weight: What it counts beside the others.
        required: Whether an answer should hold it.
        alternatives: The word itself and what would do in its place.
    """

    word: Word
    weight: float
    required: bool
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is looked for.

    Attributes:
        wanted: Each word once.
        exact: Whether the query is in quotation marks: every word must be there as it is.
        corrected: The query with mistyped words mended; empty if there's nothing to mend.
        partial: Whether time ran out, so that some words are looked for only as they are.
    """

    wanted: tuple[Wanted, ...]
    exact: bool = False
    corrected: str = ""
    partial: bool = False

    @property
    def required(self) -> int:
        """How many words an answer should hold."""
        return sum(wanted.required for wanted in self.wanted)

    @property
    def shown(self) -> frozenset[str]:
        """Terms that are marked in results: those of the words that an answer should hold."""
        return frozenset(
            term
            for wanted in self.wanted
            if wanted.required
            for alternative in wanted.alternatives
            for term in alternative.terms
        )


class Terms(Protocol):
    """What an index holds."""

    def holding(self, term: str) -> int:
        """Answers that hold the term; 0 if there's none."""

    def pairs(self, character: str) -> Iterable[str]:
        """Pairs of characters that begin with this one, in their order."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an edition's words are, all that planning needs of an index.

    Attributes:
        analyzer: Of its language.
        lexicon: Its words.
        terms: Its terms.
        synonyms: Other words for a phrase of folded words between blanks.
    """

    analyzer: Analyzer
    lexicon: Lexicon
    terms: Terms
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)


def plan(
    query: str,
    vocabulary: Vocabulary,
    *,
    more_typos: bool = False,
    deadline: float | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Plan:
    """What to look for.

    Args:
        query: Whatever someone typed.
        vocabulary: Of the edition that is asked.
        more_typos: Take words for mistyped that are known, as the exact ones found too little.
        deadline: Time of `clock` from which on words are looked for only as they are.
        clock: Seconds that only grow.
    """
    query = query[:LONGEST_QUERY]
    words = list(_distinct(vocabulary.analyzer.words(query)))[:MOST_WORDS]
    if _QUOTED.search(query):
        return Plan(tuple(_quoted(words)), exact=True)
    planner = _Planner(query, words, vocabulary, more_typos)
    wanted: list[Wanted] = []
    partial = False
    for word in words:
        partial = partial or (deadline is not None and clock() > deadline)
        wanted.append(planner.wanted(word, as_it_is=partial))
    return Plan(tuple(wanted), corrected=planner.corrected(), partial=partial)


def _quoted(words: list[Word]) -> Iterator[Wanted]:
    """Words as they are; common ones needn't be there, as those of a text aren't kept."""
    only_common = all(word.common for word in words)
    for word in words:
        required = only_common or not word.common
        yield Wanted(word, 1.0 if required else COMMON, required, (_itself(word),))


def _distinct(words: Iterator[Word]) -> Iterator[Word]:
    seen: set[str] = set()
    for word in words:
        if word.term not in seen:
            seen.add(word.term)
            yield word


def _itself(word: Word) -> Alternative:
    return Alternative((word.term,), 1.0)


class _Planner:
    def __init__(
        self,
        query: str,
        words: list[Word],
        vocabulary: Vocabulary,
        more_typos: bool,  # noqa: FBT001 - private
    ) -> None:
        self._query = query
        self._vocabulary = vocabulary
        self._more_typos = more_typos
        self._mended: dict[Word, str] = {}
        self._only_common = all(word.common for word in words)
        self._last = words[-1] if words and not _ENDED.search(query) else None
        self._others = _others(words, vocabulary)

    def wanted(self, word: Word, *, as_it_is: bool) -> Wanted:
        """A word with what would do in its place, unless there's no time; the best of each term."""
        best: dict[tuple[str, ...], float] = {}
        for alternative in [_itself(word)] if as_it_is else self._alternatives(word):
            weight = max(alternative.weight, best.get(alternative.terms, 0))
            best[alternative.terms] = weight
        found = tuple(Alternative(terms, weight) for terms, weight in best.items())
        required = self._only_common or not word.common
        weight = COMMON if word.common and not self._only_common else 1.0
        return Wanted(word, weight, required, found)

    def corrected(self) -> str:
        """The query with the mended words in their places."""
        text = self._query
        for word in sorted(self._mended, key=lambda word: -word.start):
            text = text[: word.start] + self._mended[word] + text[word.end :]
        return text if self._mended else ""

    def _alternatives(self, word: Word) -> Iterator[Alternative]:
        known = self._vocabulary.terms.holding(word.term) > 0
        if known:
            yield _itself(word)
        yield from self._others.get(word, ())
        if word.paired:
            yield from self._begun_pairs(word)
            return
        begun = list(self._begun(word)) if word is self._last else []
        yield from begun
        if not word.common:
            yield from self._related(word, known=known or bool(begun))
        if not word.common and not known:
            yield from self._halves(word)
        if (not known and not begun) or (self._more_typos and not word.common):
            yield from self._meant(word, known=known)

    def _begun(self, word: Word) -> Iterator[Alternative]:
        """What the last word may become."""
        if len(word.text) < _SHORTEST_PREFIX:
            return
        found = self._usual(self._vocabulary.lexicon.starting(word.text))
        for other in found[:_MOST_PREFIXES]:
            weight = COUNTS + (0.9 - COUNTS) * len(word.text) / len(other)
            yield self._as(other, weight)

    def _begun_pairs(self, word: Word) -> Iterator[Alternative]:
        """Pairs that begin with a character that stands alone."""
        if len(word.term) == 1:
            for pair in islice(self._vocabulary.terms.pairs(word.term), _MOST_PREFIXES):
                yield Alternative((pair,), _JOINED)

    def _related(self, word: Word, *, known: bool) -> Iterator[Alternative]:
        weight = _RELATED if known else _RELATED_UNKNOWN
        for other, likeness in self._vocabulary.lexicon.related(word.text)[:_MOST_RELATED]:
            yield self._as(other, weight * likeness)

    def _halves(self, word: Word) -> Iterator[Alternative]:
        for first, second in self._vocabulary.lexicon.halves(word.text):
            yield Alternative((self._term(first), self._term(second)), _HALVES)

    def _meant(self, word: Word, *, known: bool) -> Iterator[Alternative]:
        near = self._vocabulary.lexicon.meant(word.text)
        if not near:
            return
        fewest = near[0][1]
        likely = self._usual([other for other, typos in near if typos == fewest])[:_MOST_TYPOS]
        if not known:
            self._mended[word] = self._vocabulary.lexicon.written(likely[0])
        for other in likely:
            yield self._as(other, _TYPO[fewest])

    def _usual(self, words: list[str]) -> list[str]:
        """The words, those in most answers first."""
        return sorted(words, key=lambda word: (-self._holding(word), word))

    def _holding(self, word: str) -> int:
        return self._vocabulary.terms.holding(self._term(word))

    def _term(self, word: str) -> str:
        return self._vocabulary.analyzer.term(word)

    def _as(self, word: str, weight: float) -> Alternative:
        return Alternative((self._term(word),), weight)


def _others(words: list[Word], vocabulary: Vocabulary) -> dict[Word, list[Alternative]]:
    """Synonyms, and two words that are written as one."""
    others: dict[Word, list[Alternative]] = {}
    for first, second in pairwise(words):
        joined = vocabulary.analyzer.term(first.text + second.text)
        if not first.paired and not second.paired and vocabulary.terms.holding(joined):
            for word in (first, second):
                others.setdefault(word, []).append(Alternative((joined,), _JOINED))
    texts = {word.text for word in words}
    for phrase, synonyms in vocabulary.synonyms.items():
        if phrase.partition(" ")[0] in texts:
            for word in _standing(phrase.split(), words):
                found = (_meaning(synonym, vocabulary.analyzer) for synonym in synonyms)
                others.setdefault(word, []).extend(found)
    return others


def _meaning(synonym: str, analyzer: Analyzer) -> Alternative:
    return Alternative(tuple(word.term for word in analyzer.words(synonym)), _SYNONYM)


def _standing(phrase: list[str], words: list[Word]) -> list[Word]:
    """The words of the query where the phrase stands in it; none if it doesn't."""
    texts = [word.text for word in words]
    for start in range(len(texts) - len(phrase) + 1):
        if texts[start : start + len(phrase)] == phrase:
            return words[start : start + len(phrase)]
    return []
