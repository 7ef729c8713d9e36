"""`helpgen report …`: what stands how, from what was fetched last."""

from __future__ import annotations

import typer

from helpgen.cli import report_translations

report = typer.Typer(
    help="Show how answers and themes stand, from what was fetched last.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
report.command("translations")(report_translations.translations)
