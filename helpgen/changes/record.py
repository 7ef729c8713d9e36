"""A build that changed something -> a record of it, which reports compare with others.

    <builds>/2026-11-30T094207Z/build.json                  the build: when, what, by which helpgen
                                editions/<brand>/<language>.json   its pages, problems, addresses
                                snapshots/<brand>/<language>.json  what it was built from

Snapshots are written by rename, so a hard link stays what the file was. An edition that wasn't
built again has the files of the record before, if that is of the same inputs. What's written
here is read by `changes.reading`.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from helpgen import __version__
from helpgen.changes.pages import page_sums_on_disk
from helpgen.changes.shelf import BUILD_FILE, Shelf
from helpgen.config import Site
from helpgen.errors import HelpgenError, Problem, Severity
from helpgen.findings.finding import finding
from helpgen.jobs import EditionJob, EditionResult, PageSums
from helpgen.model import EditionKey
from helpgen.publish import Unit
from helpgen.routes_cache import problems_from_json
from helpgen.snapshot import snapshot_path

FORMAT = 1
EDITIONS, SNAPSHOTS = "editions", "snapshots"
"""Folders within a record."""


def record_build(
    site: Site,
    jobs: Iterable[EditionJob],
    results: Mapping[EditionKey, EditionResult],
    problems: Iterable[Problem],
    *,
    now: datetime | None = None,
) -> tuple[Problem, ...]:
    """Keep a record of what stands after a build.

    Args:
        site: The configuration.
        jobs: The editions that were planned, whether they had to be built or not.
        results: How editions ended.
        problems: What was found beside those of editions.
        now: The time; that of the clock by default.

    Returns:
        Why there's none, if there is none. What was published isn't touched by that.
    """
    if not site.site.keep_builds:
        return ()
    now = now or datetime.now(UTC)
    shelf = Shelf(site.builds)
    try:
        with shelf.new(now, site.site.keep_builds) as folder:
            _Writer(site, folder, _Before(shelf), jobs, results).write(problems, now)
    except (OSError, HelpgenError) as error:
        return (_unrecorded(site.builds, error),)
    return ()


def _unrecorded(folder: Path, error: Exception) -> Problem:
    told = error.strerror if isinstance(error, OSError) and error.strerror else error
    return Problem(
        str(folder),
        f"this build can't be recorded: {told}",
        "check free space and permissions, or set keep_builds = 0 in [site]; until then 'helpgen "
        "report changes' knows nothing of it; what's published is whole",
        Severity.WARNING,
        "unrecorded-build",
        "unrecorded",
    )


class _Before:
    """The newest record, whose files editions keep that weren't built again."""

    def __init__(self, shelf: Shelf) -> None:
        ids = shelf.ids()
        self._folder = shelf.folder / ids[-1] if ids else None
        build = _read(self._folder / BUILD_FILE) if self._folder else {}
        self._editions = build.get("editions", {})
        self.problems = problems_from_json(build.get("problems", []))

    def has(self, edition: EditionKey, inputs: str) -> bool:
        """Whether it holds the edition as it was made of these inputs."""
        stored = self._editions.get(str(edition), {})
        return bool(inputs) and stored.get("inputs") == inputs

    def edition(self, edition: EditionKey) -> Path | None:
        """The file of an edition."""
        return self._there(EDITIONS, edition)

    def snapshot(self, edition: EditionKey) -> Path | None:
        """The snapshot of an edition."""
        return self._there(SNAPSHOTS, edition)

    def _there(self, kind: str, edition: EditionKey) -> Path | None:
        path = snapshot_path(self._folder / kind, edition) if self._folder else None
        return path if path and path.is_file() else None


@dataclass(frozen=True, slots=True)
class _Stands:
    """What stands of an edition after the build.

    `inputs` is empty where nobody knows what the pages were made of.
    """

    inputs: str
    pages: PageSums
    urls: Mapping[str, str]
    problems: Iterable[Problem]
    snapshot: Path | None


