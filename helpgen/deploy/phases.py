"""In which order files go: what is needed first goes first."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable

from helpgen.deploy.place import File
from helpgen.headers import FOR_EVER


def is_for_ever(file: File) -> bool:
    """Whether the file's name tells its content, so that it never changes."""
    return ("Cache-Control", FOR_EVER) in file.headers


def phases(files: Iterable[File], there: Collection[str]) -> list[list[File]]:
    """The files in groups, each to be there before the next one begins.

    First what pages load or name, then pages that are new, so that no page leads to one that
    isn't there yet, then the other pages, and at last what lists them anew: the search
    index, sitemaps, feeds, the files at the root.

    Args:
        files: To be sent.
        there: Paths that are in the place already.
    """
    groups: list[list[File]] = [[], [], [], []]
    for file in files:
        groups[_rank(file, there)].append(file)
    return [group for group in groups if group]


def _rank(file: File, there: Collection[str]) -> int:
    if is_for_ever(file):
        return 0
    is_root, is_page = "/" not in file.path, file.path.endswith(".html")
    if is_root or (not is_page and file.path in there):
        return 3
    if is_page:
        return 2 if file.path in there else 1
    return 0


def deletions(paths: Iterable[str]) -> list[list[str]]:
    """Paths to be deleted, pages before what they loaded."""
    found = sorted(paths)
    pages = [path for path in found if path.endswith(".html")]
    others = [path for path in found if not path.endswith(".html")]
    return [group for group in (pages, others) if group]


def emptied_folders(gone: Iterable[str], kept: Iterable[str]) -> list[str]:
    """Folders that hold none of the kept paths though they held others, inner ones first."""
    return sorted(_folders(gone) - _folders(kept), reverse=True)


def _folders(paths: Iterable[str]) -> set[str]:
    """Every folder that the paths lie in."""
    found: set[str] = set()
    for path in paths:
        folder = posixpath.dirname(path)
        while folder and folder not in found:
            found.add(folder)
            folder = posixpath.dirname(folder)
    return found
