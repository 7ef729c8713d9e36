"""A plan sent to Gladly, change by change, each noted on disk before the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from helpgen.answers import base_updates
from helpgen.answers.changes import Change, Kind, Plan
from helpgen.answers.journal import Journal
from helpgen.answers.offline import Workspace
from helpgen.answers.state import AnswerState, Base, BaseContent, Content
from helpgen.answers.writes import Stale, Writer, Written, explained
from helpgen.errors import (
    ConfigError,
    GladlyError,
    GladlyUnauthorized,
    GladlyUnreachable,
    Problem,
    Severity,
)

Result = Literal["done", "already", "would", "stale", "refused", "skipped"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one change ended.

    Attributes:
        change: Which one.
        result: `done`; `already` there; `would` be sent, in a dry run; `stale`: changed in
            Gladly since the plan; `refused` by Gladly; `skipped` because of another one.
        why: For people; may be empty.
    """

    change: Change
    result: Result
    why: str = ""


def check_deletions(plan: Plan, most: int) -> None:
    """Stop before anything is sent if a plan deletes more than is allowed.

    Raises:
        ConfigError: It does.
    """
    count = len(plan.deletions) if plan.prune else 0
    if count > most:
        what = f"the plan deletes {count}, more than {most}"
        hint = f"look at it, and allow it with --max-deletes {count}"
        raise ConfigError([Problem("--prune", what, hint, Severity.ERROR)])


class Apply:
    """Sends a plan.

    Args:
        writer: Sends one change.
        workspace: Its base is carried on; files tell which source a content came from.
        journal: Takes each change down; None in a dry run.
        on_done: Called after each change.
    """

    def __init__(
        self,
        writer: Writer,
        workspace: Workspace,
        journal: Journal | None,
        on_done: Callable[[Outcome], None] = lambda _: None,
    ) -> None:
        self._writer = writer
        self._space = workspace
        self._journal = journal
        self._on_done = on_done
        self._failed: set[str] = set()
        self._unreachable = False
        self.base: Base = workspace.base
        self.outcomes: list[Outcome] = []

    def run(self, plan: Plan) -> list[Outcome]:
        """Send every change of the plan; what happened so far is in `outcomes` at any time.

        Raises:
            GladlyUnauthorized: The token isn't allowed to; nothing more was sent.
        """
        for change in plan.to_send:
            if self._unreachable:
                outcome = Outcome(change, "skipped", "Gladly can't be reached")
            else:
                outcome = self._one(change)
            self.outcomes.append(outcome)
            self._on_done(outcome)
        return self.outcomes

    def _one(self, change: Change) -> Outcome:
        if change.answer_id in self._failed and change.kind is Kind.ADD:
            return Outcome(change, "skipped", "its answer wasn't created")
        self._announce(change)
        try:
            written = self._writer.write(change)
        except Stale:
            outcome = Outcome(change, "stale", "changed in Gladly since the plan: plan again")
        except GladlyUnauthorized:
            raise
        except GladlyError as error:
            self._unreachable = isinstance(error, GladlyUnreachable)
            outcome = Outcome(change, "refused", explained(error))
        else:
            return self._noted(change, written)
        if change.kind is Kind.CREATE:
            self._failed.add(change.answer_id)
        return outcome

    def _announce(self, change: Change) -> None:
        """Note what is about to be there in Gladly, in case that its outcome isn't learnt."""
        if self._journal is None:
            return
        if isinstance(change.local, AnswerState):
            key = base_updates.details_key(change.local.details)
            self._journal.send(change.answer_id, "", key)
        elif isinstance(change.local, Content):
            self._journal.send(change.answer_id, change.language, change.local.key)

    def _noted(self, change: Change, written: Written) -> Outcome:
        if self._journal is None:
            return Outcome(change, "would", written.note)
        self.base = self._after(change, written)
        key = change.answer_id
        self._journal.note(key, change.language, self.base.get(key))
        return Outcome(change, "done" if written.sent else "already", written.note)

    def _after(self, change: Change, written: Written) -> Base:
        """The base with what Gladly holds now."""
        key = change.answer_id
        if change.kind is Kind.DELETE:
            return base_updates.without_answer(self.base, key)
        if change.part == "content":
            content = self._content(change, written)
            return base_updates.with_content(self.base, key, change.language, content)
        if isinstance(written.value, AnswerState):
            # Of an answer that was deleted in Gladly, the old contents are gone.
            fresh = base_updates.without_answer(self.base, key)
            return base_updates.with_details(
                fresh, key, written.value.details, self._folder(change)
            )
        known = self.base.get(key)
        if known is None or known.details is None:
            return self.base  # its other details were never in step: the next plan looks again
        details = base_updates.with_detail(known.details, change, written.value)
        return base_updates.with_details(self.base, key, details, self._folder(change))

    def _content(self, change: Change, written: Written) -> BaseContent | None:
        if not isinstance(written.value, Content) or not isinstance(change.local, Content):
            return None
        key, language = change.answer_id, change.language
        here = self._space.local.states.get(key)
        now = here.contents.get(language) if here else None
        unchanged = now is not None and now.key == change.local.key
        source = self._space.local.sources[key, language] if unchanged else ""
        return BaseContent(written.value, change.local.key, source)

    def _folder(self, change: Change) -> str:
        answer = self._space.local.answers.get(change.answer_id)
        return answer.folder.name if answer else ""
