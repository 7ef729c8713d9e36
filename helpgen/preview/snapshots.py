"""Snapshots with their drafts, read before, as long as their files are the same."""

from __future__ import annotations

from pathlib import Path

from helpgen.model import EditionKey, Snapshot
from helpgen.preview.drafts import Draft, Drafts
from helpgen.preview.stamps import Stamps
from helpgen.snapshot import load_snapshot, snapshot_path


class Snapshots:
    """Reads each snapshot once for each change of its file.

    Attributes:
        stamps: How the files stand now.
        drafts: What becomes of them.
    """

    def __init__(self) -> None:
        self.stamps: Stamps = {}
        self.drafts = Drafts()
        self._read: dict[str, tuple[object, Snapshot]] = {}

    def load(self, folder: Path, edition: EditionKey) -> Snapshot:
        """The snapshot of an edition as it is shown.

        Raises:
            SnapshotError: There's none, or the file isn't one of this version.
        """
        return self.drafts.applied(self._fetched(folder, edition))

    def drafts_of(self, folder: Path, edition: EditionKey) -> tuple[Draft, ...]:
        """What differs in it from what was fetched.

        Raises: As `load`.
        """
        return self.drafts.of(self._fetched(folder, edition))

    def _fetched(self, folder: Path, edition: EditionKey) -> Snapshot:
        path = str(snapshot_path(folder, edition))
        stamp = self.stamps.get(path)
        known = self._read.get(path)
        if known and stamp and known[0] == stamp:
            return known[1]
        snapshot = load_snapshot(folder, edition)
        self._read[path] = (stamp, snapshot)
        return snapshot
