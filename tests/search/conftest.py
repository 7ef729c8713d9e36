"""Indexes of small editions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from helpgen.search.reader import OpenIndex
from helpgen.search.results import Document
from helpgen.search.searcher import Searcher
from helpgen.search.writer import write_index


@pytest.fixture
def index_of(tmp_path) -> Callable[..., OpenIndex]:
    """`index_of(documents, language="en-us", synonyms={})` writes an index and opens it."""

    def make(
        documents: Sequence[Document],
        language: str = "en-us",
        synonyms: Mapping[str, tuple[str, ...]] | None = None,
    ) -> OpenIndex:
        written = write_index(tmp_path / "edition", language, documents, synonyms or {})
        return OpenIndex(written.generation)

    return make


@pytest.fixture
def found(index_of) -> Callable[..., list[str]]:
    """`found(query, documents, …)` gives the ids that a search finds, best first."""

    def ids(query: str, documents: Sequence[Document], *rest: object) -> list[str]:
        return Searcher(index_of(documents, *rest)).ids(query)

    return ids
