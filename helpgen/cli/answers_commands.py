"""The commands of `helpgen answers`."""

from __future__ import annotations

import typer

from helpgen.cli import (
    answers_apply,
    answers_exchange,
    answers_files,
    answers_lint,
    answers_list,
    answers_plan,
    answers_pull,
)
from helpgen.cli.answers_common import AnswersCommand, PlanCommand

app = typer.Typer(rich_markup_mode=None)
app.command("pull", cls=AnswersCommand)(answers_pull.pull)
app.command("status", cls=PlanCommand)(answers_plan.status)
app.command("list", cls=AnswersCommand)(answers_list.list_answers)
app.command("show", cls=AnswersCommand)(answers_list.show)
app.command("plan", cls=PlanCommand)(answers_plan.plan)
app.command("apply", cls=AnswersCommand)(answers_apply.apply)
app.command("new", cls=AnswersCommand)(answers_files.new)
app.command("edit", cls=AnswersCommand)(answers_files.edit)
app.command("delete", cls=AnswersCommand)(answers_files.delete)
app.command("lint", cls=AnswersCommand)(answers_lint.lint)
app.command("import", cls=AnswersCommand)(answers_exchange.import_csv)
app.command("export", cls=AnswersCommand)(answers_exchange.export)
