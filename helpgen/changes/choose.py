"""Which record is meant: by id, by the beginning of one, by a day, or by a folder."""

from __future__ import annotations

import re
from pathlib import Path

from helpgen.changes.shelf import BUILD_FILE, Shelf
from helpgen.errors import ContentError

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOW = "name one by its id, by the beginning of one, by a day as 2026-11-30, or by its folder"


def chosen_records(builds: Path, since: str, until: str) -> tuple[Path, Path]:
    """The folders of the two records to compare, the older one first.

    Args:
        builds: The site's folder of records.
        since: What a person said of the older one; empty for the one before the newer. A day is
            what stood when it began.
        until: What a person said of the newer one; empty for the last one. A day is what stood
            when it ended.

    Raises:
        ContentError: There's no such record, or several are meant.
    """
    newer = _newer(builds, until)
    return (_older(builds, since) if since else _before(newer)), newer


def _newer(builds: Path, named: str) -> Path:
    if not named:
        return _last(builds)
    if _DAY.fullmatch(named):
        ids = [name for name in Shelf(builds).ids() if name[: len(named)] <= named]
        if not ids:
            raise ContentError(f"{builds}: has no record of {named} or before: {_HOW}")
        return builds / ids[-1]
    return _named(builds, named)


def _older(builds: Path, named: str) -> Path:
    if not _DAY.fullmatch(named):
        return _named(builds, named)
    ids = Shelf(builds).ids()
    earlier = [name for name in ids if name < named]
    same = [name for name in ids if name.startswith(named)]
    if not earlier and not same:
        raise ContentError(f"{builds}: has no record of {named} or before: {_HOW}")
    return builds / (earlier[-1] if earlier else same[0])


def _named(builds: Path, named: str) -> Path:
    ids = [name for name in Shelf(builds).ids() if name.startswith(named)]
    if len(ids) == 1 or named in ids:
        return builds / (named if named in ids else ids[0])
    if ids:
        raise ContentError(f"{builds}: {named} may be {ids[0]} or {ids[-1]}: name more of it")
    folder = Path(named)
    folder = folder.parent if folder.name == BUILD_FILE else folder
    if (folder / BUILD_FILE).is_file():
        return folder.absolute()
    if folder.is_dir():
        return _last(folder)
    raise ContentError(f"{named}: there's no such record in {builds}, and no such folder: {_HOW}")


def _last(folder: Path) -> Path:
    ids = Shelf(folder).ids()
    if not ids:
        raise ContentError(
            f"{folder}: holds no record of a build: a build that changes something makes one; in "
            "CI, keep this folder between runs"
        )
    return folder / ids[-1]


def _before(newer: Path) -> Path:
    earlier = [name for name in Shelf(newer.parent).ids() if name < newer.name]
    if not earlier:
        raise ContentError(
            f"{newer.parent}: holds no record before {newer.name}: the next build that changes "
            "something can be compared with it; or name another one with --since"
        )
    return newer.parent / earlier[-1]
