"""One change in Gladly: look, write, look again. Every write is one request, sent once.

A write whose outcome is open is settled by looking: if Gladly holds what was sent it's done,
if it holds what stood there before it's sent again, and anything else is somebody's edit.
So a repetition never goes over an edit that came between.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from helpgen.answers.base_updates import attribute
from helpgen.answers.changes import Change, Kind, Value
from helpgen.answers.remote import read_content, read_details
from helpgen.answers.state import AnswerState, Content
from helpgen.errors import (
    GladlyConflict,
    GladlyError,
    GladlyNotFound,
    GladlyRateLimited,
    GladlyRefused,
    GladlyUnreachable,
)
from helpgen.gladly import ContentType, GladlyClient

OTHER_TYPES: tuple[ContentType, ...] = ("email", "messaging", "reference")
_SERVER_ERROR = 500


class Stale(Exception):  # noqa: N818 - what was found, no failure of ours
    """Gladly holds something else than the plan saw; nothing was written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What Gladly holds after a write.

    Attributes:
        value: As it was stored; as it was sent where Gladly doesn't tell.
        note: What a person should know of it; empty if it is what was sent.
        sent: False where Gladly held it already.
    """

    value: Value
    note: str = ""
    sent: bool = True


class Writer:
    """Sends changes one by one.

    Args:
        client: Reads with retries; writes are sent once each.
        languages: In which a deletion looks for contents that it would take along.
        dry_run: Look, and stop where a write would begin.
        sleep: Waits that many seconds.
    """

    def __init__(
        self,
        client: GladlyClient,
        languages: Collection[str],
        *,
        dry_run: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client = client
        self._once = client.once()
        self._languages = sorted(languages)
        self._dry_run = dry_run
        self._sleep = sleep

    def write(self, change: Change) -> Written:
        """Make Gladly hold the change's local side.

        Raises:
            Stale: Gladly holds neither the plan's old value nor the new one.
            GladlyError: It was refused, or the outcome stayed open.
        """
        policy = self._client.retries
        for attempt in range(policy.attempts):
            now = self._look(change)
            if same(now, change.local):
                return Written(now, sent=attempt > 0)
            if not same(now, change.remote):
                raise Stale
            if change.kind is Kind.DELETE:
                self._check_other_types(change)
            if self._dry_run:
                return Written(change.local, sent=False)
            try:
                return self._looked_back(change, self._send(change))
            except GladlyError as error:
                if not _may_pass(error) or attempt + 1 == policy.attempts:
                    raise
            self._sleep(min(policy.wait_initial * 2**attempt, policy.wait_max))
        raise AssertionError("a policy has at least one attempt")

    def _look(self, change: Change) -> Value:
        if change.part == "content":
            return read_content(self._client, change.answer_id, change.language)
        details = read_details(self._client, change.answer_id)
        if change.part != "answer":
            value: Value = getattr(details, attribute(change.part)) if details else None
            return value
        if details is None or change.kind is Kind.CREATE:
            return AnswerState(details) if details else None
        found = {
            code: read_content(self._client, change.answer_id, code)
            for code in sorted({*self._languages, *_languages(change.remote)})
        }
        return AnswerState(details, {code: one for code, one in found.items() if one})

    def _send(self, change: Change) -> Content | None:
        """Send it; the content as Gladly says it stored it, if it is one."""
        key, local = change.answer_id, change.local
        match change.kind:
            case Kind.CREATE if isinstance(local, AnswerState):
                details = local.details
                self._once.add_answer(
                    details.name,
                    answer_id=key,
                    description=details.description,
                    audience_ids=details.audience_ids,
                )
            case Kind.RENAME if isinstance(local, str):
                self._once.update_answer(key, name=local)
            case Kind.DESCRIPTION if isinstance(local, str):
                self._once.update_answer(key, description=local)
            case Kind.AUDIENCES if isinstance(local, tuple):
                self._once.update_answer(key, audience_ids=local)
            case Kind.ADD | Kind.UPDATE if isinstance(local, Content):
                stored = self._once.put_content(
                    key, change.language, body_html=local.html, title=local.title
                )
                return Content.of(stored.title or local.title, stored.body_html)
            case Kind.REMOVE:
                self._once.delete_content(key, change.language)
            case Kind.DELETE:
                self._once.delete_answer(key)
            case kind:
                raise AssertionError(f"{kind} isn't sent")
        return None

    def _looked_back(self, change: Change, stored: Content | None) -> Written:
        try:
            now = self._look(change)
        except GladlyError as error:
            return Written(stored or change.local, f"it couldn't be read back: {error}")
        if stored is not None and not same(now, stored):
            return Written(stored, "somebody changed it in Gladly at the same time: pull")
        note = "" if same(now, change.local) else "Gladly stored it differently: pull shows how"
        # Of the rest, Gladly doesn't say what it stored: what differs may be somebody's edit,
        # and must not pass for what was in step.
        return Written(now if stored is not None else change.local, note)

    def _check_other_types(self, change: Change) -> None:
        """An answer is deleted with all its contents, also those that no file holds."""
        for language in sorted({*self._languages, *_languages(change.remote)}):
            for kind in OTHER_TYPES:
                try:
                    self._client.get_content(change.answer_id, language, kind)
                except GladlyNotFound:
                    continue
                raise GladlyError(
                    f"answer {change.answer_id}",
                    f"has a text of type {kind} in {language}, which would be deleted too: "
                    "delete the answer in Gladly",
                )


def same(one: Value, other: Value) -> bool:
    """Whether two sides of a change say the same."""
    if isinstance(one, Content) and isinstance(other, Content):
        return one.key == other.key
    if isinstance(one, AnswerState) and isinstance(other, AnswerState):
        keys = [{code: c.key for code, c in state.contents.items()} for state in (one, other)]
        return one.details == other.details and (keys[0] == keys[1])
    return one == other


def explained(error: GladlyError) -> str:
    """A refusal in words that say what to do."""
    if isinstance(error, GladlyConflict) or _codes(error) & {"taken"}:
        return f"{error}: another answer has this name; change one of them"
    if "in_use" in _codes(error):
        return f"{error}: take it out of the section, rule or thread in Gladly first"
    return str(error)


def _codes(error: GladlyError) -> set[str]:
    return {one.code for one in error.details} if isinstance(error, GladlyRefused) else set()


def _may_pass(error: GladlyError) -> bool:
    if isinstance(error, GladlyRefused):
        return isinstance(error, GladlyRateLimited) or error.status >= _SERVER_ERROR
    return isinstance(error, GladlyUnreachable)


def _languages(state: Value) -> set[str]:
    return set(state.contents) if isinstance(state, AnswerState) else set()
