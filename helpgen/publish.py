"""{path: bytes} -> disk: only changed bytes, each file whole, only our own ever deleted.

Every unit (an edition, a brand's assets, its root files) keeps a manifest in
`<output>/.helpgen/`, outside of any brand's site. It's written before the first file as
the union of old and new, so that after a kill at any moment every file is still known,
and after the last one with the hash of what the unit was made of. A unit whose hash is
the same and whose files stand as they were left needn't be built.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpgen.errors import PublishError
from helpgen.file_writer import REMEDY, FileWriter, Stamp, refuse_link
from helpgen.files import write_atomic
from helpgen.output_lock import PRIVATE, TEMPORARY


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a unit owns in the output.

    Attributes:
        inputs: Hash of all that the unit was made of; empty while it's being written.
        files: Stamp of each file by its path below the brand's folder, None where unknown;
            in the order in which they were written.
        notes: Whatever the build wants to find again next time.
    """

    inputs: str = ""
    files: dict[str, Stamp | None] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing a unit did.

    Attributes:
        written: Files written.
        unchanged: Files that stood on disk already.
        stale: Old files still to be deleted.
        stamps: Stamp of every file of the unit.
    """

    written: int
    unchanged: int
    stale: tuple[str, ...]
    stamps: Mapping[str, Stamp]


def published_units(output: Path) -> list[tuple[str, str]]:
    """Brand and name of every unit that has a manifest in the output."""
    return sorted((path.parent.name, path.stem) for path in output.glob(f"{PRIVATE}/*/*.json"))


class Unit:
    """One unit of the output: a set of files below a brand's folder with one manifest.

    Args:
        output: The output folder.
        brand: Slug of the brand, whose folder the files are in.
        name: The unit's name within the brand, such as a language.
    """

    def __init__(self, output: Path, brand: str, name: str) -> None:
        self.folder = output / brand
        # Each process its own: one that outlives a killed build for a moment spoils no file,
        # and processes that share a folder wait for each other (a sixth of writing, on ext4).
        folder = f"{brand}.{name}.{os.getpid()}"
        self._temporary = output / PRIVATE / TEMPORARY / folder / "new"
        self._path = output / PRIVATE / brand / f"{name}.json"
        self.manifest = _load(self._path)

    def is_current(self, inputs: str) -> bool:
        """Whether the unit was made of the same, and its files stand as they were left."""
        if not inputs or self.manifest.inputs != inputs:
            return False
        return _all_as_left(f"{self.folder}/", self.manifest.files)

    def write(self, files: Mapping[str, bytes]) -> Published:
        """Write the files that differ from the disk; nothing is deleted yet.

        Args:
            files: Content by path below the brand's folder, all of the unit.

        Raises:
            PublishError: A file can't be written; those before it are whole and new,
                those after it whole and old.
        """
        old = self.manifest.files
        self.manifest = Manifest("", {**old, **dict.fromkeys(files)})
        self._save()
        writer = FileWriter(str(self.folder), str(self._temporary), old)
        stamps = {path: writer.write(path, data) for path, data in files.items()}
        stale = tuple(path for path in old if path not in files)
        return Published(writer.written, len(files) - writer.written, stale, stamps)

    def finish(
        self,
        stamps: Mapping[str, Stamp | None],
        inputs: str,
        notes: Mapping[str, Any] | None = None,
        others: Iterable[Container[str]] = (),
    ) -> None:
        """Delete what the unit owns beyond these files, and note that it's complete.

        Args:
            stamps: Of every file that the unit now consists of, from `write`.
            inputs: Hash of all that it was made of.
            notes: Whatever the build wants to find again next time.
            others: What other units of the brand consist of now, which stays.
        """
        others = tuple(others)
        for path in reversed(self.manifest.files):  # what was written first is needed longest
            if path not in stamps and not any(path in files for files in others):
                self._delete(path)
        self.manifest = Manifest(inputs, dict(stamps), notes or {})
        self._save()

    def remove(self, others: Iterable[Container[str]] = ()) -> None:
        """Delete all that the unit owns and no other does, and its manifest."""
        self.finish({}, "", others=others)
        self._path.unlink()
        _removed_if_empty(self._path.parent)
        _removed_if_empty(self.folder)

    def _delete(self, path: str) -> None:
        target = self.folder / path
        for parent in (target.parent, *target.parent.parents):
            if parent == self.folder.parent:
                break
            refuse_link(str(parent))
        try:
            target.unlink(missing_ok=True)
        except OSError as error:
            raise PublishError(f"{target}: can't be deleted: {error.strerror}") from error
        for parent in target.parents:
            if parent == self.folder or not _removed_if_empty(parent):
                break

    def _save(self) -> None:
        stored = {
            "inputs": self.manifest.inputs,
            "notes": self.manifest.notes,
            "files": self.manifest.files,
        }
        data = json.dumps(stored, separators=(",", ":"), ensure_ascii=False).encode()
        try:
            write_atomic(self._path, data, temporary=self._temporary)
        except OSError as error:
            raise PublishError(
                f"{self._path}: can't be written: {error.strerror}: {REMEDY}"
            ) from error


def _load(path: Path) -> Manifest:
    try:
        stored = json.loads(path.read_bytes())
        files = {name: stamp and (stamp[0], stamp[1]) for name, stamp in stored["files"].items()}
        return Manifest(stored["inputs"], files, stored["notes"])
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PublishError(
            f"{path}: isn't a manifest of helpgen ({error}): delete it; files that only it "
            "knew of then stay until you delete them"
        ) from error


def _all_as_left(folder: str, files: Mapping[str, Stamp | None]) -> bool:
    """Whether every file has its stamp: one plain loop, a fifth of an unchanged build."""
    stat = os.stat
    try:
        for path, stamp in files.items():
            status = stat(folder + path)
            if stamp is None or (status.st_size, status.st_mtime_ns) != stamp:
                return False
    except OSError:
        return False
    return True


def _removed_if_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False  # holds something else, which is not ours
    return True
