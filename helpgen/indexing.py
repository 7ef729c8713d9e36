"""An edition's answers -> Whoosh's index of them, for the endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from helpgen.config import Site
from helpgen.errors import Problem, Severity
from helpgen.model import EditionKey
from helpgen.search.analyses import Analyses
from helpgen.search.generations import edition_folder
from helpgen.search.reader import OpenIndex
from helpgen.search.results import Document
from helpgen.search.selfcheck import TOP, load_hidden, save_hidden, unfindable
from helpgen.search.synonyms import load_synonyms
from helpgen.search.writer import Written, write_index


@dataclass(frozen=True, slots=True)
class Indexed:
    """What became of an edition's index.

    Attributes:
        generation: Name of the generation that is current now.
        problems: Answers that their own names don't find.
    """

    generation: str
    problems: tuple[Problem, ...]


def index_edition(
    site: Site,
    edition: EditionKey,
    documents: Sequence[Document],
    analyses: Analyses | None = None,
) -> Indexed:
    """Make the endpoint's index of an edition current, and see that it finds what it holds.

    Args:
        site: Says where indexes are.
        edition: Which one.
        documents: Its answers.
        analyses: Their words, as far as they are counted already.

    Raises:
        SearchError: It can't be written; the old one is whole.
    """
    synonyms = load_synonyms(site.content, edition)
    folder = edition_folder(site.search_index, edition)
    written = write_index(folder, edition.language, documents, synonyms, analyses)
    generation = written.generation.name
    in_question = _in_question(folder, written)
    asked = [d for d in documents if in_question is None or d.id in in_question]
    with closing(OpenIndex(written.generation)) as index:
        found = _lost(index, asked)
    save_hidden(folder, generation, (document.id for document in found))
    return Indexed(generation, tuple(_hidden(edition, document) for document in found))


def _in_question(folder: Path, written: Written) -> frozenset[str] | None:
    """Ids of the answers to check: those that changed or were hidden; None for all."""
    hidden = load_hidden(folder, written.before)
    return None if hidden is None else frozenset((*written.changed, *hidden))


def _lost(index: OpenIndex, asked: Sequence[Document]) -> list[Document]:
    """Those whose names don't find them."""
    numbers = {index.address(number): number for number in index.numbers}
    by_number = {numbers[document.url]: document for document in asked}
    names = ((number, document.name) for number, document in by_number.items())
    lost = unfindable(index, index.vocabulary.analyzer, names)
    return [by_number[number] for number in lost]


def _hidden(edition: EditionKey, document: Document) -> Problem:
    return Problem(
        f"{edition} answer {document.id}",
        f"a search for its name, {document.name!r}, doesn't find it among the first {TOP}",
        "give it a name that tells it from others",
        Severity.NOTE,
        "hidden-answer",
    )
