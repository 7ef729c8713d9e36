"""What a deploy asks of the place it sends files to: a folder, a bucket, a host with rsync."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class File:
    """A file to be served.

    Attributes:
        path: Below the place, with slashes.
        source: Where it lies here.
        digest: Hex SHA-256 of its content.
        headers: Content-Type and Cache-Control, as far as they are known.
    """

    path: str
    source: Path
    digest: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What an earlier deploy knows of a file that it sent.

    Attributes:
        digest: Hex SHA-256 of the content that was sent.
        mark: What the place calls that state of the file, such as an ETag; empty where it
            has no name for it.
        headers: Hash of the headers that it was sent with; empty where there are none.
    """

    digest: str
    mark: str = ""
    headers: str = ""


Records = Mapping[str, Record | None]
"""Of each path that is ours; None where a deploy was interrupted before it knew more."""

OnSent = Callable[[str, Record], None]
"""Takes each file that has arrived."""


class Place(Protocol):
    """Where a brand's files are served from."""

    name: str
    """As people read it, without credentials."""

    def read(self, path: str) -> bytes | None:
        """A small file; None if it isn't there."""

    def write(self, path: str, data: bytes) -> None:
        """Replace a small file in one step."""

    def changed(self, files: Sequence[File], known: Records, /) -> list[File]:
        """Those that aren't there as they should be, in the same order."""

    def send(self, files: Sequence[File], on_sent: OnSent) -> None:
        """Put files there, each whole at every moment; `on_sent` is called in this thread."""

    def delete(self, paths: Sequence[str], emptied: Sequence[str], /) -> None:
        """Delete files, and folders that hold none of ours any more, unless others' are there."""
