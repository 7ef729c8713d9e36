"""`helpgen search …`: the commands about search."""

from __future__ import annotations

import typer

from helpgen.cli import search_eval, search_pull, search_push, search_report, search_serve

group = typer.Typer()
group.command("serve")(search_serve.serve)
group.command("push")(search_push.push)
group.command("pull")(search_pull.pull)
group.command("report")(search_report.report)
group.command("eval")(search_eval.evaluate)
