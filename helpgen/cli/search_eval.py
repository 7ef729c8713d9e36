"""`helpgen search eval`."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.exits import Exit
from helpgen.cli.options import DEFAULT_CONFIG, Config, Json, Set, load

if TYPE_CHECKING:
    from helpgen.judge.asking import Asker
    from helpgen.judge.judging import Outcome
    from helpgen.judge.last_run import LastRun
    from helpgen.judge.queries import QuerySet

_SHOWN_MOVES = 20


def evaluate(
    file: Annotated[Path, typer.Argument(help="Queries with expected answers: TOML or TSV.")],
    index: Annotated[
        Path | None,
        typer.Option(help="Folder of the search indexes; that of site.toml by default."),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(
            help="Ask over HTTP instead: Gladly's host or helpgen's for answers-search, or the "
            "whole address of helpgen's /search. No credentials are sent.",
        ),
    ] = None,
    threshold: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=VALUE",
            help="How good it must be, such as success_at_3=0.95; counts before the file's own. "
            "Repeatable.",
        ),
    ] = None,
    memory: Annotated[
        Path, typer.Option(help="File that keeps each run for the next one to compare with.")
    ] = Path("build/search-eval.json"),
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
    as_json: Json = False,
) -> None:
    """Ask queries whose answers are known, and tell how good the search is.

    A query passes if one of its expected answers is among the first results (three, unless the
    file says otherwise) and none that must not be there is. Shows success at 1, 3 and 10, MRR,
    nDCG at 10, the time taken, what failed, and what has moved since the last run. Exit codes:
    0 good, 1 asking failed, 2 wrong usage or file, 3 below a threshold.
    """
    from helpgen.judge.judging import figures, judge
    from helpgen.judge.last_run import load_last, save_last
    from helpgen.judge.queries import load_queries
    from helpgen.judge.thresholds import parse_thresholds

    given = load_queries(file)
    limits = given.thresholds | parse_thresholds(threshold or [], "--threshold")
    with contextlib.ExitStack() as stack:
        asked, asker = _asker(stack, given, index, url, config, settings)
        outcomes = judge(given.queries, asker)
    found = figures(outcomes)
    run = f"{file} {asked}"
    last = load_last(memory, run)
    missed = list(limits.missed(found))
    if as_json:
        typer.echo(_json(outcomes, found, last, missed))
    else:
        _print(outcomes, found, last, missed)
    save_last(memory, run, found, outcomes)
    if missed:
        raise typer.Exit(Exit.PROBLEMS)


def _asker(
    stack: contextlib.ExitStack,
    given: QuerySet,
    index: Path | None,
    url: str | None,
    config: Path,
    settings: list[str] | None,
) -> tuple[str, Asker]:
    """Whom to ask, by name and opened."""
    from helpgen.judge.opening import asking_endpoint, asking_gladly, asking_index, is_own

    if url is not None and index is not None:
        raise typer.BadParameter("give --index or --url, not both")
    if url is not None and is_own(url):
        return url, stack.enter_context(asking_endpoint(url))
    if url is not None:
        site = load(config, settings)
        return url, stack.enter_context(asking_gladly(url, site, given.queries))
    folder = index or load(config, settings).search_index
    return "index", stack.enter_context(asking_index(folder, given.queries))


def _json(
    outcomes: Sequence[Outcome],
    found: Mapping[str, float],
    last: LastRun | None,
    missed: Sequence[str],
) -> str:
    import json

    moves = last.moves(outcomes) if last else []
    document = {
        "figures": {name: round(value, 4) for name, value in found.items()},
        "missed": missed,
        "queries": [
            {
                "query": one.query.text,
                "edition": str(one.query.edition),
                "passed": one.passed,
                "place": one.place,
                "ids": one.ids,
                "milliseconds": round(one.milliseconds, 3),
                "reasons": one.reasons,
            }
            for one in outcomes
        ],
        "moves": [
            {
                "query": move.query.text,
                "edition": str(move.query.edition),
                "before": move.before,
                "now": move.now,
            }
            for move in moves
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _print(
    outcomes: Sequence[Outcome],
    found: Mapping[str, float],
    last: LastRun | None,
    missed: Sequence[str],
) -> None:
    for one in outcomes:
        if not one.passed:
            typer.echo(f"failed  {one.query.edition}  {one.query.text!r}")
            for reason in one.reasons:
                typer.echo(f"        {reason}")
    _print_moves(outcomes, last)
    passed = sum(one.passed for one in outcomes)
    typer.echo(f"{passed} of {len(outcomes)} queries passed")
    for name, value in found.items():
        digits = 1 if name.endswith("_ms") else 3
        before = last.figures.get(name) if last else None
        change = f"   before {before:.{digits}f}" if before is not None else ""
        typer.echo(f"{name:<14}{value:>8.{digits}f}{change}")
    for sentence in missed:
        typer.echo(f"not good enough: {sentence}")


def _print_moves(outcomes: Sequence[Outcome], last: LastRun | None) -> None:
    moves = last.moves(outcomes) if last else []
    for move in moves[:_SHOWN_MOVES]:
        kind = "better" if move.better else "worse "
        places = f"{_place(move.before)} -> {_place(move.now)}"
        typer.echo(f"{kind}  {move.query.edition}  {move.query.text!r}: {places}")
    if len(moves) > _SHOWN_MOVES:
        typer.echo(f"and {len(moves) - _SHOWN_MOVES} more have moved")


def _place(place: int | None) -> str:
    return "not among 10" if place is None else str(place)
