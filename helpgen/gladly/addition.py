"""Adding an answer under an id of our own, so that an open outcome can be settled."""

from __future__ import annotations

from collections.abc import Callable

from helpgen.errors import GladlyConflict, GladlyError, GladlyNotFound
from helpgen.gladly.records import AnswerRecord
from helpgen.gladly.retries import TransientError


class Addition:
    """One answer on its way to Gladly; `attempt` may be called until it succeeds.

    Args:
        sent: The answer as it should be in the end.
        post: Sends it once.
        look: Asks Gladly for its id.
    """

    def __init__(
        self,
        sent: AnswerRecord,
        *,
        post: Callable[[], AnswerRecord],
        look: Callable[[], AnswerRecord],
    ) -> None:
        self._sent = sent
        self._post = post
        self._look = look
        self._unsure = False

    def attempt(self) -> AnswerRecord:
        """Send it, and where the outcome is open, find out.

        Raises:
            TransientError: It was not added; marked as repeatable if that is sure.
            GladlyConflict: The id or the name is taken, not by an earlier attempt of ours.
        """
        try:
            return self._post()
        except TransientError as failure:
            self._unsure = self._unsure or not failure.no_effect
            return self._settled(failure)
        except GladlyConflict as conflict:
            return self._settled(conflict)

    def _settled(self, failure: TransientError | GladlyConflict) -> AnswerRecord:
        """The answer, if an attempt of unknown outcome added it; else raises `failure`."""
        if not self._unsure:
            raise failure
        try:
            found = self._look()
        except GladlyNotFound:
            found = None
        except GladlyError:
            # The outcome stays open, and what left it open says more than this error does.
            raise failure from None
        if found is not None and _same(found, self._sent):
            return found
        if isinstance(failure, TransientError):
            failure.no_effect = True
        raise failure


def _same(found: AnswerRecord, sent: AnswerRecord) -> bool:
    """Whether it is the answer that we sent, and not another one under its id."""
    return (
        found.name == sent.name
        and found.description == sent.description
        and set(found.audience_ids) == set(sent.audience_ids)
    )
