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

group = typer.Typer(rich_markup_mode=None)
group.command("pull", cls=AnswersCommand)(answers_pull.pull)
group.command("status", cls=PlanCommand)(answers_plan.status)
group.command("list", cls=AnswersCommand)(answers_list.list_answers)
group.command("show", cls=AnswersCommand)(answers_list.show)
group.command("plan", cls=PlanCommand)(answers_plan.plan)
group.command("apply", cls=AnswersCommand)(answers_apply.apply)
group.command("new", cls=AnswersCommand)(answers_files.new)
group.command("edit", cls=AnswersCommand)(answers_files.edit)
group.command("delete", cls=AnswersCommand)(answers_files.delete)
group.command("lint", cls=AnswersCommand)(answers_lint.lint)
group.command("import", cls=AnswersCommand)(answers_exchange.import_csv)
group.command("export", cls=AnswersCommand)(answers_exchange.export)
