"""What an apply has done so far, on disk before anything else happens.

`.apply/journal.jsonl` holds a line before each content that is sent, and one after each
change: the answer's new base, or that it is gone. A line is synced to disk before the next
request, so that after a kill at most the outcome of one request is open, and what was sent
is known: the next command finds it in Gladly, or doesn't. Every command lays the journal
over the lock file; the apply's end writes both into one.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from helpgen.answers.lockfile import (
    NAME,
    Lock,
    answer_from_json,
    answer_json,
    load_lock,
    save_lock,
)
from helpgen.answers.state import Base, BaseAnswer
from helpgen.errors import ContentError
from helpgen.files import read_bytes, write_atomic

PRIVATE = ".apply"
_JOURNAL = "journal.jsonl"


@contextlib.contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold the folder of answers for one command that changes it or Gladly.

    Raises:
        ContentError: Another command holds it, or it can't be written.
    """
    private = folder / PRIVATE
    try:
        private.mkdir(parents=True, exist_ok=True)
        (private / ".gitignore").write_text("*\n", encoding="utf-8")
        lock = FileLock(private / "_lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ContentError(
            f"{folder}: another 'helpgen answers' command is at work there: wait for its end"
        ) from error
    except OSError as error:
        raise ContentError(f"{folder}: can't be written: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()


def load_base(folder: Path) -> Lock:
    """The lock file with what an interrupted apply did since.

    Raises:
        ContentError: One of both can't be used.
    """
    lock = load_lock(folder)
    base, sending = dict(lock.base), dict(lock.sending)
    for entry in _entries(folder / PRIVATE / _JOURNAL):
        answer_id, place = entry["id"], (entry["id"], entry["language"])
        if "sending" in entry:
            sending[place] = tuple(entry["sending"])
            continue
        sending.pop(place, None)
        if entry["answer"] is None:
            base.pop(answer_id, None)
        else:
            base[answer_id] = answer_from_json(entry["answer"])
    return Lock(base, lock.audiences, lock.organization, sending)


class Journal:
    """Takes down what an apply does while it runs.

    Args:
        folder: Of the answers; this command holds it.
        sending: What earlier ones left open.
    """

    def __init__(
        self, folder: Path, sending: Mapping[tuple[str, str], tuple[str, ...]] | None = None
    ) -> None:
        self._folder = folder
        self._path = folder / PRIVATE / _JOURNAL
        self._sending = dict(sending or {})
        # The rest of a line that a kill cut off must not join the next one.
        self._whole = not self._path.exists() or read_bytes(self._path)[-1:] in {b"", b"\n"}

    def send(self, answer_id: str, language: str, key: tuple[str, ...]) -> None:
        """Something new is about to be sent; on disk when this returns."""
        self._sending[answer_id, language] = key
        self._add({"id": answer_id, "language": language, "sending": key})

    def note(self, answer_id: str, language: str, answer: BaseAnswer | None) -> None:
        """The answer's new base, None for one that is gone; on disk when this returns."""
        self._sending.pop((answer_id, language), None)
        told = answer_json(answer) if answer else None
        self._add({"id": answer_id, "language": language, "answer": told})

    def close(self, lock: Lock, base: Base) -> None:
        """Write the new base to the lock file; only what is still open stays in the journal."""
        save_lock(self._folder, Lock(base, lock.audiences, lock.organization))
        with (self._folder / NAME).open("rb+") as file:
            os.fsync(file.fileno())
        open_ends = [
            _line({"id": answer_id, "language": language, "sending": key})
            for (answer_id, language), key in self._sending.items()
        ]
        if open_ends:
            write_atomic(self._path, "".join(open_ends).encode())
        else:
            self._path.unlink(missing_ok=True)

    def _add(self, entry: Mapping[str, Any]) -> None:
        line = _line(entry)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line if self._whole else f"\n{line}")
            file.flush()
            os.fsync(file.fileno())
        self._whole = True


def _line(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry) + "\n"


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    """The lines that are whole; what one that a kill cut off would say is found out again."""
    if not path.exists():
        return
    for line in read_bytes(path).split(b"\n"):
        with contextlib.suppress(ValueError):
            yield json.loads(line)
