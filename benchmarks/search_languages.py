"""Does search find every answer by its own name, in every language of a file of answers?

    python -m benchmarks.search_languages answers.jsonl [answers.jsonl …] --languages ja zh-cn de

Also the two rarest pairs of characters or words of each name, as someone in a hurry types them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.judged import document
from helpgen.search.analysis import Analyzer
from helpgen.search.reader import OpenIndex
from helpgen.search.results import Document
from helpgen.search.searcher import Searcher
from helpgen.search.writer import write_index

TOP = 3


def main() -> None:
    """Print a line for each language of each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--languages", nargs="*", default=[], help="only these; else all")
    given = parser.parse_args()
    print(f"{'':<36}{'answers':>9}{'by name':>9}{'by two words':>14}")
    for path in given.files:
        for language, documents in sorted(by_language(path).items()):
            if not given.languages or language in given.languages:
                measure(path.stem, language, documents)


def by_language(path: Path) -> dict[str, list[Document]]:
    """The answers of a file by their language."""
    found: dict[str, list[Document]] = {}
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found.setdefault(row["language"], []).append(document(row))
    return found


def measure(file: str, language: str, documents: Sequence[Document]) -> None:
    """Search every answer of an edition by its name and by two words of it."""
    analyzer = Analyzer(language)
    with tempfile.TemporaryDirectory() as folder:
        generation = write_index(Path(folder), language, documents, {}).generation
        index = OpenIndex(generation)
        searcher = Searcher(index)
        by_name = share(searcher, documents, (d.name for d in documents))
        short = (two_words(d.name, analyzer, index) for d in documents)
        by_words = share(searcher, documents, short)
        index.close()
    print(f"{f'{file} {language}':<36}{len(documents):>9}{by_name:>9.1%}{by_words:>14.1%}")


def share(searcher: Searcher, documents: Sequence[Document], queries: Iterable[str]) -> float:
    """How many are among the first three for their query; of equal names any will do."""
    names = {document.id: document.name for document in documents}
    found = sum(
        document.name in {names[answer] for answer in searcher.ids(query, limit=TOP)}
        for document, query in zip(documents, queries, strict=True)
    )
    return found / len(documents)


def two_words(name: str, analyzer: Analyzer, index: OpenIndex) -> str:
    """The two rarest words of a name."""
    words = {word.text: word for word in analyzer.words(name) if not word.common}
    rarest = sorted(words.values(), key=lambda word: index.holding(word.term))[:2]
    return " ".join(word.text for word in rarest) or name


if __name__ == "__main__":
    main()
