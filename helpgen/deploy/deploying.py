"""Brings files to a place: what changed, in order, and it can be broken off anywhere."""

from __future__ import annotations

import contextlib
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from helpgen.deploy.ledger import LEDGER, Ledger, read_ledger, write_ledger
from helpgen.deploy.phases import deletions, emptied_folders, is_for_ever, phases
from helpgen.deploy.place import File, Place, Record
from helpgen.errors import DeployError, TargetBusy

SAVE_EVERY = 15
"""Seconds between two notes of how far a deploy has come: so much is sent again after a kill."""

OnProgress = Callable[[int, int], None]
"""Takes how many changes of how many are made."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a person decides about a deploy.

    Attributes:
        max_deletes: Most files that may be deleted.
        dry_run: Change nothing.
        everything: Send every file, whatever the place is said to hold.
    """

    max_deletes: int
    dry_run: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Deployed:
    """What a deploy did, or would do.

    Attributes:
        owner: Whose files they are.
        place: As people read it.
        sent: Paths of the files sent.
        deleted: Paths of the files deleted.
        unchanged: How many files were there already.
        touched: Paths whose content changed, by this deploy and by those before it that
            didn't come to their end; without files whose name tells their content.
        seconds: Wall time.
    """

    owner: str
    place: str
    sent: tuple[str, ...]
    deleted: tuple[str, ...]
    unchanged: int
    touched: tuple[str, ...]
    seconds: float


def deploy_files(
    owner: str,
    files: Sequence[File],
    place: Place,
    options: Options,
    *,
    on_progress: OnProgress = lambda _done, _total: None,
    before_end: Callable[[tuple[str, ...]], None] = lambda _touched: None,
) -> Deployed:
    """Make a place hold files; what others put there stays.

    Args:
        owner: Whose files they are: slug of a brand.
        files: All of them.
        place: Where they go.
        options: What a person decided.
        on_progress: Called as changes are made.
        before_end: Called with the changed paths when all is there, before the deploy counts
            as ended: if it raises, the next deploy tells them again.

    Raises:
        DeployError: Something failed; the place is sound, and another deploy goes on.
    """
    start = time.perf_counter()
    old = read_ledger(place)
    _check(old, owner, place)
    changed = list(files) if options.everything else place.changed(files, old.files)
    stale = sorted(set(old.files) - {file.path for file in files})
    _check_deletes(place, stale, options.max_deletes)
    touched = old.touched | {file.path for file in changed if not is_for_ever(file)} | {*stale}
    done = Deployed(
        owner,
        place.name,
        sent=tuple(file.path for file in changed),
        deleted=tuple(stale),
        unchanged=len(files) - len(changed),
        touched=tuple(sorted(touched)),
        seconds=0.0,
    )
    if not options.dry_run:
        if changed or stale or old.touched:
            run = _Run(owner, place, old, touched, on_progress)
            run.carry_out(changed, stale, lambda: before_end(done.touched))
        else:
            before_end(())
    return replace(done, seconds=time.perf_counter() - start)


class _Run:
    """One deploy under way."""

    def __init__(
        self,
        owner: str,
        place: Place,
        old: Ledger,
        touched: frozenset[str],
        on_progress: OnProgress,
    ) -> None:
        self._place = place
        self._old = old
        self._ledger = Ledger(owner, uuid.uuid4().hex, old.files, touched)
        self._files = dict(old.files)
        self._on_progress = on_progress
        self._done, self._total = 0, 0
        self._saved = time.monotonic()

    def carry_out(
        self, changed: Sequence[File], stale: Sequence[str], before_end: Callable[[], None]
    ) -> None:
        """Send, then delete; however it ends, what was done is noted."""
        self._total = len(changed) + len(stale)
        self._files |= {file.path: None for file in changed if file.path not in self._files}
        write_ledger(self._place, replace(self._ledger, files=self._files))
        try:
            there = {path for path, record in self._old.files.items() if record}
            for group in phases(changed, there):
                self._place.send(group, self._sent)
            if stale:
                self._save()  # another deploy may need by now what this one would delete
            for paths in deletions(stale):
                self._delete(paths)
            before_end()
        except TargetBusy:
            raise  # the ledger is the other one's now
        except BaseException:  # Ctrl-C too
            with contextlib.suppress(DeployError):  # what went wrong first is what's told
                self._save()
            raise
        self._ledger = replace(self._ledger, touched=frozenset())  # all is told
        self._save()

    def _sent(self, path: str, record: Record) -> None:
        self._files[path] = record
        self._step(1)
        if time.monotonic() - self._saved > SAVE_EVERY:
            self._save()

    def _delete(self, paths: Sequence[str]) -> None:
        left = self._files.keys() - set(paths)
        self._place.delete(paths, emptied_folders(paths, left))
        for path in paths:
            del self._files[path]
        self._step(len(paths))

    def _step(self, count: int) -> None:
        self._done += count
        self._on_progress(self._done, self._total)

    def _save(self) -> None:
        """Note how far it has come, unless another deploy has begun since."""
        if read_ledger(self._place).run != self._ledger.run:
            raise TargetBusy(
                f"{self._place.name}: another deploy has begun since this one did: let it end, "
                "then run this one again"
            )
        write_ledger(self._place, replace(self._ledger, files=self._files))
        self._saved = time.monotonic()


def _check(old: Ledger, owner: str, place: Place) -> None:
    if old.owner not in {"", owner}:
        raise DeployError(
            f"{place.name}: holds the files of {old.owner!r}, not of {owner!r}: give each a place "
            f"of its own, or delete {LEDGER} there if it was renamed"
        )


def _check_deletes(place: Place, stale: Sequence[str], most: int) -> None:
    if len(stale) > most:
        few = ", ".join(stale[:3])
        raise DeployError(
            f"{place.name}: {len(stale)} files would be deleted, and {most} may be ({few} …): "
            f"nothing was changed; if they are to go, run again with --max-deletes {len(stale)}"
        )
