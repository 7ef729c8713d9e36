"""How good search is, beside BM25 on the same texts.

    python -m benchmarks.search_quality FOLDER... [--seed 1] [--no-page] [--json FILE]

Each folder is a judged set (benchmarks/judged.py tells its form). helpgen is asked through the
index that the endpoint opens, and through the page's scripts and index in Chromium. Every query
is asked as it is, with one slip of the fingers, cut to its two rarest words, and cut with a slip.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.judged import JudgedSet, load_judged
from benchmarks.page_side import page_side
from benchmarks.rivals import rivals
from benchmarks.typos import held, rarest, with_typo
from helpgen.judge.metrics import DEPTH, Grades, ndcg, reciprocal_rank, success
from helpgen.search.reader import OpenIndex
from helpgen.search.searcher import Searcher
from helpgen.search.writer import write_index

ENDPOINT, PAGE = "helpgen, endpoint", "helpgen, page"
CLEAN, TYPO, SHORT, SHORT_TYPO = "as asked", "one typo", "two words", "two words, one typo"
METRICS: Mapping[str, Callable[[Sequence[str], Grades], float]] = {
    "nDCG@10": ndcg,
    "MRR": reciprocal_rank,
    "success@1": lambda ids, grades: success(ids, grades, 1),
    "success@3": lambda ids, grades: success(ids, grades, 3),
}

Found = list[list[str]]
Scores = dict[str, float]
Table = dict[str, dict[str, Scores]]
"""Figures by who was asked, by how, by metric."""


def main() -> None:
    """Measure each set and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--seed", default="1", help="where the typos start")
    parser.add_argument("--no-page", action="store_true", help="leave the browser out")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    given = parser.parse_args()
    tables: dict[str, Table] = {}
    for folder in given.folders:
        judged = load_judged(folder)
        tables[judged.name] = measured(judged, given.seed, page=not given.no_page)
        print("\n".join(report(judged, tables[judged.name])), flush=True)
    if given.json:
        given.json.write_text(json.dumps(tables, indent=1), encoding="utf-8")


def measured(judged: JudgedSet, seed: str, *, page: bool) -> Table:
    """The figures of everyone."""
    asked = variants(judged, seed)
    table: Table = {}
    for name, answer in _everyone(judged, page=page):
        table[name] = {}
        for how, queries in asked.items():
            pairs = list(zip(queries, answer(list(queries.values())), strict=True))
            table[name][how] = {
                metric: sum(rate(ids, judged.grades[query]) for query, ids in pairs) / len(pairs)
                for metric, rate in METRICS.items()
            }
    return table


def variants(judged: JudgedSet, seed: str) -> dict[str, dict[str, str]]:
    """The queries in every way in which they're asked, by id."""
    holding = held(f"{document.name}\n{document.text}" for document in judged.documents)
    short = {query: rarest(text, holding) for query, text in judged.queries.items()}
    return {
        CLEAN: dict(judged.queries),
        TYPO: {q: with_typo(text, f"{seed} {q}") for q, text in judged.queries.items()},
        SHORT: short,
        SHORT_TYPO: {q: with_typo(text, f"{seed} short {q}") for q, text in short.items()},
    }


def _everyone(
    judged: JudgedSet, *, page: bool
) -> Iterator[tuple[str, Callable[[list[str]], Found]]]:
    documents, language = judged.documents, judged.language
    with tempfile.TemporaryDirectory() as folder:
        written = write_index(Path(folder), language, documents, {})
        with closing(OpenIndex(written.generation)) as index:
            searcher = Searcher(index)
            yield ENDPOINT, lambda queries: [searcher.ids(q, limit=DEPTH) for q in queries]
    if page:
        with page_side(documents, language) as side:
            yield PAGE, side.ids
    for name, ask in rivals(documents, language).items():
        yield name, _each(ask)


def _each(ask: Callable[[str], list[str]]) -> Callable[[list[str]], Found]:
    return lambda queries: [ask(query) for query in queries]


def report(judged: JudgedSet, table: Table) -> Iterator[str]:
    """A set's table in Markdown, and what the figures are to each other."""
    yield f"\n## {judged.name}: {len(judged.documents)} answers, {len(judged.queries)} queries\n"
    heads = [f"{how}: {m}" for how in (CLEAN, TYPO, SHORT, SHORT_TYPO) for m in _metrics(how)]
    yield "| | " + " | ".join(heads) + " |"
    yield "|---|" + "--:|" * len(heads)
    for name, figures in table.items():
        cells = [f"{figures[how][m]:.3f}" for how in figures for m in _metrics(how)]
        yield f"| {name} | " + " | ".join(cells) + " |"
    yield ""
    for ours in [name for name in table if name in {ENDPOINT, PAGE}]:
        yield f"- {ours}: {_ratios(ours, table)}"


def _metrics(how: str) -> list[str]:
    return list(METRICS) if how == CLEAN else ["nDCG@10"]


def _ratios(ours: str, table: Table) -> str:
    """nDCG@10 against the best of the others, and with a typo against without."""
    others = [name for name in table if name not in {ENDPOINT, PAGE}]
    told = []
    for how, value in _ndcg(table[ours]).items():
        best = max(others, key=lambda name, how=how: table[name][how]["nDCG@10"])  # type: ignore[misc]
        ratio = value / table[best][how]["nDCG@10"]
        told.append(f"{how} {ratio:.3f} x {best}")
    own = _ndcg(table[ours])
    told.append(f"typo {own[TYPO] / own[CLEAN]:.3f} of clean")
    told.append(f"two words with typo {own[SHORT_TYPO] / own[SHORT]:.3f} of without")
    return ", ".join(told)


def _ndcg(figures: Mapping[str, Scores]) -> dict[str, float]:
    return {how: scores["nDCG@10"] for how, scores in figures.items()}


if __name__ == "__main__":
    main()
