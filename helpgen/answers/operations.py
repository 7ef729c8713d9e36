"""Pull, plan and apply as one call each: what the command line runs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from helpgen.answers.apply import Apply, Outcome, check_deletions
from helpgen.answers.changes import Plan
from helpgen.answers.journal import Journal, exclusive
from helpgen.answers.listing import site_languages
from helpgen.answers.offline import Workspace, answers_folder, chosen_ids, offline
from helpgen.answers.plan import Decision, make_plan
from helpgen.answers.pull import Pull, Pulled
from helpgen.answers.workspace import Progress, everything, managed
from helpgen.answers.writes import Writer
from helpgen.config import Site
from helpgen.errors import ConfigError, Problem, Severity
from helpgen.gladly import GladlyClient

MAX_DELETES = 10


def _quiet(_done: int, _all: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for.

    Attributes:
        chosen: Ids or folder names; none means all.
        decision: Whose side is taken where both changed.
        prune: Whether deletions are carried out.
    """

    chosen: Collection[str] = ()
    decision: Decision | None = None
    prune: bool = False


def run_pull(
    site: Site, client: GladlyClient, request: Request, on_progress: Progress = _quiet
) -> tuple[list[Pulled], tuple[Problem, ...]]:
    """Gladly's changes into the files.

    Raises:
        ConfigError, ContentError: Files can't be used, or another command is at work.
        GladlyError: Asking failed; no file was written.
    """
    with exclusive(answers_folder(site)):
        space = everything(site, client, request.chosen, on_progress)
        return Pull(space, request.decision, prune=request.prune).run(), space.problems


def run_plan(
    site: Site, client: GladlyClient, request: Request, on_progress: Progress = _quiet
) -> tuple[Plan, Workspace]:
    """What an apply would do; nothing is written anywhere.

    Raises:
        ConfigError, ContentError: Files can't be used.
        GladlyError: Asking failed.
    """
    space = managed(site, client, request.chosen, on_progress)
    return planned(space, request), space


def planned(space: Workspace, request: Request) -> Plan:
    """The plan of a workspace."""
    return make_plan(
        space.base,
        space.local.states,
        space.remote,
        unresolved=space.local.unresolved,
        decision=decided(space, request),
        prune=request.prune,
    )


def decided(space: Workspace, request: Request) -> Decision | None:
    """The decision for the answers that were chosen."""
    if request.decision is None or not request.chosen:
        return request.decision
    return replace(request.decision, answer_ids=frozenset(chosen_ids(space, request.chosen)))


@dataclass(frozen=True, slots=True)
class Sending:
    """How a plan is sent.

    Attributes:
        max_deletes: Most deletions that may be sent.
        dry_run: Look at everything, write nothing.
        confirm: Is shown the plan and tells whether to go on.
        on_done: Called after each change.
    """

    max_deletes: int = MAX_DELETES
    dry_run: bool = False
    confirm: Callable[[Plan, Workspace], bool] = lambda _plan, _space: True
    on_done: Callable[[Outcome], None] = lambda _outcome: None


def run_apply(
    site: Site,
    client: GladlyClient,
    request: Request,
    sending: Sending,
    *,
    saved: Plan | None = None,
    on_progress: Progress = _quiet,
) -> tuple[Plan, list[Outcome]]:
    """Send a saved plan, or a fresh one.

    What was done is in the lock file, however this ends.

    Args:
        site: Says where the files are.
        client: Asks Gladly.
        request: Which answers a fresh plan is made of, and whether deletions are sent.
        sending: How it is sent.
        saved: Is sent as it stands, whatever the files say now.
        on_progress: Told of each request that a fresh plan takes.

    Raises:
        ConfigError, ContentError: Files can't be used, another command is at work, or the
            plan deletes more than it may.
        GladlyError: Asking failed before anything was sent, or the token isn't allowed to.
    """
    with exclusive(answers_folder(site)):
        if saved is None:
            plan, space = run_plan(site, client, request, on_progress)
        else:
            space = offline(site)
            plan = saved
        check_deletions(plan, sending.max_deletes)
        if not sending.confirm(plan, space):
            return plan, []
        return plan, _sent(site, client, plan, space, sending)


def _sent(
    site: Site, client: GladlyClient, plan: Plan, space: Workspace, sending: Sending
) -> list[Outcome]:
    known = {code for one in space.base.values() for code in one.contents}
    writer = Writer(client, {*site_languages(site), *known}, dry_run=sending.dry_run)
    journal = None if sending.dry_run else Journal(space.folder, space.lock.sending)
    apply = Apply(writer, space, journal, sending.on_done)
    try:
        return apply.run(plan)
    finally:
        if journal is not None:
            journal.close(space.lock, apply.base)


def no_such_deletion(plan: Plan, request: Request) -> None:
    """A saved plan that deletes wants the option a second time.

    Raises:
        ConfigError: It wasn't given.
    """
    if plan.prune and plan.deletions and not request.prune:
        what = f"deletes {len(plan.deletions)}"
        hint = "look at it, then add --prune here too"
        raise ConfigError([Problem("the saved plan", what, hint, Severity.ERROR)])
