"""Snapshots that have been read before, as long as their files are the same."""

from __future__ import annotations

from pathlib import Path

from helpgen.model import EditionKey, Snapshot
from helpgen.preview.stamps import Stamps
from helpgen.snapshot import load_snapshot, snapshot_path


class Snapshots:
    """Reads each snapshot once for each change of its file.

    Attributes:
        stamps: How the files stand now.
    """

    def __init__(self) -> None:
        self.stamps: Stamps = {}
        self._read: dict[str, tuple[object, Snapshot]] = {}

    def load(self, folder: Path, edition: EditionKey) -> Snapshot:
        """The snapshot of an edition.

        Raises:
            SnapshotError: There's none, or the file isn't one of this version.
        """
        path = str(snapshot_path(folder, edition))
        stamp = self.stamps.get(path)
        known = self._read.get(path)
        if known and stamp and known[0] == stamp:
            return known[1]
        snapshot = load_snapshot(folder, edition)
        self._read[path] = (stamp, snapshot)
        return snapshot
