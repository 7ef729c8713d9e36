"""A generation of an index, opened: terms, weights, and what results show."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Any

from whoosh.index import open_dir
from whoosh.reading import TermNotFound

from helpgen.errors import SearchError
from helpgen.search.analysis import Analyzer
from helpgen.search.generations import check_files, read_meta
from helpgen.search.lexicon import Lexicon
from helpgen.search.plan import Vocabulary
from helpgen.search.postings import read_postings
from helpgen.search.results import Document
from helpgen.search.schema import ADDRESS, SHOWN, TERMS, fingerprint, schema
from helpgen.search.snippet import Text, body
from helpgen.search.weights import LEVELS, rarity, saturated
from helpgen.search.word_lists import Terms, read_words

_COUNTS = tuple(saturated(frequency) for frequency in LEVELS)
_POSTINGS_KEPT, _ANSWERS_KEPT, _TEXTS_KEPT = 400_000, 2_000, 1_000
"""About 40 MB, 10 MB and 20 MB at most for an index."""


class OpenIndex:
    """An index that can be asked, from several threads; never changes once it's open.

    Its files are closed when nobody holds it any more.

    Args:
        generation: Its folder.

    Raises:
        SearchError: It isn't one of this version, or it's damaged.
    """

    def __init__(self, generation: Path) -> None:
        meta = read_meta(generation)
        analyzer = Analyzer(meta.language)
        if meta.analysis != fingerprint(analyzer):
            raise SearchError(f"{generation}: was made by another version: run 'helpgen build'")
        check_files(generation)
        self.generation = generation.name
        # Nothing that is kept refers to self: a cycle would keep the files open for long.
        whoosh = _Whoosh(generation)
        self._closed = weakref.finalize(self, whoosh.close)
        self._addresses = whoosh.addresses()
        self.documents = len(self._addresses)
        if self.documents != len(meta.documents):
            raise SearchError(
                f"{generation}: holds {self.documents} answers instead of "
                f"{len(meta.documents)}: delete it and run 'helpgen build'"
            )
        self.weights = _Kept(_weighing(whoosh, self.documents), _POSTINGS_KEPT)
        self.document = lru_cache(_ANSWERS_KEPT)(whoosh.document)
        self.texts = lru_cache(_TEXTS_KEPT)(_reading(self.document, analyzer))
        terms = Terms.read(generation)
        self.holding = terms.holding
        lexicon = Lexicon(read_words(generation))
        self.vocabulary = Vocabulary(analyzer, lexicon, terms, meta.synonyms)

    def close(self) -> None:
        """Close its files now; nothing can be asked after that."""
        self._closed()

    def rarity(self, term: str) -> float:
        """What a term counts by how few answers hold it; 0 if none does."""
        holding = self.holding(term)
        return rarity(self.documents, holding) if holding else 0.0

    def address(self, number: int) -> str:
        """The answer's URL."""
        return self._addresses[number]

    @property
    def numbers(self) -> Iterable[int]:
        """The number of every answer."""
        return self._addresses


class _Whoosh:
    """Whoosh's reader, asked by one thread at a time: its parts share a place in a file."""

    def __init__(self, generation: Path) -> None:
        self._lock = threading.Lock()
        try:
            with ExitStack() as opened:
                self._reader = open_dir(generation, schema=schema()).reader()
                opened.callback(self._reader.close)
                for segment, _ in self._reader.leaf_readers():
                    # Whoosh opens it when it's first asked; later builds may have deleted it.
                    if segment.doc_count_all():
                        segment.stored_fields(0)
                opened.pop_all()
        except Exception as error:
            raise SearchError(
                f"{generation}: the search index is damaged ({error}): delete it, "
                "run 'helpgen build'"
            ) from error

    def close(self) -> None:
        with self._lock:
            self._reader.close()

    def addresses(self) -> dict[int, str]:
        """URL of each answer by its number."""
        if not self._reader.doc_count():
            return {}  # Whoosh has no columns then
        column = self._reader.column_reader(ADDRESS, translate=False)
        return {number: column[number].decode() for number in self._reader.all_doc_ids()}

    def levels(self, term: str) -> list[tuple[int, int]]:
        """Number and step of each answer that holds the term."""
        with self._lock:
            try:
                matcher = self._reader.postings(TERMS, term.encode())
            except TermNotFound:
                return []
            return [(number, int(weight) - 1) for number, weight in read_postings(matcher)]

    def document(self, number: int) -> Document:
        with self._lock:
            stored: tuple[Any, ...] = self._reader.stored_fields(number)[SHOWN]
        return Document(*stored)


def _weighing(whoosh: _Whoosh, documents: int) -> Callable[[str], Mapping[int, float]]:
    def weights(term: str) -> Mapping[int, float]:
        found = whoosh.levels(term)
        factor = rarity(documents, len(found))
        counts = [factor * count for count in _COUNTS]
        return {number: counts[level] for number, level in found}

    return weights


def _reading(
    document: Callable[[int], Document], analyzer: Analyzer
) -> Callable[[int], tuple[Text, Text]]:
    def texts(number: int) -> tuple[Text, Text]:
        """Name and text of an answer, for words to be marked in."""
        found = document(number)
        return Text(found.name, analyzer), body(found.text, analyzer)

    return texts


class _Kept:
    """Weights of the terms that were read last, so many that memory stays bounded.

    Args:
        read: Reads a term's weights.
        most: How many of them are kept, over all terms.
    """

    def __init__(self, read: Callable[[str], Mapping[int, float]], most: int) -> None:
        self._read, self._most = read, most
        self._lock = threading.Lock()
        self._kept: dict[str, Mapping[int, float]] = {}
        self._size = 0

    def __call__(self, term: str) -> Mapping[int, float]:
        """What the term counts in each answer, rarity included; empty if there's none."""
        found = self._kept.get(term)
        if found is None:
            found = self._read(term)
            with self._lock:
                self._keep(term, found)
        return found

    def _keep(self, term: str, found: Mapping[int, float]) -> None:
        if term not in self._kept:  # another thread may have been quicker
            self._kept[term] = found
            self._size += len(found) + 1
        while self._size > self._most:
            oldest = next(iter(self._kept))
            self._size -= len(self._kept.pop(oldest)) + 1
