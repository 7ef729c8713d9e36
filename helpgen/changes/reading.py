"""A record on disk -> values that can be compared. Each is checked: it may come from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from helpgen.changes.record import EDITIONS, FORMAT, SNAPSHOTS
from helpgen.changes.shelf import BUILD_FILE
from helpgen.config import Site
from helpgen.errors import ContentError, Problem, Severity, SnapshotError
from helpgen.files import read_bytes
from helpgen.findings.finding import Finding
from helpgen.findings.judge import judged
from helpgen.jobs import PageSums
from helpgen.model import EditionKey, Snapshot
from helpgen.snapshot import load_snapshot, snapshot_path

_NAME = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)/([a-z0-9]+(?:-[a-z0-9]+)*)")
_Kind = TypeVar("_Kind", bound=BaseModel)
_StoredProblem = tuple[str, str, str, Severity, str, str]


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True)


class _StoredBrand(_Stored):
    base_url: str


class _StoredState(_Stored):
    stands: bool
    error: str


class _StoredBuild(_Stored):
    format: int
    time: str
    helpgen: str
    brands: dict[str, _StoredBrand]
    editions: dict[str, _StoredState]
    problems: tuple[_StoredProblem, ...]


class _StoredEdition(_Stored):
    answers: dict[str, str]
    problems: tuple[_StoredProblem, ...]
    pages: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """What stood of an edition after a build.

    Attributes:
        snapshot: What its pages were made of; None if nobody knows.
        pages: Sums of its pages.
        urls: Site path of each answer by its id.
        error: Why the build couldn't make it anew; empty if it could.
    """

    snapshot: Snapshot | None
    pages: PageSums
    urls: Mapping[str, str]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What stood after a build.

    Attributes:
        id: Its folder's name.
        time: When it was, RFC 3339 in UTC.
        helpgen: The version that made it.
        base_urls: Address of each brand by its slug.
        editions: Those that stood.
        missing: Why others didn't stand at all.
        findings: Its problems, with the severities that site.toml gives now, each once.
    """

    id: str
    time: str
    helpgen: str
    base_urls: Mapping[str, str]
    editions: Mapping[EditionKey, EditionRecord]
    missing: Mapping[EditionKey, str]
    findings: tuple[Finding, ...]


def read_record(folder: Path, site: Site) -> Record:
    """The record in a folder.

    Args:
        folder: Of one record.
        site: Says how much problems matter.

    Raises:
        ContentError: It isn't a record of this version.
    """
    build = _parsed(_StoredBuild, folder / BUILD_FILE)
    if build.format != FORMAT:
        raise ContentError(
            f"{folder}: is a record of format {build.format}, this helpgen reads {FORMAT}: "
            "compare records of the same version"
        )
    editions, missing, problems = {}, {}, list(build.problems)
    for name, state in build.editions.items():
        edition = _edition(folder, name)
        if not state.stands:
            missing[edition] = state.error
            continue
        stored = _parsed(_StoredEdition, snapshot_path(folder / EDITIONS, edition))
        problems += stored.problems
        snapshot = _snapshot(folder / SNAPSHOTS, edition)
        editions[edition] = EditionRecord(snapshot, stored.pages, stored.answers, state.error)
    return Record(
        folder.name,
        build.time,
        build.helpgen,
        {slug: brand.base_url for slug, brand in build.brands.items()},
        editions,
        missing,
        tuple(judged(site, (Problem(*one) for one in problems))),
    )


def _parsed(kind: type[_Kind], path: Path) -> _Kind:
    try:
        return kind.model_validate_json(read_bytes(path))
    except ValidationError as error:
        first = error.errors()[0]
        raise ContentError(
            f"{path}: isn't part of a record of this version ({first['msg']}): name another record"
        ) from error


def _edition(folder: Path, name: str) -> EditionKey:
    match = _NAME.fullmatch(name)
    if match is None:  # it becomes part of a path
        raise ContentError(f"{folder / BUILD_FILE}: {name!r} is no edition: name another record")
    return EditionKey(match[1], match[2])


def _snapshot(folder: Path, edition: EditionKey) -> Snapshot | None:
    if not snapshot_path(folder, edition).is_file():
        return None
    try:
        return load_snapshot(folder, edition)
    except SnapshotError as error:
        told = str(error).removesuffix(": run 'helpgen fetch'")
        raise ContentError(f"{told}: name another record") from error
