"""`helpgen report feedback`."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.options import DEFAULT_CONFIG, load
from helpgen.cli.terminal import safe_console, tell_data, tell_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.table import Table

    from helpgen.search.feedback_report import AnswerFeedback


class Form(StrEnum):
    """How the report is printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def feedback(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Files of `search serve --feedback`."),
    ],
    form: Annotated[Form, typer.Option("--format", help="text, json or csv.")] = Form.TEXT,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="First day, as 2026-05-14."),
    ] = None,
    brand: Annotated[str, typer.Option(metavar="SLUG", help="Only this brand.")] = "",
    lng: Annotated[str, typer.Option(metavar="CODE", help="Only this language.")] = "",
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            "-c",
            help="The configuration file, for names of answers; site.toml, if it's there.",
        ),
    ] = None,
) -> None:
    """Show what readers said of each answer; first those that fail most readers.

    Names come from what was fetched last.
    """
    from helpgen.search.feedback_report import read_feedback, to_csv, to_json

    found = read_feedback(
        files,
        since=since.date() if since else None,
        brand=brand,
        language=lng,
        names=_names(config),
    )
    if form is Form.TEXT:
        _print(found)
    elif form is Form.CSV:
        tell_data(to_csv(found))
    else:
        tell_document(to_json(found))


def _names(config: Path | None) -> Mapping[tuple[str, str, str], str]:
    """Names by brand, language and id; where an edition lacks an answer, the default one's."""
    from helpgen.errors import SnapshotError
    from helpgen.model import EditionKey
    from helpgen.snapshot import load_snapshot

    if config is None and not DEFAULT_CONFIG.is_file():
        return {}
    site = load(config or DEFAULT_CONFIG, None)
    names: dict[tuple[str, str, str], str] = {}
    for brand in site.brands:
        inherited: dict[str, str] = {}
        for language in brand.languages:
            try:
                snapshot = load_snapshot(site.snapshots, EditionKey(brand.slug, language))
            except SnapshotError:
                continue  # of an edition that was never fetched, ids have to do
            own = {answer.id: answer.name for answer in snapshot.answers}
            inherited = inherited or own
            for id_, name in (inherited | own).items():
                names[brand.slug, language, id_] = name
    return names


def _print(found: Sequence[AnswerFeedback]) -> None:

    console = safe_console()
    if not found:
        console.print("Nobody has said anything yet.")
        return
    console.print(_table(found))
    for one in found:
        if one.comments:
            console.print(
                f"\n{one.name or one.answer} ({one.brand}/{one.language})", soft_wrap=True
            )
        for said in one.comments:
            helpful = "helpful" if said.helpful else "not helpful"
            console.print(f"  {said.day}  {helpful}: {' '.join(said.text.split())}", soft_wrap=True)


def _table(found: Iterable[AnswerFeedback]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("Helpful", "Not helpful"):
        table.add_column(name, justify="right")
    for name in ("Brand", "Language", "Id", "Answer"):  # last what may be folded
        table.add_column(name, overflow="fold")
    for one in found:
        counts = str(one.helpful), str(one.not_helpful)
        table.add_row(*counts, one.brand, one.language, one.answer, one.name)
    return table
