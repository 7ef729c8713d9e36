"""`helpgen search …`: the commands about search."""

from __future__ import annotations

import typer

from helpgen.cli import search_eval, search_report, search_serve

group = typer.Typer()
group.command("serve")(search_serve.serve)
group.command("report")(search_report.report)
group.command("eval")(search_eval.evaluate)
