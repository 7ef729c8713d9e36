"""A folder as the place to deploy to: of a web server, or one that a host's own tool sends on."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from helpgen.deploy.place import File, OnSent, Record, Records
from helpgen.errors import DeployError
from helpgen.files import read_bytes, write_atomic

_REMEDY = "check free space and permissions, and run it again"


class Folder:
    """A folder; its mark of a file is its size and time.

    Args:
        path: The folder; made when it's needed.
    """

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._path = path

    def read(self, path: str) -> bytes | None:
        """A file's content; None if it isn't there."""
        file = self._path / path
        return read_bytes(file) if file.is_file() else None

    def write(self, path: str, data: bytes) -> None:
        """Replace a file in one step."""
        with _told(self._path / path, "written"):
            write_atomic(self._path / path, data)

    def changed(self, files: Sequence[File], known: Records) -> list[File]:
        """Those that aren't there as they were left."""
        return [file for file in files if known.get(file.path) != self._record(file)]

    def send(self, files: Sequence[File], on_sent: OnSent) -> None:
        """Write the files, one after the other."""
        for file in files:
            data = read_bytes(file.source)
            self.write(file.path, data)
            digest = hashlib.sha256(data).hexdigest()
            on_sent(file.path, Record(digest, self._mark(file.path)))

    def delete(self, paths: Sequence[str], emptied: Sequence[str], /) -> None:
        """Delete files, and folders that hold nothing then."""
        for path in paths:
            with _told(self._path / path, "deleted"):
                (self._path / path).unlink(missing_ok=True)
        for folder in emptied:
            with contextlib.suppress(OSError):  # it holds something else
                (self._path / folder).rmdir()

    def _record(self, file: File) -> Record:
        return Record(file.digest, self._mark(file.path))

    def _mark(self, path: str) -> str:
        try:
            status = (self._path / path).stat()
        except OSError:
            return "none"
        return f"{status.st_size}-{status.st_mtime_ns}"


@contextlib.contextmanager
def _told(file: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DeployError(f"{file}: can't be {what}: {error.strerror}: {_REMEDY}") from error
