"""Ranks of the last judging on disk, and what has moved since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpgen.errors import ConfigError, Problem, SearchError, Severity
from helpgen.files import write_atomic
from helpgen.search.judging import Outcome
from helpgen.search.query_sets import JudgedQuery

_FORMAT = 1
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class JudgedRanks:
    """A run: what was asked, and each query's rank by brand, language and query."""

    asked: str
    ranks: dict[Key, int | None]


@dataclass(frozen=True, slots=True)
class Move:
    """A query whose first expected answer stands elsewhere now; None is not found."""

    judged: JudgedQuery
    before: int | None
    now: int | None

    @property
    def better(self) -> bool:
        """Whether it moved up."""
        return self.now is not None and (self.before is None or self.now < self.before)


def ranks_of(asked: str, outcomes: Iterable[Outcome]) -> JudgedRanks:
    """What is kept of a run."""
    return JudgedRanks(asked, {outcome.judged.key: outcome.rank for outcome in outcomes})


def moves(last: JudgedRanks, outcomes: Iterable[Outcome]) -> tuple[Move, ...]:
    """What moved since; queries that are new aren't told."""
    return tuple(
        Move(outcome.judged, last.ranks[outcome.judged.key], outcome.rank)
        for outcome in outcomes
        if outcome.judged.key in last.ranks and last.ranks[outcome.judged.key] != outcome.rank
    )


def load_ranks(path: Path) -> JudgedRanks | None:
    """The last run; None if there was none.

    Raises:
        ConfigError: The file is there and holds something else.
    """
    if not path.exists():
        return None
    try:
        return _parsed(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        what = f"isn't what 'helpgen search eval' wrote ({type(error).__name__}: {error})"
        hint = "delete it, or name another file with --last"
        raise ConfigError([Problem(str(path), what, hint, Severity.ERROR, "last-run")]) from error


def _parsed(stored: dict[str, Any]) -> JudgedRanks:
    if stored["format"] != _FORMAT:
        raise ValueError(f"it's of format {stored['format']}, not {_FORMAT}")
    ranks = {
        (str(brand), str(language), str(query)): None if rank is None else int(rank)
        for brand, language, query, rank in stored["ranks"]
    }
    return JudgedRanks(str(stored["asked"]), ranks)


def save_ranks(path: Path, run: JudgedRanks) -> None:
    """Keep a run, in one step.

    Raises:
        SearchError: The file can't be written.
    """
    rows = [[*key, rank] for key, rank in run.ranks.items()]
    stored = {"format": _FORMAT, "asked": run.asked, "ranks": rows}
    try:
        write_atomic(path, (json.dumps(stored, ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as error:
        raise SearchError(f"{path}: can't be written: {error.strerror}") from error
