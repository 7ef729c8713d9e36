"""Files below a folder, each written whole and only where its bytes differ; links lead nowhere."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from types import MappingProxyType

from helpgen.errors import PublishError

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""

REMEDY = "check free space and permissions; what's published is whole"
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would change line ends
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class FileWriter:
    """Writes files below a folder with as few system calls as can be: they are most of the time.

    Args:
        folder: Where the files go.
        temporary: Path of the file that's written first, on the same file system.
        left: Stamp of each file as it was left there, by its path; None where unknown.
    """

    def __init__(
        self, folder: str, temporary: str, left: Mapping[str, Stamp | None] = MappingProxyType({})
    ) -> None:
        self._folder = folder
        self._temporary = temporary
        self._left = left
        self._fresh: dict[str, bool] = {}
        self._looked_at: set[str] = set()
        self.written = 0

    def write(self, path: str, data: bytes) -> Stamp:
        """Make the file hold these bytes, whole at every moment; its stamp."""
        target = f"{self._folder}/{path}"
        try:
            fresh = self._is_fresh(target.rpartition("/")[0])
            if not (fresh or self._had_other_size(path, data)):
                stamp = _stamp_if_same(target, data)
                if stamp is not None:
                    return stamp
            stamp = _write_file(self._temporary, data)
            os.replace(self._temporary, target)  # noqa: PTH105 - plain strings are quicker here
        except OSError as error:
            raise PublishError(f"{target}: can't be written: {error.strerror}: {REMEDY}") from error
        self.written += 1
        return stamp

    def _had_other_size(self, path: str, data: bytes) -> bool:
        """Whether the file needn't be looked at: as it was left, it can't hold these bytes."""
        left = self._left.get(path)
        return left is not None and left[0] != len(data)

    def _is_fresh(self, folder: str) -> bool:
        """Make sure of a folder; whether we have just made it, so that it can hold nothing."""
        if folder not in self._fresh:
            self._refuse_links(folder)
            try:
                os.mkdir(folder)  # noqa: PTH102 - as above
                self._fresh[folder] = True
            except FileExistsError:
                self._fresh[folder] = False
            except FileNotFoundError:
                os.makedirs(folder)  # noqa: PTH103 - as above
                self._fresh[folder] = True
        return self._fresh[folder]

    def _refuse_links(self, folder: str) -> None:
        """Look at a folder and those above it, each once."""
        while folder not in self._looked_at and len(folder) >= len(self._folder):
            refuse_link(folder)
            self._looked_at.add(folder)
            folder = folder.rpartition("/")[0]


def _write_file(path: str, data: bytes) -> Stamp:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        status = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    return status.st_size, status.st_mtime_ns


def _stamp_if_same(path: str, data: bytes) -> Stamp | None:
    """Stamp of the file if it holds just these bytes."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _BINARY | _NO_LINK)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:  # a link, to be replaced by a file
            return None
        raise
    try:
        status = os.fstat(descriptor)
        if status.st_size != len(data) or os.read(descriptor, len(data) + 1) != data:
            return None
    finally:
        os.close(descriptor)
    return status.st_size, status.st_mtime_ns


def refuse_link(folder: str) -> None:
    """Whoever can put a link into the output mustn't lead what's written or deleted elsewhere."""
    if os.path.islink(folder):  # noqa: PTH114 - plain strings are quicker here
        raise PublishError(
            f"{folder}: is a link: helpgen writes into folders only: delete it, or make the output "
            "as a whole a link"
        )
