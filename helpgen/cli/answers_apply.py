"""`helpgen answers apply`."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.answers_common import Prune, TakeOption, place_of, progress, request, tell_problems
from helpgen.cli.exits import Exit
from helpgen.cli.options import DEFAULT_CONFIG, Config, Set, load
from helpgen.cli.terminal import tell
from helpgen.visible import on_one_line

if TYPE_CHECKING:
    from helpgen.answers.apply import Outcome
    from helpgen.answers.changes import Plan
    from helpgen.answers.impact import Layouts
    from helpgen.answers.offline import Workspace
    from helpgen.config import Site
    from helpgen.model import EditionKey, Layout

_DONE = {"done", "already", "would"}


def apply(
    plan_file: Annotated[
        Path | None,
        typer.Argument(metavar="PLAN", help="A plan of 'answers plan -o'; a fresh one without."),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(metavar="ANSWER", help="Only this id or folder name. Repeatable."),
    ] = None,
    take: TakeOption = None,
    prune: Prune = False,
    max_deletes: Annotated[
        int, typer.Option(min=0, help="With --prune: send nothing if it would delete more.")
    ] = 10,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Do all but the writes themselves.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Don't ask whether to send a fresh plan.")
    ] = False,
    build: Annotated[
        bool, typer.Option("--build", help="Then fetch and build the brands it touched.")
    ] = False,
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
) -> None:
    """Send a plan to Gladly: a saved one, or a fresh one that is shown first.

    Right before each change Gladly is read again; what changed there since the plan is left
    alone and told, and the others go on. An interrupted apply goes on where it stopped when
    it's run again. Exit codes: 0 all was done, 1 something was refused or changed in Gladly
    meanwhile, 2 wrong usage or configuration, 3 conflicts are left.
    """
    from helpgen.answers.operations import Sending, no_such_deletion, run_apply
    from helpgen.answers.plan_file import load_plan
    from helpgen.connection import connected

    site = load(config, settings)
    asked = request(answer, take, prune=prune)
    saved = load_plan(plan_file, site.gladly.org_id) if plan_file else None
    if saved is not None:
        no_such_deletion(saved, asked)
    elif not (yes or dry_run or sys.stdin.isatty()):
        _refuse_unseen()
    with connected(site, os.environ) as client, progress("Reading") as on_progress:
        layouts: dict[EditionKey, Layout] = {}

        def confirm(plan: Plan, space: Workspace) -> bool:
            from helpgen.cli.answers_layouts import layouts_for
            from helpgen.cli.answers_show import show_plan

            tell_problems(space.problems)
            layouts.update(layouts_for(site, client, plan))
            if saved is None:
                show_plan(site, plan, space, layouts)
            ask = saved is None and not (yes or dry_run) and bool(plan.to_send)
            return not ask or typer.confirm("Send this to Gladly?")

        sending = Sending(max_deletes, dry_run, confirm, lambda one: _tell_one(one, layouts))
        with _telling_interruption():
            plan, outcomes = run_apply(
                site, client, asked, sending, saved=saved, on_progress=on_progress
            )
        tell(_summary(outcomes))
        if build and not dry_run:
            _build(site, client, outcomes)
    if any(one.result not in _DONE for one in outcomes):
        raise typer.Exit(Exit.FAILED)
    if plan.conflicts:
        raise typer.Exit(Exit.PROBLEMS)


@contextlib.contextmanager
def _telling_interruption() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        told = "interrupted: what was sent is noted, and the same command goes on with the rest"
        tell(told, err=True)
        raise


def _refuse_unseen() -> None:
    from helpgen.errors import ConfigError, Problem, Severity

    hint = "add --yes, or apply a plan that was saved with 'answers plan -o'"
    what = "nobody can be asked whether to send a fresh plan"
    raise ConfigError([Problem("answers apply", what, hint, Severity.ERROR)])


def _tell_one(outcome: Outcome, layouts: Layouts) -> None:
    from helpgen.answers.impact import sections_of

    change = outcome.change
    why = f": {outcome.why}" if outcome.why else ""
    place = f"{place_of(change)} {on_one_line(change.name)} ({change.answer_id})"
    tell(f"{outcome.result:<8} {place}{why}")
    if outcome.result == "refused" and change.kind in {"delete", "remove"}:
        for edition, header in sections_of(change.answer_id, layouts):
            tell(f"         it is in section {header!r} of {edition}")


def _summary(outcomes: list[Outcome]) -> str:
    counts = Counter(one.result for one in outcomes)
    told = ", ".join(f"{count} {result}" for result, count in counts.items())
    return f"Apply: {told}." if told else "Apply: nothing was sent."


def _build(site: Site, client: object, outcomes: list[Outcome]) -> None:
    """Fetch and build the brands that the changes touched."""
    from helpgen.answers.impact import touched_editions
    from helpgen.answers.offline import run_status
    from helpgen.build import build_site
    from helpgen.cli.report import Reporter
    from helpgen.fetch import fetch_site
    from helpgen.gladly import GladlyClient

    assert isinstance(client, GladlyClient)  # noqa: S101 - for mypy
    files = run_status(site)[1].local.states
    done = [one.change for one in outcomes if one.result == "done"]
    slugs = {key.brand for change in done for key in touched_editions(site, change, files)}
    brands = [brand for brand in site.brands if brand.slug in slugs]
    if not brands:
        return
    reporter = Reporter(site, as_json=False, verbose=False)
    reporter.fetched(fetch_site(client, site, brands))
    reporter.built(build_site(site, brands), site.output)
    code = reporter.finish(strict=False)
    if code is not Exit.GOOD:
        raise typer.Exit(code)
