"""`helpgen answers plan` and `helpgen answers status`."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.answers_common import (
    Chosen,
    Prune,
    TakeOption,
    place_of,
    progress,
    request,
    tell_problems,
)
from helpgen.cli.options import DEFAULT_CONFIG, Config, Json, Set, load
from helpgen.cli.terminal import tell, tell_json
from helpgen.visible import on_one_line

if TYPE_CHECKING:
    from helpgen.answers.changes import Plan
    from helpgen.answers.offline import Workspace
    from helpgen.answers.operations import Request
    from helpgen.config import Site
    from helpgen.model import EditionKey, Layout

NOTHING, ERROR, CHANGES, CONFLICTS = 0, 1, 2, 3

PlanOutput = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Save the plan, for 'answers apply FILE'."),
]


def plan(
    answers: Chosen = None,
    output: PlanOutput = None,
    take: TakeOption = None,
    prune: Prune = False,
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
    as_json: Json = False,
) -> None:
    """Show what an apply would change in Gladly, and what changed there.

    Exit codes: 0 files and Gladly are equal, 2 there are changes, 3 there are conflicts,
    1 anything went wrong.
    """
    from helpgen.answers.plan_file import plan_json, save_plan
    from helpgen.cli.answers_show import show_plan

    with mistakes_end_with_1():
        site = load(config, settings)
        found, space, layouts = _read(site, request(answers, take, prune=prune))
        if output is not None:
            save_plan(output, found, site.gladly.org_id)
    tell_problems(space.problems)
    if as_json:
        tell_json(plan_json(found))
    else:
        show_plan(site, found, space, layouts)
    code = ERROR if space.problems else exit_code(found)
    if code:
        raise typer.Exit(code)


def _read(site: Site, asked: Request) -> tuple[Plan, Workspace, dict[EditionKey, Layout]]:
    from helpgen.answers.operations import run_plan
    from helpgen.cli.answers_layouts import layouts_for
    from helpgen.connection import connected

    with connected(site, os.environ) as client:
        with progress("Reading") as on_progress:
            found, space = run_plan(site, client, asked, on_progress)
        return found, space, layouts_for(site, client, found)


@contextlib.contextmanager
def mistakes_end_with_1() -> Iterator[None]:
    """Wrong configuration ends with 1, since 2 says that there are changes."""
    from helpgen.errors import ConfigError

    try:
        yield
    except ConfigError as error:
        for problem in error.problems:
            tell(f"error: {problem}", err=True)
        raise typer.Exit(ERROR) from error


def exit_code(found: Plan) -> int:
    """The exit code that tells how a plan is."""
    if found.conflicts:
        return CONFLICTS
    return CHANGES if found.changes else NOTHING


def status(config: Config = DEFAULT_CONFIG, settings: Set = None, as_json: Json = False) -> None:
    """Show what the files changed since they were last in step with Gladly, without asking it.

    Exit codes as those of plan.
    """
    from helpgen.answers.offline import run_status
    from helpgen.answers.plan_file import plan_json
    from helpgen.cli.answers_show import summary

    with mistakes_end_with_1():
        site = load(config, settings)
        found, space = run_status(site)
    if as_json:
        tell_json(plan_json(found))
    else:
        for change in found.changes:
            folder = space.local.answers.get(change.answer_id)
            where = folder.folder.name if folder else on_one_line(change.name)
            tell(f"{place_of(change):<16} {where}")
        tell(summary(found) if found.changes else "No file changed since the last pull.")
    if found.changes:
        raise typer.Exit(exit_code(found))
