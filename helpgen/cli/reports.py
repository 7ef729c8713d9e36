"""`helpgen report …`: what changed, what stands how, what readers said and searched for."""

from __future__ import annotations

import typer

from helpgen.cli import (
    report_changes,
    report_feedback,
    report_stale,
    report_translations,
    report_work,
    search_report,
)

group = typer.Typer()
group.command("changes")(report_changes.changes)
group.command("work")(report_work.work)
group.command("stale")(report_stale.stale)
group.command("translations")(report_translations.translations)
group.command("feedback")(report_feedback.feedback)
group.command("search")(search_report.report)
