"""Does search find what's there, in every language? Titles by themselves, and pieces of them.

    python -m benchmarks.search_languages FILE... [--language ja]

Each file holds answers as JSON Lines (benchmarks/judged.py tells their form). An index of the
real kind is made of each language. Every answer is searched by its whole title, and should be
among the first three; and by a piece of it, which should find it at all: two characters of Chinese,
Japanese or Korean, the longest word, and the beginning of that word.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.judged import load_corpus
from helpgen.search.reader import OpenIndex
from helpgen.search.results import Document
from helpgen.search.searcher import Searcher
from helpgen.search.selfcheck import TOP
from helpgen.search.writer import write_index

_RUNS = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_COMPOUND = re.compile(r"[^\W\d_]{8,}")
_SHORTEST_PART = 4


def main() -> None:
    """Print a row for each file and language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--language", action="append", help="only languages that begin so")
    parser.add_argument("--lost", action="store_true", help="list the titles that aren't found")
    given = parser.parse_args()
    print("| file | language | answers | title | two characters | word | cut word |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for path in given.files:
        for language, documents in sorted(load_corpus(path).items()):
            if not given.language or language.startswith(tuple(given.language)):
                report(path, language, documents, lost=given.lost)


def report(path: Path, language: str, documents: Sequence[Document], *, lost: bool) -> None:
    """Print the row of a language."""
    with tempfile.TemporaryDirectory() as folder:
        written = write_index(Path(folder), language, documents, {})
        with closing(OpenIndex(written.generation)) as index:
            searcher = Searcher(index)
            hidden = list(_not_found(searcher, documents))
            titles = 1 - len(hidden) / len(documents)
            cells = [f"{titles:.3f}", *(_cell(searcher, documents, p) for p in PIECES)]
    print(f"| {path.stem} | {language} | {len(documents)} | {' | '.join(cells)} |", flush=True)
    for document in hidden if lost else ():
        print(f"    {document.id}: {document.name}")


def _not_found(searcher: Searcher, documents: Sequence[Document]) -> Iterator[Document]:
    """Answers that aren't among the first for their titles."""
    for document in documents:
        same = {other.id for other in documents if other.name == document.name}
        if not same.intersection(searcher.ids(document.name, limit=TOP)):
            yield document


def _cell(
    searcher: Searcher, documents: Sequence[Document], piece: Callable[[str], str | None]
) -> str:
    """Share of answers that a piece of the title finds, wherever in the list, and their number."""
    asked = [(document.id, query) for document in documents if (query := piece(document.name))]
    if not asked:
        return "-"
    found = sum(answer in searcher.ids(query) for answer, query in asked)
    return f"{found / len(asked):.3f} of {len(asked)}"


def _two_characters(title: str) -> str | None:
    """The last two characters of the title's last run that isn't all hiragana."""
    runs = [run for run in _RUNS.findall(title) if re.search("[^\u3041-\u309f]", run)]
    return runs[-1][-2:] if runs else None


def _word(title: str) -> str | None:
    words = _COMPOUND.findall(title)
    return max(words, key=len) if words and not _RUNS.search(title) else None


def _cut_word(title: str) -> str | None:
    """The title's longest word without its last letters: a beginning that's still typed."""
    word = _word(title)
    return word[: max(_SHORTEST_PART, len(word) * 2 // 3)] if word else None


PIECES = (_two_characters, _word, _cut_word)

if __name__ == "__main__":
    main()
