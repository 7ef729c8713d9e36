"""A generation of an index, opened: terms, weights, and what results show."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from whoosh.index import open_dir
from whoosh.reading import IndexReader, TermNotFound

from helpgen.errors import SearchError
from helpgen.search.analysis import Analyzer
from helpgen.search.generations import read_meta
from helpgen.search.lexicon import Lexicon
from helpgen.search.plan import Vocabulary
from helpgen.search.results import Document
from helpgen.search.schema import SHOWN, TERMS, fingerprint, schema
from helpgen.search.weights import LEVELS, rarity, saturated
from helpgen.search.writer import read_words

_COUNTS = tuple(saturated(frequency) for frequency in LEVELS)
_TERMS_KEPT, _ANSWERS_KEPT = 20_000, 2_000


class OpenIndex:
    """An index that can be asked, from several threads; never changes once it's open.

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
        self._reader = _reader(generation)
        # Whoever still asks holds on to it; its files are closed with the last one.
        self._closed = weakref.finalize(self, self._reader.close)
        self._lock = threading.Lock()  # Whoosh's readers share one place in a file
        self.documents: int = self._reader.doc_count()
        if self.documents != len(meta.documents):
            raise SearchError(
                f"{generation}: holds {self.documents} answers instead of "
                f"{len(meta.documents)}: delete it and run 'helpgen build'"
            )
        self._deletions: bool = self._reader.has_deletions()
        # Bound methods with a memory; it goes with the index.
        self.weights = lru_cache(_TERMS_KEPT)(self._weights)
        self.holding = lru_cache(_TERMS_KEPT)(self._holding)
        self.document = lru_cache(_ANSWERS_KEPT)(self._document)
        self._addresses = {n: fields[SHOWN][2] for n, fields in self._reader.iter_docs()}
        lexicon = Lexicon(read_words(generation))
        self.vocabulary = Vocabulary(analyzer, lexicon, self, meta.synonyms)

    def close(self) -> None:
        """Close its files now; nothing can be asked after that."""
        self._closed()

    def address(self, number: int) -> str:
        """The answer's URL."""
        address: str = self._addresses[number]
        return address

    @property
    def numbers(self) -> Iterable[int]:
        """The number of every answer."""
        return self._addresses

    def pairs(self, character: str) -> list[str]:
        """Pairs of characters that begin with this one, in their order."""
        with self._lock:
            found = [term.decode() for term in self._reader.expand_prefix(TERMS, character)]
        return [term for term in found if len(term) == 2]  # noqa: PLR2004 - a pair

    def _weights(self, term: str) -> Mapping[int, float]:
        with self._lock:
            found = self._postings(term)
        factor = rarity(self.documents, len(found))
        return {number: factor * _COUNTS[level] for number, level in found}

    def _postings(self, term: str) -> list[tuple[int, int]]:
        try:
            matcher = self._reader.postings(TERMS, term.encode())
        except TermNotFound:
            return []
        found = []
        while matcher.is_active():
            found.append((matcher.id(), int(matcher.weight()) - 1))
            matcher.next()
        return found

    def _holding(self, term: str) -> int:
        if self._deletions:
            return len(self.weights(term))
        with self._lock:
            return int(self._reader.doc_frequency(TERMS, term.encode()))

    def _document(self, number: int) -> Document:
        with self._lock:
            stored: tuple[Any, ...] = self._reader.stored_fields(number)[SHOWN]
        return Document(*stored)


def _reader(generation: Path) -> IndexReader:
    try:
        return open_dir(generation, schema=schema()).reader()
    except Exception as error:
        raise SearchError(
            f"{generation}: the search index is damaged ({error}): delete it, run 'helpgen build'"
        ) from error
