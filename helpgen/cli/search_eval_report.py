"""What `helpgen search eval` shows: figures, queries that failed, what moved."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from rich.table import Table

from helpgen.cli.terminal import safe_console
from helpgen.search.judged_ranks import JudgedRanks, Move, moves
from helpgen.search.judging import Figures, Judgement, Outcome, Shown, by_edition, figures
from helpgen.search.query_sets import DEPTH, JudgedQuery

_MEASURES = {
    "success_at_1": "Success@1",
    "success_at_3": "Success@3",
    "success_at_10": "Success@10",
    "mrr": "MRR",
    "ndcg_at_10": "nDCG@10",
    "latency_ms_p50": "Median latency in ms",
    "latency_ms_p99": "p99 latency in ms",
}


def print_report(judgement: Judgement, last: JudgedRanks | None) -> None:
    """Print it for a person; `last` is the run before, if there was one."""
    console = safe_console(soft_wrap=True)
    console.print(f"asked {judgement.asked}")
    console.print(_table(judgement))
    for one in judgement.shortfalls:
        bound = "at most" if one.measure.startswith("latency") else "at least"
        measure = _MEASURES[one.measure]
        shown = _number(one.measure, one.measured)
        console.print(f"{one.edition}: {measure} is {shown}, {bound} {one.wanted:g} is wanted")
    for outcome in judgement.failures:
        console.print("\n".join(_failure(outcome)))
    if last is None:
        console.print("no run before to compare with")
        return
    moved = moves(last, judgement.outcomes)
    console.print(f"since the last run (of {last.asked}): {len(moved) or 'nothing'} moved")
    for move in moved:
        console.print(_move(move))


def as_document(judgement: Judgement, last: JudgedRanks | None) -> str:
    """The whole run as one JSON document; `moves` is null if there was no run before."""
    outcomes = judgement.outcomes
    document = {
        "asked": judgement.asked,
        "good": judgement.good,
        "all": asdict(figures(outcomes)),
        "editions": {str(key): asdict(found) for key, found in by_edition(outcomes).items()},
        "shortfalls": [
            {**asdict(one), "edition": str(one.edition)} for one in judgement.shortfalls
        ],
        "queries": [_query(outcome) for outcome in outcomes],
        "moves": None if last is None else [asdict(move) for move in moves(last, outcomes)],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _query(outcome: Outcome) -> dict[str, Any]:
    return {
        **asdict(outcome.judged),
        "rank": outcome.rank,
        "failed": outcome.failed,
        "forbidden": [{"rank": rank, **asdict(one)} for rank, one in outcome.forbidden],
        "first": asdict(outcome.shown[0]) if outcome.shown else None,
        "milliseconds": round(outcome.milliseconds, 3),
    }


def _table(judgement: Judgement) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Edition", overflow="fold")
    for name in ("Queries", "Success@1", "@3", "@10", "MRR", "nDCG@10", "Median ms", "p99 ms"):
        table.add_column(name, justify="right", no_wrap=True)
    for edition, found in by_edition(judgement.outcomes).items():
        table.add_row(str(edition), *_cells(found))
    table.add_row("all", *_cells(figures(judgement.outcomes)))
    return table


def _cells(found: Figures) -> list[str]:
    values = asdict(found)
    return [str(found.queries), *(_number(name, values[name]) for name in _MEASURES)]


def _number(measure: str, value: float) -> str:
    return f"{value:.2f}" if measure.startswith("latency") else f"{value:.3f}"


def _failure(outcome: Outcome) -> list[str]:
    judged = outcome.judged
    lines = [_asked(judged)]
    if outcome.missed:
        lines.append(f"  wanted in the first {judged.top}: {' or '.join(judged.expected)}")
        lines.append(f"  found: {_place(outcome.rank)}")
    for place, one in outcome.forbidden:
        lines.append(f"  must not be in the first {judged.top}: {_named(one)}, stands at {place}")
    if outcome.missed:
        lines.append(f"  first: {_named(outcome.shown[0]) if outcome.shown else 'nothing'}")
    return lines


def _move(move: Move) -> str:
    way = "up" if move.better else "down"
    return f"  {way}: {_asked(move.judged)}: {_place(move.before)} -> {_place(move.now)}"


def _asked(judged: JudgedQuery) -> str:
    return f'{judged.edition} "{judged.query}"'


def _place(rank: int | None) -> str:
    return f"not in the first {DEPTH}" if rank is None else f"place {rank}"


def _named(one: Shown) -> str:
    return f"{one.id} ({one.name})"
