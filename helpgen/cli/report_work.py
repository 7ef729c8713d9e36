"""`helpgen report work`."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.options import DEFAULT_CONFIG, Brands, Config, Set, chosen, load
from helpgen.cli.terminal import safe_console, tell_data, tell_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpgen.work_list import Work

_SHOWN = 25
_A_YEAR = 365


class Form(StrEnum):
    """How the list is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def work(
    config: Config = DEFAULT_CONFIG,
    brand: Brands = None,
    feedback: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A file of `search serve --feedback`. Repeatable."),
    ] = None,
    queries: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A file of `search serve --query-log`. Repeatable."),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=36_500,
            help="Days that an answer may be unchanged; by default stale_after of site.toml, else "
            "365.",
        ),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DAY",
            help="First day of votes and searches that counts, as 2026-05-14.",
        ),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="text, json or csv.")] = Form.TEXT,
    settings: Set = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show the whole list.")] = False,
) -> None:
    """List what editors should work on, and why: what fails most readers comes first.

    Answers that readers found not helpful, searches that found nothing, and answers that nobody
    has changed for long. It reads what was fetched last; nothing is asked of Gladly.
    """
    from datetime import UTC

    from helpgen.work_list import to_csv, to_json, work_list

    site = load(config, settings)
    found = work_list(
        site,
        chosen(site, brand),
        days=days or site.checks.stale_after or _A_YEAR,
        today=datetime.now(UTC).date(),
        feedback=feedback or (),
        queries=queries or (),
        since=since.date() if since else None,
    )
    if form is Form.JSON:
        tell_document(to_json(found))
    elif form is Form.CSV:
        tell_data(to_csv(found))
    else:
        _print(found, everything=verbose)


def _print(found: Sequence[Work], *, everything: bool) -> None:
    from rich.table import Table

    from helpgen.work_list import why

    console = safe_console()
    if not found:
        console.print("There's nothing to work on.")
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("Points", justify="right")
    for name in ("Edition", "What", "Why", "To do"):
        table.add_column(name, overflow="fold")
    shown = found if everything else found[:_SHOWN]
    for one in shown:
        edition = f"{one.brand or 'all'}/{one.language}"
        table.add_row(f"{one.points:.1f}", edition, _what(one), why(one), _to_do(one))
    console.print(table)
    if len(shown) < len(found):
        console.print(f"… and {len(found) - len(shown):,} more (see all with --verbose)")


def _what(one: Work) -> str:
    return f"{one.name} [{one.id}]" if one.kind == "answer" else f"search: {one.name}"


def _to_do(one: Work) -> str:
    near = ", ".join(f"{name} [{answer_id}]" for name, answer_id in one.near)
    return f"{one.to_do}; like it: {near}" if near else one.to_do
