"""Gladly's changes into the files; edits in the files stay, conflicts are written as such."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from helpgen.answer_files import ManagedBody
from helpgen.answers import base_updates
from helpgen.answers.changes import Change, Kind
from helpgen.answers.folder import source_hash, toml_path
from helpgen.answers.journal import Journal
from helpgen.answers.offline import Workspace
from helpgen.answers.plan import (
    MARKERS,
    Decision,
    make_plan,
)
from helpgen.answers.state import AnswerState, Base, BaseAnswer, BaseContent, Content, Details
from helpgen.answers.writing import (
    merged_body,
    new_folder,
    write_body,
    write_content,
    write_details,
)


@dataclass(frozen=True, slots=True)
class Pulled:
    """One thing that a pull did or left.

    Attributes:
        answer_id: Of which answer.
        name: For people.
        what: `new`, `updated`, `merged`, `conflict`, `kept`, `deleted` or `taken`.
        part: What of the answer; a language for a content.
        why: More of it, for people.
    """

    answer_id: str
    name: str
    what: str
    part: str = ""
    why: str = ""


class Pull:
    """Brings one workspace's files up to Gladly.

    Files are written before the base: a kill between the two leaves a file that says what
    Gladly says, or a merge that is found again, never a base that hides an edit.

    Args:
        workspace: All three sides.
        decision: Whose side is taken where both changed.
        prune: Whether files are deleted whose answer or content Gladly no longer has.
    """

    def __init__(self, workspace: Workspace, decision: Decision | None, *, prune: bool) -> None:
        self._space = workspace
        self._decision = decision
        self._prune = prune
        self._base: Base = workspace.base
        self._details: dict[str, Details] = {}
        self._taken = {one.folder.name for one in workspace.local.answers.values()}

    def run(self) -> list[Pulled]:
        """Write the files, then the base.

        Raises:
            OSError: A file can't be written.
        """
        space = self._space
        done = [pulled for key in space.remote for pulled in self._new(key)]
        plan = make_plan(
            space.base, space.local.states, space.remote, unresolved=space.local.unresolved
        )
        for change in plan.changes:
            done += self._change(change)
        Journal(space.folder, space.lock.sending).close(space.lock, self._base)
        return done

    def _new(self, answer_id: str) -> Iterator[Pulled]:
        there = self._space.remote[answer_id]
        managed = answer_id in self._space.base or answer_id in self._space.local.states
        if there is None or managed:
            return
        yield self._written(answer_id, there, "new")

    def _written(self, answer_id: str, there: AnswerState, what: str) -> Pulled:
        """A whole answer in a folder of its own."""
        known = self._base.get(answer_id)
        if known is not None and known.folder and known.folder not in self._taken:
            folder = self._space.folder / known.folder
        else:
            parent = self._space.folder
            held = self._taken | {path.name for path in parent.glob("*")}
            folder = new_folder(parent, there.details.name, answer_id, held)
        self._taken.add(folder.name)
        contents = {
            language: _in_step(content, write_content(folder, language, content, None))
            for language, content in there.contents.items()
        }
        # The folder is an answer only with this file: it comes last.
        write_details(folder, answer_id, there.details, self._space.lock.audiences)
        known = BaseAnswer(there.details, contents, folder.name)
        self._base = {**self._base, answer_id: known}
        return Pulled(answer_id, there.details.name, what, why=folder.name)

    def _change(self, change: Change) -> Iterator[Pulled]:
        if change.kind is Kind.DRIFT:
            yield from self._drift(change, decided=False)
        elif change.kind is not Kind.CONFLICT or change.why == MARKERS:
            if change.why == MARKERS:
                yield self._told(change, "conflict")
        elif self._decision is None or not self._decision.covers(change.answer_id):
            yield from self._conflict(change)
        elif self._decision.side == "remote":
            yield from self._drift(change, decided=True)
        else:
            self._take_local(change)
            yield self._told(change, "taken", "the file's side will be published")

    def _drift(self, change: Change, *, decided: bool) -> Iterator[Pulled]:
        """Gladly's side into the files."""
        there = self._space.remote[change.answer_id]
        if change.remote is None:
            yield self._gone(change, decided=decided)
        elif change.part == "answer" and there is not None:
            yield self._written(change.answer_id, there, "updated")
        elif isinstance(change.remote, Content):
            answer = self._space.local.answers[change.answer_id]
            old = next((b for b in answer.bodies if b.language == change.language), None)
            body = write_content(answer.folder, change.language, change.remote, old)
            self._take_content(change, _in_step(change.remote, body))
            yield self._told(change, "updated", change.why)
        else:
            self._write_detail(change)
            yield self._told(change, "updated", change.why)

    def _gone(self, change: Change, *, decided: bool) -> Pulled:
        """What Gladly no longer has."""
        if not (self._prune or decided):
            return self._told(change, "kept", f"{change.why}: --prune deletes the file")
        answer = self._space.local.answers[change.answer_id]
        bodies = [b for b in answer.bodies if change.language in {"", b.language}]
        if change.part == "answer":
            toml_path(answer).unlink()
        for body in bodies:
            (answer.folder / f"{body.language}{body.suffix}").unlink()
        if change.part == "answer":
            if not any(answer.folder.iterdir()):
                answer.folder.rmdir()
            self._base = base_updates.without_answer(self._base, change.answer_id)
        else:
            self._take_content(change, None)
        return self._told(change, "deleted", change.why)

    def _conflict(self, change: Change) -> Iterator[Pulled]:
        """A body is merged in its file; anything else waits for a decision."""
        mine, theirs = change.local, change.remote
        if isinstance(mine, Content) and isinstance(theirs, Content):
            base = change.base if isinstance(change.base, Content) else None
            title = _merged_title(base, mine, theirs)
            if title is not None:
                yield self._merged(change, title, base, theirs)
                return
            yield self._told(change, "conflict", _titles(mine, theirs))
            return
        yield self._told(change, "conflict", change.why)

    def _merged(self, change: Change, title: str, base: Content | None, theirs: Content) -> Pulled:
        answer = self._space.local.answers[change.answer_id]
        old = next(body for body in answer.bodies if body.language == change.language)
        body, clean = merged_body(old, base, theirs)
        write_body(answer.folder, replace(body, title=title), old)
        self._take_content(change, base_updates.in_gladly(theirs))
        if clean:
            return self._told(change, "merged", "both sides' changes are in the file")
        return self._told(change, "conflict", "edit the lines between <<<<<<< and >>>>>>>")

    def _take_local(self, change: Change) -> None:
        """Gladly's side becomes the base: what the file says is a change to it."""
        there = self._space.remote[change.answer_id]
        if there is None:
            self._base = base_updates.without_answer(self._base, change.answer_id)
        elif change.part == "answer":
            contents = {code: base_updates.in_gladly(one) for code, one in there.contents.items()}
            folder = self._base[change.answer_id].folder
            known = BaseAnswer(there.details, contents, folder)
            self._base = {**self._base, change.answer_id: known}
        elif change.part == "content":
            theirs = change.remote if isinstance(change.remote, Content) else None
            self._take_content(change, base_updates.in_gladly(theirs) if theirs else None)
        else:
            self._take_detail(change)

    def _write_detail(self, change: Change) -> None:
        answer = self._space.local.answers[change.answer_id]
        now = self._details.get(change.answer_id)
        now = now or self._space.local.states[change.answer_id].details
        wanted = base_updates.with_detail(now, change, change.remote)
        write_details(answer.folder, change.answer_id, wanted, self._space.lock.audiences)
        self._details[change.answer_id] = wanted
        self._take_detail(change)

    def _take_detail(self, change: Change) -> None:
        """Gladly's value of a detail becomes the base."""
        there = self._space.remote[change.answer_id]
        known = self._base.get(change.answer_id)
        if there is None:
            return
        details = there.details
        if known is not None and known.details is not None:
            details = base_updates.with_detail(known.details, change, change.remote)
        folder = self._space.local.answers[change.answer_id].folder.name
        self._base = base_updates.with_details(self._base, change.answer_id, details, folder)

    def _take_content(self, change: Change, content: BaseContent | None) -> None:
        self._base = base_updates.with_content(
            self._base, change.answer_id, change.language, content
        )

    def _told(self, change: Change, what: str, why: str = "") -> Pulled:
        part = change.language or ("" if change.part == "answer" else change.part)
        return Pulled(change.answer_id, change.name, what, part, why or change.why)


def _in_step(content: Content, body: ManagedBody) -> BaseContent:
    """The base of a content whose file was written from it."""
    return BaseContent(content, content.key, source_hash(body))


def _merged_title(base: Content | None, mine: Content, theirs: Content) -> str | None:
    """The title that both sides' changes leave; None where they differ."""
    if mine.title == theirs.title or (base and base.title == theirs.title):
        return mine.title
    return theirs.title if base and base.title == mine.title else None


def _titles(mine: Content, theirs: Content) -> str:
    return (
        f"the title is {mine.title!r} in the file and {theirs.title!r} in Gladly: "
        "write one of them into both, or use --take local or --take remote"
    )
