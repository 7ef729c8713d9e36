"""Answers -> an index of an edition: only what changed is written, unless that's a good part."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from whoosh.index import create_in, open_dir

from helpgen.errors import SearchError
from helpgen.files import digest
from helpgen.search.analysis import Analyzer
from helpgen.search.generations import (
    FORMAT,
    Meta,
    current,
    hard_linked,
    new_generation,
    read_meta,
    write_meta,
)
from helpgen.search.results import Document
from helpgen.search.schema import KEY, SHOWN, TERMS, PlainCodec, fingerprint, schema
from helpgen.search.weights import Analysis, Averages, analyse, levels

_WORDS = "words.txt"
_MOST_CHANGED = 0.25
"""Share of answers that may be replaced before the index is made anew as a whole."""

Synonyms = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Written:
    """What writing an index did.

    Attributes:
        generation: Its folder.
        changed: Ids of the answers that were written.
        whole: Whether the index was made anew.
    """

    generation: Path
    changed: tuple[str, ...] = ()
    whole: bool = False


def write_index(
    folder: Path, language: str, documents: Sequence[Document], synonyms: Synonyms
) -> Written:
    """Make an edition's index current.

    Args:
        folder: The edition's, from `edition_folder`.
        language: Gladly's code.
        documents: Its answers; each id once.
        synonyms: Other words for a phrase, folded.

    Raises:
        SearchError: The folder can't be written.
    """
    analyzer = Analyzer(language)
    analysis = fingerprint(analyzer)
    hashes = {document.id: _hash(document) for document in documents}
    content = json.dumps([FORMAT, analysis, sorted(hashes.items()), sorted(synonyms.items())])
    name = digest(content.encode())[:16]
    old_name, old = _usable(folder, analysis)
    if old_name == name:
        return Written(folder / name)
    change = _Change(old, documents, hashes, analyzer)
    meta = Meta(FORMAT, analysis, language, change.entries(), synonyms, change.deleted)
    try:
        with new_generation(folder, name) as generation:
            if change.whole:
                create_in(generation, schema())
            else:
                hard_linked(folder / old_name, generation)
            _write_whoosh(generation, change)
            _write_words(generation, change.analyses)
            write_meta(generation, meta)
    except OSError as error:
        raise SearchError(
            f"{folder}: the search index can't be written: {error.strerror}: check free space "
            "and permissions; the old index is whole"
        ) from error
    return Written(folder / name, tuple(change.analyses), change.whole)


def _usable(folder: Path, analysis: str) -> tuple[str, Meta]:
    """The generation before; without a name if it's of another version or damaged."""
    nothing = Meta(FORMAT, analysis, "", {})
    name = current(folder)
    try:
        meta = read_meta(folder / name) if name else nothing
    except SearchError:
        return "", nothing
    return (name, meta) if meta.analysis == analysis else ("", nothing)


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
        analyzer: Analyzer,
    ) -> None:
        before = old.documents
        self._hashes = hashes
        self.documents = [d for d in documents if before.get(d.id, ("",))[0] != hashes[d.id]]
        self.gone = [i for i in before if hashes.get(i) != before[i][0]]
        self.analyses = {d.id: analyse(d, analyzer) for d in self.documents}
        self._lengths = {i: before[i][1:] for i in hashes if i not in self.analyses}
        self._add_lengths()
        self.averages = Averages.of(self._lengths.values())
        self.deleted = old.deleted + len(self.gone)
        touched = self.deleted + len(self.documents)
        averages_before = Averages.of([entry[1:] for entry in before.values()])
        self.whole = touched > _MOST_CHANGED * len(documents) or averages_before != self.averages
        if self.whole:
            self.documents, self.gone, self.deleted = list(documents), [], 0
            rest = (d for d in documents if d.id not in self.analyses)
            self.analyses |= {d.id: analyse(d, analyzer) for d in rest}

    def _add_lengths(self) -> None:
        for answer_id, analysis in self.analyses.items():
            self._lengths[answer_id] = (analysis.name_length, analysis.text_length)

    def entries(self) -> dict[str, tuple[str, int, int]]:
        """What the next generation says of each answer."""
        return {i: (hash_, *self._lengths[i]) for i, hash_ in self._hashes.items()}


def _write_whoosh(generation: Path, change: _Change) -> None:
    writer = open_dir(generation).writer(codec=PlainCodec(), compound=False)
    for answer_id in change.gone:
        writer.delete_by_term(KEY, answer_id)
    for document in change.documents:
        terms = levels(change.analyses[document.id], change.averages)
        writer.add_document(**{KEY: document.id, TERMS: terms, SHOWN: astuple(document)})
    writer.commit()  # merges small segments as they pile up


def _write_words(generation: Path, analyses: Mapping[str, Analysis]) -> None:
    """Words that came; those that went stay until the index is made anew, and find nothing."""
    path = generation / _WORDS
    known = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    found = {
        word if word == written else f"{word}\t{written}"
        for analysis in analyses.values()
        for word, written in analysis.spellings
    }
    path.unlink(missing_ok=True)  # it's a link to the old generation's file
    path.write_text("\n".join(sorted(found.union(known) - {""})), encoding="utf-8")


def read_words(generation: Path) -> list[tuple[str, str]]:
    """Each word of a generation, folded and as it's written, sorted."""
    lines = (generation / _WORDS).read_text(encoding="utf-8").split("\n")
    pairs = (line.partition("\t") for line in lines if line)
    return [(word, written or word) for word, _, written in pairs]


def _hash(document: Document) -> str:
    return digest(json.dumps(astuple(document), ensure_ascii=False).encode())[:16]
