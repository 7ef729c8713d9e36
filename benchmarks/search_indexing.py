"""What a search index costs: all of it, after one answer has changed, and its own check.

python -m benchmarks.search_indexing --sizes 1000 10000
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from benchmarks.corpus import make_site
from benchmarks.judged import document
from helpgen.model import EditionKey
from helpgen.search.generations import current
from helpgen.search.page_index import page_index
from helpgen.search.reader import OpenIndex
from helpgen.search.results import Document
from helpgen.search.selfcheck import unfindable
from helpgen.search.writer import write_index
from helpgen.snapshot import load_snapshot


def main() -> None:
    """Print times for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 10000])
    print(f"{'answers':>8}{'step':>16}{'wall':>9}{'processor':>11}")
    for size in parser.parse_args().sizes:
        measure(made_up(size))


def made_up(size: int) -> list[Document]:
    """Answers of one edition, with lengths and words as help centers have them."""
    with tempfile.TemporaryDirectory() as folder:
        make_site(Path(folder), answers=size, editions=1)
        (path,) = Path(folder).glob("snapshots/*/*.json")
        edition = EditionKey(path.parent.name, path.stem)
        snapshot = load_snapshot(Path(folder) / "snapshots", edition)
    return [
        document({"id": a.id, "name": a.name, "bodyHtml": a.body_html, "language": a.language})
        for a in snapshot.answers
    ]


def measure(documents: Sequence[Document]) -> None:
    """Write an index whole, again without a change, and with one; check it."""
    changed = [replace(documents[0], text=f"{documents[0].text}\nOne more."), *documents[1:]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        steps: dict[str, Callable[[], object]] = {
            "whole": lambda: write_index(folder, "en-us", documents, {}),
            "unchanged": lambda: write_index(folder, "en-us", documents, {}),
            "one changed": lambda: write_index(folder, "en-us", changed, {}),
            "check of all": lambda: checked(folder, documents),
            "check of one": lambda: checked(folder, documents[:1]),
            "page's index": lambda: page_index("en-us", "/en-us/", documents, {}),
        }
        for step, work in steps.items():
            wall, processor = timed(work)
            print(f"{len(documents):>8}{step:>16}{wall:>7.2f} s{processor:>9.2f} s", flush=True)


def checked(folder: Path, documents: Sequence[Document]) -> list[int]:
    """Numbers of the answers that their names don't find, as the build looks for them."""
    with closing(OpenIndex(folder / current(folder))) as index:
        numbers = {index.address(number): number for number in index.numbers}
        names = ((numbers[document.url], document.name) for document in documents)
        return list(unfindable(index, index.vocabulary.analyzer, names))


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    start, before = time.perf_counter(), _processor()
    work()
    return time.perf_counter() - start, _processor() - before


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