class _Writer:
    """Writes the files of one record."""

    def __init__(
        self,
        site: Site,
        folder: Path,
        before: _Before,
        jobs: Iterable[EditionJob],
        results: Mapping[EditionKey, EditionResult],
    ) -> None:
        self._site = site
        self._folder = folder
        self._before = before
        self._jobs = {job.edition: job for job in jobs}
        self._results = results

    def write(self, problems: Iterable[Problem], now: datetime) -> None:
        """Write all of it; the file that makes it a record comes last."""
        brands = self._site.brands
        keys = [EditionKey(brand.slug, code) for brand in brands for code in brand.languages]
        editions = {str(key): state for key in keys if (state := self._state(key))}
        stored = {
            "format": FORMAT,
            "time": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "helpgen": __version__,
            "brands": {brand.slug: {"base_url": brand.base_url} for brand in brands},
            "editions": editions,
            "problems": self._problems([*problems, *self._older_problems(keys)]),
        }
        _write(self._folder / BUILD_FILE, stored)

    def _state(self, edition: EditionKey) -> Mapping[str, Any] | None:
        """Write an edition's files; what is known of it, None if nothing is."""
        result = self._results.get(edition)
        error = result.error if result else ""
        inputs = self._write_edition(edition, self._jobs.get(edition), result)
        if inputs is None and not error:
            return None
        told = error.replace(f"{self._site.root}/", "")
        return {"inputs": inputs or "", "stands": inputs is not None, "error": told}

    def _older_problems(self, editions: Iterable[EditionKey]) -> Iterator[Problem]:
        """What the record before tells of editions that this build hasn't looked at."""
        unseen = {
            (key.brand, key.language)
            for key in editions
            if not (result := self._results.get(key)) or result.error
        }
        for problem in self._before.problems:
            found = finding(problem, self._site.root)
            if (found.brand, found.language) in unseen:
                yield problem

    def _write_edition(
        self, edition: EditionKey, job: EditionJob | None, result: EditionResult | None
    ) -> str | None:
        """Write an edition's files; the inputs that it was made of, None if nothing stands."""
        current = bool(job and result and not result.error)
        snapshot = snapshot_path(self._site.snapshots, edition) if current else None
        if job and result and snapshot and result.stamps:
            stands = _Stands(job.inputs, result.pages, _urls(job), result.problems, snapshot)
            return self._new(edition, stands)
        unit = Unit(self._site.output, edition.brand, edition.language)
        if not unit.manifest.files:
            return None
        inputs = unit.manifest.inputs
        if self._before.has(edition, inputs):
            self._again(edition, snapshot)
            return inputs
        pages = page_sums_on_disk(unit.folder, unit.manifest.files)
        if job and result and snapshot:
            stands = _Stands(inputs, pages, _urls(job), result.problems, snapshot)
            return self._new(edition, stands)
        return self._new(edition, self._half_known(edition, unit, pages))

    def _half_known(self, edition: EditionKey, unit: Unit, pages: PageSums) -> _Stands:
        """An edition that failed in the middle, or wasn't asked for and isn't in the record before.

        Of the first the record before tells what its pages hold, but for some. Of the second,
        the snapshot on disk may be newer than the pages.
        """
        notes, before = unit.manifest.notes, self._before.edition(edition)
        if not notes and before:
            stored = _read(before)
            problems = problems_from_json(stored["problems"])
            snapshot = self._before.snapshot(edition)
            return _Stands("", pages, stored["answers"], problems, snapshot)
        answers = notes.get("routes", {}).get("answers", {})
        urls = {answer_id: url for answer_id, (_, url) in answers.items()}
        problems = problems_from_json(notes.get("problems", []))
        return _Stands(unit.manifest.inputs, pages, urls, problems, None)

    def _new(self, edition: EditionKey, stands: _Stands) -> str:
        stored = {
            "answers": dict(stands.urls),
            "problems": self._problems(stands.problems),
            "pages": dict(stands.pages),
        }
        _write(snapshot_path(self._folder / EDITIONS, edition), stored)
        if stands.snapshot:
            _link(stands.snapshot, snapshot_path(self._folder / SNAPSHOTS, edition))
        return stands.inputs

    def _again(self, edition: EditionKey, snapshot: Path | None) -> None:
        for kind, path in (
            (EDITIONS, self._before.edition(edition)),
            (SNAPSHOTS, self._before.snapshot(edition) or snapshot),
        ):
            if path:
                _link(path, snapshot_path(self._folder / kind, edition))

    def _problems(self, problems: Iterable[Problem]) -> list[list[str]]:
        return list(_stored_problems(problems, self._site.root))


def _stored_problems(problems: Iterable[Problem], root: Path) -> Iterator[list[str]]:
    """As `routes_cache.problems_from_json` reads them, with files told from the site's folder.

    So records of two machines name the same problem alike.
    """
    for one in (finding(problem, root) for problem in problems):
        yield [one.where, one.what, one.hint, one.severity.value, one.rule, one.key]


def _urls(job: EditionJob) -> dict[str, str]:
    """Site path of each answer."""
    answers = job.siblings[job.language].answers
    return {answer_id: link.url for answer_id, link in answers.items()}


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except ValueError as error:
        raise OSError(f"{path} is damaged, delete its record") from error


def _write(path: Path, value: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_text(data, encoding="utf-8", errors="backslashreplace")


def _link(source: Path, target: Path) -> None:
    """Give a file another name; where that can't be, as between disks, copy it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_symlink():  # what it leads to may be written over
        shutil.copyfile(source, target)
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
