"""What an edition's search index costs: made anew, after one change, and checked by itself.

    python -m benchmarks.search_indexing [--counts 1000 10000] [--language en-us] [--repeat 5]

Texts are made up (benchmarks/bodies.py), about 200 words each. Times are of one process, the
median of the repetitions: by the clock, and in parentheses of its processor. Sizes are those of a
generation's folder.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.bodies import Author
from benchmarks.judged import documents_of
from benchmarks.vocabulary import Writer
from helpgen.search.page_index import page_index
from helpgen.search.reader import OpenIndex
from helpgen.search.results import Document
from helpgen.search.selfcheck import unfindable
from helpgen.search.writer import Written, write_index

_SECTIONS = 12


def main() -> None:
    """Print a table: a row for each count of answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--language", default="en-us")
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    print("| answers | anew | one change | nothing new | check of all | of one | page | size |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    for count in given.counts:
        documents = made_up(count, given.language)
        cells = measured(documents, given.language, given.repeat)
        print(f"| {count:,} | {' | '.join(cells)} |", flush=True)


def made_up(count: int, language: str, seed: int = 1) -> tuple[Document, ...]:
    """Answers as a build gives them to search."""
    rng = random.Random(f"{seed} {count}")
    writer = Writer(language, rng)
    author = Author(writer, rng, ["https://help.corpus.example/"])
    sections = [writer.words(2) for _ in range(_SECTIONS)]
    rows = (
        {
            "id": f"answer-{number}",
            "name": writer.title(),
            "bodyHtml": author.body(),
            "section": rng.choice(sections),
        }
        for number in range(count)
    )
    return documents_of(rows, language)


def measured(documents: Sequence[Document], language: str, repeat: int) -> Iterator[str]:
    """The cells of a row."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        anew, _ = timed(lambda n: write_index(folder / str(n), language, documents, {}), repeat)
        yield _seconds(anew)
        one, written = timed(lambda n: _one_change(folder / str(n), language, documents), repeat)
        yield _seconds(one)
        again, _ = timed(lambda n: _one_change(folder / str(n), language, documents), repeat)
        yield _seconds(again)
        with closing(OpenIndex(written.generation)) as index:
            for asked in (documents, documents[:1]):
                yield _seconds(timed(partial(_checked, index, asked), 1)[0])
        page, _ = timed(lambda _: page_index(language, f"/{language}/", documents, {}), 1)
        yield _seconds(page)
        yield f"{_size(written.generation) / 1e6:.1f} MB"
        shutil.rmtree(folder)
        folder.mkdir()


def timed(run: Callable[[int], Any], repeat: int) -> tuple[tuple[float, float], Any]:
    """What some runs took, each with its number, and what the last one gave."""
    taken, given = [], None
    for number in range(repeat):
        start, busy = time.perf_counter(), time.process_time()
        given = run(number)
        taken.append((time.perf_counter() - start, time.process_time() - busy))
    walls, processors = zip(*taken, strict=True)
    return (statistics.median(walls), statistics.median(processors)), given


def _one_change(folder: Path, language: str, documents: Sequence[Document]) -> Written:
    written = write_index(folder, language, _changed(documents), {})
    if written.whole:
        raise SystemExit("the change was no small one: the index was made anew")
    return written


def _changed(documents: Sequence[Document]) -> list[Document]:
    """With another text of the one in the middle."""
    middle = len(documents) // 2
    one = replace(documents[middle], text=f"{documents[middle].text} changed today")
    return [*documents[:middle], one, *documents[middle + 1 :]]


def _checked(index: OpenIndex, asked: Sequence[Document], _: int) -> list[int]:
    numbers = {index.address(number): number for number in index.numbers}
    names = ((numbers[document.url], document.name) for document in asked)
    return list(unfindable(index, index.vocabulary.analyzer, names))


def _seconds(taken: tuple[float, float]) -> str:
    wall, processor = (f"{t:.1f} s" if t >= 1 else f"{t * 1000:.0f} ms" for t in taken)
    return f"{wall} ({processor})"


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


if __name__ == "__main__":
    main()
