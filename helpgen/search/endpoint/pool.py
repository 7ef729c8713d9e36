"""Searches run beside the event loop: few at a time, few waiting, the rest refused at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from helpgen.refusals import Mistake, Refusal, refused

Result = TypeVar("Result")
_RETRY_AFTER = {"Retry-After": "1"}


class Pool:
    """Runs work in a thread, in the order of its coming.

    Searches are pure Python, and one thread keeps a processor busy: more threads would
    only take turns and make every one of them slower. More processors want more workers.

    Args:
        most: Pieces of work that may run or wait; what comes beyond gets 503.
        what: They are called in messages.
    """

    def __init__(self, most: int, what: str = "searches") -> None:
        self._most = most
        self._what = what
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=what)
        self._inside = 0
        self._lock = threading.Lock()

    async def run(self, work: Callable[[], Result]) -> Result:
        """Do the work, after what came before it.

        Raises:
            Refusal: 503 with `Retry-After`, if there's too much to do already.
        """
        with self._lock:
            if self._inside >= self._most:
                raise _busy(self._what)
            self._inside += 1
        future = self._executor.submit(work)
        # Counted when the work ends: a client that goes away doesn't end it.
        future.add_done_callback(self._leave)
        return await asyncio.wrap_future(future)

    def close(self) -> None:
        """Finish what runs, start nothing more."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _leave(self, _: Future[Any]) -> None:
        with self._lock:
            self._inside -= 1


def _busy(what: str) -> Refusal:
    mistake = Mistake("", "unavailable", f"too many {what} at a time: try again in a second")
    return refused(503, [mistake], _RETRY_AFTER)
