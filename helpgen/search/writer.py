"""Answers -> an index of an edition: only what changed is written, unless that's a good part."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from whoosh.index import FileIndex, create_in, open_dir
from whoosh.reading import IndexReader

from helpgen.errors import SearchError
from helpgen.files import digest
from helpgen.search.analyses import Analyses
from helpgen.search.generations import (
    FORMAT,
    Meta,
    check_files,
    current,
    edition_lock,
    hard_linked,
    new_generation,
    read_meta,
    write_meta,
)
from helpgen.search.postings import PlainCodec, PostingPool
from helpgen.search.results import Document
from helpgen.search.schema import ADDRESS, KEY, SHOWN, TERMS, fingerprint, schema
from helpgen.search.weights import LEVELS, Averages, analyse, levels
from helpgen.search.word_lists import WordLists

_MOST_CHANGED = 0.25
"""Share of answers that may be replaced before the index is made anew as a whole."""

_WEIGHTS = tuple(step + 1.0 for step in range(len(LEVELS)))
"""What Whoosh holds for each step."""

Synonyms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Written:
    """What writing an index did.

    Attributes:
        generation: Its folder.
        before: Name of the generation that it was made from; empty if it was made anew.
        changed: Ids of the answers that were written.
    """

    generation: Path
    before: str = ""
    changed: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the index was made anew."""
        return not self.before


def write_index(
    folder: Path,
    language: str,
    documents: Sequence[Document],
    synonyms: Synonyms,
    analyses: Analyses | None = None,
) -> Written:
    """Make an edition's index current.

    Args:
        folder: The edition's, from `edition_folder`.
        language: Gladly's code.
        documents: Its answers; each id once.
        synonyms: Other words for a phrase, folded.
        analyses: The answers' words, as far as they are counted already.

    Raises:
        SearchError: The folder can't be written.
    """
    try:
        with edition_lock(folder):
            counted = analyses or Analyses(language)
            return _written(folder, language, documents, synonyms, counted)
    except OSError as error:
        raise SearchError(
            f"{folder}: the search index can't be written: {error.strerror or error}: check free "
            "space and permissions; the old index is whole"
        ) from error


def _written(
    folder: Path,
    language: str,
    documents: Sequence[Document],
    synonyms: Synonyms,
    analyses: Analyses,
) -> Written:
    analysis = fingerprint(analyses.analyzer)
    hashes = {document.id: _hash(document) for document in documents}
    content = json.dumps([FORMAT, analysis, sorted(hashes.items()), sorted(synonyms.items())])
    name = digest(content.encode())[:16]
    old_name, old = _usable(folder, analysis)
    if old_name == name:
        return Written(folder / name, name)
    change = _Change(old, documents, hashes, analyses)
    meta = Meta(FORMAT, analysis, language, change.entries(), synonyms, change.deleted)
    with new_generation(folder, name) as generation:
        if not change.whole:
            hard_linked(folder / old_name, generation)
        change.write(generation)
        write_meta(generation, meta)
    before = "" if change.whole else old_name
    return Written(folder / name, before, tuple(change.analyses))


def _usable(folder: Path, analysis: str) -> tuple[str, Meta]:
    """The generation before; without a name if it's of another version or damaged."""
    nothing = Meta(FORMAT, analysis, "", {})
    name = current(folder)
    try:
        meta = read_meta(folder / name) if name else nothing
        if not name or meta.analysis != analysis:
            return "", nothing
        check_files(folder / name)
    except SearchError:
        return "", nothing
    return name, meta


class _Change:
    """What's new against the generation before.

    Attributes:
        documents: The answers to write.
        analyses: Their words, by id.
        gone: Ids to take out first.
        averages: Of all answers.
        deleted: How many were taken out since the index was made as a whole.
        whole: Whether it's made as a whole now.
    """

    def __init__(
        self,
        old: Meta,
        documents: Sequence[Document],
        hashes: Mapping[str, str],
        analyses: Analyses,
    ) -> None:
        before = old.documents
        self._analyzer = analyses.analyzer
        self._hashes = hashes
        self.documents = [d for d in documents if before.get(d.id, ("",))[0] != hashes[d.id]]
        self.gone = [i for i in before if hashes.get(i) != before[i][0]]
        self.analyses = {d.id: analyses.of(d) for d in self.documents}
        self._lengths = {i: before[i][1:] for i in hashes if i not in self.analyses}
        self._add_lengths()
        self.averages = Averages.of(self._lengths.values())
        self.deleted = old.deleted + len(self.gone)
        touched = self.deleted + len(self.documents)
        averages_before = Averages.of([entry[1:] for entry in before.values()])
        few = touched <= _MOST_CHANGED * len(documents)
        self.whole = not (before and few and averages_before == self.averages)
        if self.whole:
            self.documents, self.gone, self.deleted = list(documents), [], 0
            rest = (d for d in documents if d.id not in self.analyses)
            self.analyses |= {d.id: analyses.of(d) for d in rest}

    def _add_lengths(self) -> None:
        for answer_id, analysis in self.analyses.items():
            self._lengths[answer_id] = (analysis.name_length, analysis.text_length)

    def entries(self) -> dict[str, tuple[str, int, int]]:
        """What the next generation says of each answer."""
        return {i: (hash_, *self._lengths[i]) for i, hash_ in self._hashes.items()}

    def write(self, generation: Path) -> None:
        """Write it into a folder that is empty or holds the files of the generation before."""
        if self.whole:
            index, lists = create_in(generation, schema()), WordLists({}, {})
        else:
            index, lists = open_dir(generation, schema=schema()), WordLists.read(generation)
            with closing(index.reader()) as reader:
                for answer_id in self.gone:
                    lists.remove(analyse(_stored(reader, answer_id), self._analyzer))
        for analysis in self.analyses.values():
            lists.add(analysis)
        lists.write(generation)
        self._write_whoosh(index)

    def _write_whoosh(self, index: FileIndex) -> None:
        writer = index.writer(codec=PlainCodec(), compound=False)
        writer.pool = pool = PostingPool()
        for answer_id in self.gone:
            writer.delete_by_term(KEY, answer_id)
        for document in self.documents:
            steps = levels(self.analyses[document.id], self.averages)
            weights = {term: _WEIGHTS[step] for term, step in steps.items()}
            pool.add_answer(TERMS, writer.docnum, weights)
            fields = {
                KEY: document.id,
                SHOWN: _values(document),
                ADDRESS: document.url.encode(),
            }
            writer.add_document(**fields)
        writer.commit()  # merges small segments as they pile up


def _stored(reader: IndexReader, answer_id: str) -> Document:
    """An answer as it was when the generation before was written."""
    number = reader.postings(KEY, answer_id.encode()).id()
    return Document(*reader.stored_fields(number)[SHOWN])


def _values(document: Document) -> tuple[object, ...]:
    return tuple(getattr(document, name) for name in Document.__slots__)


def _hash(document: Document) -> str:
    return digest(json.dumps(_values(document), ensure_ascii=False).encode())[:16]
