"""How well search answers judged questions, beside BM25 on the same texts in the same run.

    python -m benchmarks.search_quality folder [folder …]

A folder holds `corpus.jsonl` (id, name, bodyHtml, language), `queries.jsonl` (qid, text) and
`qrels.tsv` (qid, id, grade). Judgements are sparse: compare within one set.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Page

from benchmarks.judged import Judged, Ranked, figures, load, two_rarest, with_typo
from benchmarks.search_engines import Bm25s, Endpoint, InPage, Tantivy, browser_page
from helpgen.search.analysis import Analyzer

SEED = 5
COLUMNS = ("nDCG@10", "MRR", "success@1", "success@3")


class Engine(Protocol):
    """Answers questions."""

    name: str

    def ranked(self, queries: Sequence[str]) -> Ranked:
        """Ids of the answers to each question, best first."""


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    with browser_page() as (page, folder):
        for path in parser.parse_args().folders:
            measure(load(path), page, folder)


def measure(judged: Judged, page: Page, folder: Path) -> None:
    """Ask every engine every kind of question, and print the figures."""
    print(f"\n{judged.name}: {len(judged.documents)} texts, {len(judged.queries)} questions")
    print(f"{'':<24}" + "".join(f"{name:>11}" for name in COLUMNS) + _heads())
    best: dict[str, float] = {}
    kinds = _kinds(judged)
    for engine in _engines(judged, page, folder):
        found = {kind: figures(judged, engine.ranked(asked)) for kind, asked in kinds.items()}
        _row(engine.name, found)
        side = "ours" if engine.name.startswith("helpgen") else "theirs"
        best[side] = max(best.get(side, 0), found["clean"]["nDCG@10"])
    print(f"best of helpgen ÷ best BM25, nDCG@10: {best['ours'] / best['theirs']:.3f}")


def _kinds(judged: Judged) -> Mapping[str, Sequence[str]]:
    analyzer = Analyzer(judged.language)
    clean, short = list(judged.queries.values()), two_rarest(judged, analyzer)
    return {
        "clean": clean,
        "typo": with_typo(clean, analyzer, SEED),
        "short": short,
        "short typo": with_typo(short, analyzer, SEED),
    }


def _engines(judged: Judged, page: Page, folder: Path) -> Iterator[Engine]:
    yield Endpoint(judged)
    yield InPage(judged, page, folder)
    if judged.language.startswith("en"):
        yield Bm25s(judged, "en")
    yield Bm25s(judged, None)
    yield Tantivy(judged, 1)
    yield Tantivy(judged, 2)


def _heads() -> str:
    return f"{'typo':>9}{'÷ clean':>9}{'short':>9}{'its typo':>10}{'÷ short':>9}"


def _row(name: str, found: Mapping[str, Mapping[str, float]]) -> None:
    clean, typo, short, short_typo = (row["nDCG@10"] for row in found.values())
    cells = "".join(f"{found['clean'][column]:>11.4f}" for column in COLUMNS)
    print(
        f"{name:<24}{cells}{typo:>9.4f}{typo / clean:>9.3f}"
        f"{short:>9.4f}{short_typo:>10.4f}{short_typo / short:>9.3f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
