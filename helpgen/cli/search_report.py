"""`helpgen search report`."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.terminal import safe_console, tell_data, tell_document

if TYPE_CHECKING:
    from rich.table import Table

    from helpgen.search.query_report import QueryReport


class Form(StrEnum):
    """How the report is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class By(StrEnum):
    """What the trend counts by."""

    DAY = "day"
    WEEK = "week"


def report(
    file: Annotated[Path, typer.Argument(help="The file of `search serve --query-log`.")],
    form: Annotated[Form, typer.Option("--format", help="table, csv or json.")] = Form.TABLE,
    top: Annotated[int, typer.Option(min=1, help="Queries in each list.")] = 20,
    by: Annotated[By, typer.Option(help="Trend by day or week.")] = By.DAY,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="First day, as 2026-05-14."),
    ] = None,
    brand: Annotated[str, typer.Option(metavar="SLUG", help="Only this brand.")] = "",
    lng: Annotated[str, typer.Option(metavar="CODE", help="Only this language.")] = "",
) -> None:
    """Show what people search for: top queries, queries without results, the trend."""
    from helpgen.search.query_report import read_report, to_csv, to_json

    found = read_report(
        file,
        top=top,
        period=by.value,
        since=since.date() if since else None,
        brand=brand,
        language=lng,
    )
    if form is Form.TABLE:
        _print(found)
    elif form is Form.CSV:
        tell_data(to_csv(found))
    else:
        tell_document(to_json(found))


def _print(found: QueryReport) -> None:

    console = safe_console()
    for name, counts in (("Top queries", found.top), ("Without results", found.empty)):
        table = _table(name, "Query", "Brand", "Language")
        for one in counts:
            where = one.brand or "all", one.language
            table.add_row(one.query, *where, str(one.searches), str(one.without_results))
        console.print(table)
    table = _table("Trend", "From")
    for period in found.trend:
        table.add_row(period.start, str(period.searches), str(period.without_results))
    console.print(table)
    if found.dropped:
        console.print(f"{found.dropped} searches came too quickly to be counted.")


def _table(title: str, *texts: str) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, pad_edge=False, title_style="bold")
    for name in texts:
        table.add_column(name, overflow="fold")
    table.add_column("Searches", justify="right")
    table.add_column("Without results", justify="right")
    return table
