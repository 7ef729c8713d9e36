"""`helpgen search …`: the commands about search."""

from __future__ import annotations

import typer

from helpgen.cli import search_eval, search_report, search_serve

search = typer.Typer(
    help="Serve the search indexes, see what people search for, and judge what they find.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
search.command("serve")(search_serve.serve)
search.command("report")(search_report.report)
search.command("eval")(search_eval.evaluate)
