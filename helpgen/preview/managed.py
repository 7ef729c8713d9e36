"""The managed answers of content/answers/ as the preview holds them, each read once a change."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helpgen.answer_files import ManagedAnswer, load_answer
from helpgen.answers.folder import source_hash
from helpgen.answers.journal import load_base
from helpgen.answers.lockfile import NAME, Lock
from helpgen.answers.offline import answers_folder
from helpgen.config import Site
from helpgen.errors import ConfigError, ContentError, HelpgenError
from helpgen.preview.related_later import Later
from helpgen.preview.stamps import Stamps

_ENOUGH = 1500
"""Folders that pages wait for; more of them are read while pages are shown without drafts."""


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as its files say.

    Attributes:
        answer: As it was read.
        html: Body by language, of those that were changed since they were in step.
    """

    answer: ManagedAnswer
    html: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ManagedState:
    """What the folder holds.

    Attributes:
        answers: By id; of a folder with a mistake, as it last was without one.
        lock: What Gladly held when both were last in step.
        failures: What can't be used.
    """

    answers: Mapping[str, Written] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    failures: tuple[HelpgenError, ...] = ()


class Managed:
    """Reads what has changed.

    Args:
        later: Has large folders read; None where pages wait.

    Attributes:
        state: What the folder held when it was last looked at.
    """

    def __init__(self, later: Later | None = None) -> None:
        self._later = later
        self.state = ManagedState()
        self._seen: Stamps = {}
        self._folders: dict[str, tuple[Stamps, Written | None, HelpgenError | None]] = {}
        self._lock: tuple[object, Lock, HelpgenError | None] = (None, Lock(), None)

    def update(self, site: Site, stamps: Stamps) -> None:
        """Take in how the files stand; never raises for what a person can mend."""
        if stamps is self._seen or stamps == self._seen:
            return
        self._seen = stamps
        folder = answers_folder(site)
        folders = _by_folder(stamps, folder)
        changed = [name for name, own in folders.items() if self._folders.get(name, _NEW)[0] != own]
        take: Callable[[], None] = lambda: self._take(folder, folders, stamps)  # noqa: E731
        if self._later and len(changed) > _ENOUGH:
            self._later(take)
        else:
            take()

    def _take(self, folder: Path, folders: Mapping[str, Stamps], stamps: Stamps) -> None:
        self._lock = self._locked(folder, stamps.get(str(folder / NAME)))
        lock, failures = self._lock[1], [error for error in [self._lock[2]] if error]
        read = dict(self._folders)
        for name in read.keys() - folders.keys():
            del read[name]
        for name, own in folders.items():
            known = read.get(name, _NEW)
            if known[0] != own:
                read[name] = own, *_read(folder / name, lock, known[1])
        if self._seen is not stamps:
            return  # files have changed meanwhile, and whoever reads those mustn't be overtaken
        self._folders = read
        failures += [error for _, _, error in read.values() if error]
        answers = {one.answer.id: one for _, one, _ in read.values() if one}
        self.state = ManagedState(answers, lock, tuple(failures))

    def _locked(self, folder: Path, stamp: object) -> tuple[object, Lock, HelpgenError | None]:
        if self._lock[0] == stamp:
            return self._lock
        try:
            lock = load_base(folder)
        except ContentError as error:
            return stamp, self._lock[1], error
        # Whether a file is as it was in step is told when it's read.
        self._folders = {}
        return stamp, lock, None


_NEW: tuple[Stamps, Written | None, HelpgenError | None] = ({}, None, None)


def _by_folder(stamps: Stamps, root: Path) -> dict[str, dict[str, tuple[int, int, int, int]]]:
    """Stamps of the files of each answer's folder."""
    found: dict[str, dict[str, tuple[int, int, int, int]]] = {}
    start = len(str(root)) + 1
    for path, stamp in stamps.items():
        name, separator, _ = path[start:].partition(os.sep)
        if separator:
            found.setdefault(name, {})[path] = stamp
    return found


def _read(
    folder: Path, lock: Lock, before: Written | None
) -> tuple[Written | None, HelpgenError | None]:
    try:
        answer = load_answer(folder)
    except ConfigError as error:
        return before, error
    base = lock.base.get(answer.id)
    known = base.contents if base else {}
    html = {
        body.language: body.body_html
        for body in answer.bodies
        if body.language not in known or known[body.language].source != source_hash(body)
    }
    return Written(answer, html), None
