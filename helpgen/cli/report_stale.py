"""`helpgen report stale`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.options import DEFAULT_CONFIG, Brands, Config, Json, Set, chosen, load
from helpgen.cli.terminal import safe_console, tell_data, tell_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpgen.staleness import StaleAnswer

_SHOWN = 25
_A_YEAR = 365


def stale(
    config: Config = DEFAULT_CONFIG,
    brand: Brands = None,
    settings: Set = None,
    days: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=36_500,
            help="Days without a change; by default stale_after of site.toml, else 365.",
        ),
    ] = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a CSV row for each answer.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show every answer that is too old.")
    ] = False,
) -> None:
    """List the answers that nobody has changed for long, the oldest first.

    It reads what was fetched last; nothing is asked of Gladly.
    """
    from datetime import UTC, datetime

    from helpgen.staleness import stale_answers, to_csv, to_json

    if as_json and as_csv:
        raise typer.BadParameter("give one of --json and --csv")
    site = load(config, settings)
    limit = days or site.checks.stale_after or _A_YEAR
    today = datetime.now(UTC).date()
    found = [one for each in chosen(site, brand) for one in stale_answers(site, each, limit, today)]
    found.sort(key=lambda one: one.updated)
    if as_json:
        tell_json(to_json(found))
    elif as_csv:
        tell_data(to_csv(found))
    else:
        _print(found, limit, everything=verbose)


def _print(found: Sequence[StaleAnswer], limit: int, *, everything: bool) -> None:
    from rich.table import Table

    console = safe_console()
    if not found:
        console.print(f"no answer is older than {limit} days")
        return
    table = Table(box=None, pad_edge=False)
    for name in ("Changed", "Days", "Edition", "Answer", "Id"):
        table.add_column(name, overflow="fold", justify="right" if name == "Days" else "left")
    shown = found if everything else found[:_SHOWN]
    for one in shown:
        table.add_row(one.updated, str(one.days), str(one.edition), one.name, one.id)
    console.print(table)
    if len(shown) < len(found):
        console.print(f"… and {len(found) - len(shown)} more (see all with --verbose or --csv)")
