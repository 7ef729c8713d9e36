"""What the run before found, kept in a small file, and what has moved since."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpgen.errors import SearchError
from helpgen.files import write_atomic
from helpgen.judge.judging import Outcome
from helpgen.judge.queries import JudgedQuery

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Move:
    """A query whose first expected answer has another place than before.

    Attributes:
        query: What was asked.
        before: Place in the run before, from 1; None if it wasn't among the first ten.
        now: Place in this run.
    """

    query: JudgedQuery
    before: int | None
    now: int | None

    @property
    def better(self) -> bool:
        """Whether it has moved up."""
        return self.before is None or (self.now is not None and self.now < self.before)


@dataclass(frozen=True, slots=True)
class LastRun:
    """Figures and places of a run.

    Attributes:
        figures: By name.
        places: Place of the first expected answer by query; see `key_of`.
    """

    figures: Mapping[str, float]
    places: Mapping[str, int | None]

    def moves(self, outcomes: Sequence[Outcome]) -> list[Move]:
        """What has moved since, the worst first; queries that weren't asked then don't count."""
        moved = [
            Move(outcome.query, self.places[key], outcome.place)
            for outcome in outcomes
            for key in [key_of(outcome.query)]
            if key in self.places and self.places[key] != outcome.place
        ]
        return sorted(moved, key=lambda move: (move.better, -(move.now or 11), move.query.text))


def key_of(query: JudgedQuery) -> str:
    """What a query is known by from run to run."""
    return f"{query.edition} {query.text} {' '.join(sorted(query.expect))}"


def load_last(path: Path, run: str) -> LastRun | None:
    """What the last run of that name found; None if there's none that can be read.

    Args:
        path: The file.
        run: Whom was asked what, so that runs of different kinds aren't compared.
    """
    stored = _stored(path).get(run)
    try:
        return LastRun(stored["figures"], stored["places"]) if stored else None
    except (KeyError, TypeError):
        return None


def save_last(
    path: Path, run: str, figures: Mapping[str, float], outcomes: Sequence[Outcome]
) -> None:
    """Keep what a run found for the next one.

    Raises:
        SearchError: The file can't be written.
    """
    places = {key_of(outcome.query): outcome.place for outcome in outcomes}
    runs = {**_stored(path), run: {"figures": dict(figures), "places": places}}
    data = json.dumps({"format": _FORMAT, "runs": runs}, ensure_ascii=False, indent=1)
    try:
        write_atomic(path, f"{data}\n".encode())
    except OSError as error:
        hint = "name another file with --memory"
        raise SearchError(f"{path}: can't be written: {error.strerror or error}: {hint}") from error


def _stored(path: Path) -> dict[str, Any]:
    """Every run in the file; none if it isn't one of ours, and it's made anew."""
    try:
        stored = json.loads(path.read_bytes())
        runs = stored["runs"] if stored["format"] == _FORMAT else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return runs if isinstance(runs, dict) else {}
