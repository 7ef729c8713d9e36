"""Base and files: what can be told without Gladly."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from helpgen.answers.changes import Plan
from helpgen.answers.folder import LocalAnswers, read_local
from helpgen.answers.journal import load_base
from helpgen.answers.lockfile import Lock
from helpgen.answers.plan import make_plan
from helpgen.answers.state import Base, Remote
from helpgen.config import Site
from helpgen.errors import ConfigError, Problem, Severity


@dataclass(frozen=True, slots=True)
class Workspace:
    """All three sides.

    Attributes:
        folder: `content/answers`.
        lock: The base, with what is alike on both sides taken over.
        local: The files.
        remote: What was read of Gladly.
        problems: What couldn't be read.
    """

    folder: Path
    lock: Lock
    local: LocalAnswers
    remote: Remote
    problems: tuple[Problem, ...] = ()

    @property
    def base(self) -> Base:
        """The base by answer id."""
        return self.lock.base


def answers_folder(site: Site) -> Path:
    """Where a site's managed answers are."""
    return site.content / "answers"


def offline(site: Site) -> Workspace:
    """Base and files; Gladly isn't asked.

    Raises:
        ConfigError: A file is wrong; `problems` holds every mistake.
        ContentError: The lock can't be used.
    """
    folder = answers_folder(site)
    lock = load_base(folder)
    known = {b.audience_id: b.name for b in site.brands if b.audience_id} | dict(lock.audiences)
    return Workspace(folder, lock, read_local(folder, lock.base, known, strict=False), {})


def chosen_ids(workspace: Workspace, chosen: Collection[str]) -> list[str]:
    """The managed answers that ids or folder names mean; all if there are none.

    Raises:
        ConfigError: One is neither.
    """
    sending = {answer_id for answer_id, _ in workspace.lock.sending}
    known = sorted({*workspace.base, *workspace.local.answers, *sending})
    if not chosen:
        return known
    names = {one.folder.name: key for key, one in workspace.local.answers.items()}
    names |= {one.folder: key for key, one in workspace.base.items() if one.folder not in names}
    ids = {one: one if one in known else names.get(one, "") for one in chosen}
    unknown = [one for one, found in ids.items() if not found]
    if unknown:
        hint = "give an id or a folder's name, as 'helpgen answers list' shows them"
        raise ConfigError(
            Problem(one, "is no managed answer", hint, Severity.ERROR) for one in unknown
        )
    return list(dict.fromkeys(ids.values()))


def run_status(site: Site) -> tuple[Plan, Workspace]:
    """What the files changed since they were last in step; Gladly isn't asked.

    Raises:
        ConfigError, ContentError: Files can't be used.
    """
    space = offline(site)
    here = space.local.states
    base = {key: one.as_in_gladly(here.get(key)) for key, one in space.base.items()}
    remote = {key: base.get(key) for key in {*base, *here}}
    plan = make_plan(
        space.base, space.local.states, remote, unresolved=space.local.unresolved, prune=True
    )
    return plan, space
