"""What a record knows of a page: CRC-32 and size, enough to tell that it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

_PAGE = ".html"


def page_sums(files: Mapping[str, bytes]) -> dict[str, tuple[int, int]]:
    """Sums of the pages among an edition's files, from bytes that are in memory anyway."""
    return {path: (crc32(data), len(data)) for path, data in files.items() if path.endswith(_PAGE)}


def page_sums_on_disk(folder: Path, paths: Iterable[str]) -> dict[str, tuple[int, int]]:
    """The same of what stands on disk; a page that isn't there is left out.

    Args:
        folder: The brand's.
        paths: Of the edition's files below it.

    Raises:
        OSError: A page can't be read.
    """
    sums = {}
    for path in paths:
        if path.endswith(_PAGE):
            try:
                data = (folder / path).read_bytes()
            except (FileNotFoundError, IsADirectoryError):
                continue
            sums[path] = crc32(data), len(data)
    return sums
