"""{path: bytes} -> disk: only changed bytes, each file whole, only our own ever deleted.

Every unit (an edition, a brand's assets, its root files) keeps a manifest in
`<output>/.helpgen/`, outside of any brand's site. It's written before the first file as
the union of old and new, so that after a kill at any moment every file is still known,
and after the last one with the hash of what the unit was made of. A unit whose hash is
the same and whose files stand as they were left needn't be built.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from helpgen.errors import PublishError
from helpgen.files import write_atomic

_PRIVATE = ".helpgen"
_LOCK, _TEMPORARY = "_lock", "_tmp"  # no slug, and so no brand's folder, starts with _
Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a unit owns in the output.

    Attributes:
        inputs: Hash of all that the unit was made of; empty while it's being written.
        files: Stamp of each file by its path below the brand's folder, None where unknown.
        notes: Whatever the build wants to find again next time.
    """

    inputs: str = ""
    files: Mapping[str, Stamp | None] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing a unit did; `stale` are old files still to be deleted."""

    written: int
    unchanged: int
    stale: tuple[str, ...]


@contextlib.contextmanager
def output_lock(output: Path, patience: float = 600) -> Iterator[None]:
    """Hold the output folder for one build; another one waits its turn.

    Args:
        output: The folder; made if it isn't there.
        patience: Seconds to wait for another build.

    Raises:
        PublishError: The folder can't be used, or the other build didn't end in time.
    """
    private = output / _PRIVATE
    with contextlib.ExitStack() as held:
        try:
            private.mkdir(parents=True, exist_ok=True)
            held.enter_context(FileLock(private / _LOCK, timeout=patience))
            shutil.rmtree(private / _TEMPORARY, ignore_errors=True)
            (private / _TEMPORARY).mkdir(exist_ok=True)
        except Timeout as error:
            raise PublishError(
                f"{output}: another build has held it for {patience:g} s: wait for it or end it"
            ) from error
        except OSError as error:
            raise PublishError(f"{output}: can't be written: {error}") from error
        yield


def published_units(output: Path) -> list[tuple[str, str]]:
    """Brand and name of every unit that has a manifest in the output."""
    return sorted((path.parent.name, path.stem) for path in output.glob(f"{_PRIVATE}/*/*.json"))


class Unit:
    """One unit of the output: a set of files below a brand's folder with one manifest.

    Args:
        output: The output folder.
        brand: Slug of the brand, whose folder the files are in.
        name: The unit's name within the brand, such as a language.
    """

    def __init__(self, output: Path, brand: str, name: str) -> None:
        self.folder = output / brand
        self._temporary = output / _PRIVATE / _TEMPORARY / f"{brand}.{name}"
        self._path = output / _PRIVATE / brand / f"{name}.json"
        self.manifest = _load(self._path)

    def is_current(self, inputs: str) -> bool:
        """Whether the unit was made of the same, and its files stand as they were left."""
        if not inputs or self.manifest.inputs != inputs:
            return False
        return all(
            stamp is not None and _stamp(f"{self.folder}/{path}") == stamp
            for path, stamp in self.manifest.files.items()
        )

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
        written = sum(self._write_one(path, data) for path, data in files.items())
        stale = tuple(path for path in old if path not in files)
        return Published(written, len(files) - written, stale)

    def finish(
        self, files: Iterable[str], inputs: str, notes: Mapping[str, Any] | None = None
    ) -> None:
        """Delete what the unit owns beyond `files`, and note that it's complete."""
        kept = set(files)
        for path in self.manifest.files:
            if path not in kept:
                self._delete(path)
        stamps = {path: _stamp(f"{self.folder}/{path}") for path in sorted(kept)}
        self.manifest = Manifest(inputs, stamps, notes or {})
        self._save()

    def remove(self) -> None:
        """Delete all that the unit owns, and its manifest."""
        self.finish((), "")
        self._path.unlink()
        _removed_if_empty(self._path.parent)
        _removed_if_empty(self.folder)

    def _write_one(self, path: str, data: bytes) -> bool:
        target = self.folder / path
        try:
            with open(target, "rb", buffering=0) as file:  # noqa: PTH123 - twice as fast
                if file.read() == data:
                    return False
        except FileNotFoundError:
            pass
        except OSError as error:
            raise PublishError(f"{target}: can't be read: {error.strerror}: {_REMEDY}") from error
        try:
            write_atomic(target, data, temporary=self._temporary)
        except OSError as error:
            raise PublishError(
                f"{target}: can't be written: {error.strerror}: {_REMEDY}"
            ) from error
        return True

    def _delete(self, path: str) -> None:
        target = self.folder / path
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
            raise PublishError(f"{self._path}: can't be written: {error.strerror}") from error


_REMEDY = "check free space and permissions; what's published is whole"


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


def _stamp(path: str) -> Stamp | None:
    try:
        status = os.stat(path)  # noqa: PTH116 - called for every file of an unchanged site
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _removed_if_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False  # holds something else, which is not ours
    return True
