"""`helpgen report …`: what stands how, from what was fetched last and what readers said."""

from __future__ import annotations

import typer

from helpgen.cli import report_feedback, report_stale, report_translations

group = typer.Typer()
group.command("stale")(report_stale.stale)
group.command("translations")(report_translations.translations)
group.command("feedback")(report_feedback.feedback)
