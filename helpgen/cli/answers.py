"""`helpgen answers …`: answers as files, compared with Gladly and published."""

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

answers = typer.Typer(
    help="Keep answers as files, see what will change in Gladly, and publish it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
answers.command("pull", cls=AnswersCommand)(answers_pull.pull)
answers.command("status", cls=PlanCommand)(answers_plan.status)
answers.command("list", cls=AnswersCommand)(answers_list.list_answers)
answers.command("show", cls=AnswersCommand)(answers_list.show)
answers.command("plan", cls=PlanCommand)(answers_plan.plan)
answers.command("apply", cls=AnswersCommand)(answers_apply.apply)
answers.command("new", cls=AnswersCommand)(answers_files.new)
answers.command("edit", cls=AnswersCommand)(answers_files.edit)
answers.command("delete", cls=AnswersCommand)(answers_files.delete)
answers.command("lint", cls=AnswersCommand)(answers_lint.lint)
answers.command("import", cls=AnswersCommand)(answers_exchange.import_csv)
answers.command("export", cls=AnswersCommand)(answers_exchange.export)
