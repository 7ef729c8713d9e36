"""Queries with the answers that they should find, read from a TOML or a TSV file.

In TOML each query is a table of `queries`, and `thresholds` says how good the whole must be:

    [thresholds]
    success_at_3 = 0.95

    [answers]  # names for ids, where those can't be read; may be left out
    refund = "IRQ3-NbKRemm9efXeBdscg"

    [[queries]]
    query = "money back"
    brand = "fjell"
    language = "en-us"
    expect = ["refund"]
    not = ["return-a-gift"]
    top = 3

In TSV the first line names the same columns; ids are separated by commas, lines that begin with
`#` are left out. A grade stands after the id: `refund=2, return-a-gift` or
`expect = { refund = 2, return-a-gift = 1 }`.
"""

from __future__ import annotations

import csv
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpgen.errors import ConfigError, Problem, Severity
from helpgen.judge.metrics import DEPTH
from helpgen.judge.thresholds import Thresholds, thresholds_of
from helpgen.model import EditionKey

TOP = 3
"""An expected answer should be among the first so many, where a query says nothing else."""
_KNOWN = ("query", "brand", "language", "expect", "not", "top")
_NEEDED = ("query", "brand", "language")
_TABLES = ("answers", "queries", "thresholds")
_BEGINS_QUERY = re.compile(r"\s*(?:\{|\[\[\s*queries\s*\]\])")


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query and what should come of it.

    Attributes:
        text: As someone types it.
        edition: Whom it's asked.
        expect: Grade of each answer that suits, by id; one of them is enough to pass.
        unwanted: Ids that must not be among the first `top`.
        top: How many results are looked at to pass.
    """

    text: str
    edition: EditionKey
    expect: Mapping[str, float]
    unwanted: frozenset[str] = frozenset()
    top: int = TOP


@dataclass(frozen=True, slots=True)
class QuerySet:
    """What a file holds."""

    queries: tuple[JudgedQuery, ...]
    thresholds: Thresholds = field(default_factory=Thresholds)


class _BadError(Exception):
    """What's wrong with a query, and what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.hint = hint


def load_queries(path: Path) -> QuerySet:
    """Read a file, as TSV if its name ends in `.tsv`, else as TOML.

    Raises:
        ConfigError: With every mistake in it and its line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        hint = "name a TOML or TSV file of queries"
        raise ConfigError([_problem(str(path), f"can't be read: {error}", hint)]) from error
    return _tsv(path, text) if path.suffix.lower() == ".tsv" else _toml(path, text)


def _toml(path: Path, text: str) -> QuerySet:
    try:
        stored = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([_problem(str(path), f"isn't TOML: {error}")]) from error
    problems = [
        _problem(str(path), f"has {name}", f"known: {', '.join(_TABLES)}")
        for name in sorted(set(stored) - set(_TABLES))
    ]
    rows = stored.get("queries", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError([_problem(f"{path}: queries", "must be tables", "write [[queries]]")])
    ids = stored.get("answers", {})
    if not isinstance(ids, dict) or not _are_ids(list(ids.values())):
        raise ConfigError([_problem(f"{path}: answers", "must hold an id for each name")])
    places = _places(path, text, len(rows))
    found = _read(zip(places, rows, strict=True), problems, ids)
    limits = stored.get("thresholds", {})
    return QuerySet(_some(path, found, problems), thresholds_of(limits, f"{path}: thresholds"))


def _places(path: Path, text: str, count: int) -> list[str]:
    """Where each query stands; TOML's reader doesn't tell, so its beginnings are counted."""
    lines = text.splitlines()
    begun = [n for n, line in enumerate(lines, start=1) if _BEGINS_QUERY.match(line)]
    if len(begun) == count:
        return [f"{path}:{line}" for line in begun]
    return [f"{path}: queries[{number}]" for number in range(count)]


def _tsv(path: Path, text: str) -> QuerySet:
    lines = [
        (number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines:
        return QuerySet(_some(path, [], []))
    (first, head), *rest = lines
    columns = _cells(head)
    if unknown := sorted(set(columns) - set(_KNOWN)):
        hint = f"its columns are {', '.join(_KNOWN)}"
        raise ConfigError([_problem(f"{path}:{first}", f"has {', '.join(unknown)}", hint)])
    problems: list[Problem] = []
    rows = []
    for number, line in rest:
        place, cells = f"{path}:{number}", _cells(line)
        if len(cells) > len(columns):
            what = f"has {len(cells)} cells for {len(columns)} columns"
            problems.append(_problem(place, what, "separate columns by one tab"))
        else:
            rows.append((place, _row(dict(zip(columns, cells, strict=False)))))
    return QuerySet(_some(path, _read(iter(rows), problems, {}), problems))


def _cells(line: str) -> list[str]:
    (cells,) = csv.reader([line], delimiter="\t", quoting=csv.QUOTE_NONE)
    return [cell.strip() for cell in cells]


def _row(cells: Mapping[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {name: cell for name, cell in cells.items() if cell}
    if "expect" in row:
        row["expect"] = dict(map(_graded, _listed(row["expect"])))
    if "not" in row:
        row["not"] = _listed(row["not"])
    if "top" in row and row["top"].isdecimal():
        row["top"] = int(row["top"])
    return row


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


def _graded(part: str) -> tuple[str, object]:
    answer, equals, grade = part.partition("=")
    try:
        return answer.strip(), float(grade) if equals else 1
    except ValueError:
        return answer.strip(), grade


def _read(
    rows: Iterator[tuple[str, dict[str, Any]]], problems: list[Problem], ids: Mapping[str, str]
) -> list[JudgedQuery]:
    found = []
    for place, row in rows:
        try:
            found.append(_query(row, ids))
        except _BadError as bad:
            problems.append(_problem(place, str(bad), bad.hint))
    return found


def _query(row: Mapping[str, Any], ids: Mapping[str, str]) -> JudgedQuery:
    if unknown := sorted(set(row) - set(_KNOWN)):
        raise _BadError(f"has {', '.join(unknown)}", f"known: {', '.join(_KNOWN)}")
    for name in _NEEDED:
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise _BadError(f"has no {name}", f'add {name} = "…"')
    expect, unwanted = _expected(row.get("expect", {})), row.get("not", [])
    if not _are_ids(unwanted):
        raise _BadError("not must be a list of answer ids")
    if not expect and not unwanted:
        raise _BadError("expects nothing", "name ids in expect, in not, or in both")
    if both := sorted(set(expect) & set(unwanted)):
        raise _BadError(f"{', '.join(both)} is expected and must not be there")
    top = row.get("top", TOP)
    if not isinstance(top, int) or isinstance(top, bool) or not 1 <= top <= DEPTH:
        raise _BadError(f"top is {top!r}", f"write a number from 1 to {DEPTH}")
    return JudgedQuery(
        text=row["query"],
        edition=EditionKey(row["brand"], row["language"]),
        expect={ids.get(answer, answer): grade for answer, grade in expect.items()},
        unwanted=frozenset(ids.get(answer, answer) for answer in unwanted),
        top=top,
    )


def _expected(value: object) -> dict[str, float]:
    if isinstance(value, list) and _are_ids(value):
        return dict.fromkeys(value, 1.0)
    if not isinstance(value, dict):
        raise _BadError("expect must be a list of answer ids, or a grade for each id")
    for answer, grade in value.items():
        right = isinstance(grade, int | float) and not isinstance(grade, bool)
        if not right or not 0 < grade <= 10 or not math.isfinite(grade):  # noqa: PLR2004 - told
            raise _BadError(f"{answer} has the grade {grade!r}", "write a number up to 10")
    return {answer: float(grade) for answer, grade in value.items()}


def _are_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one for one in value)


def _some(path: Path, found: list[JudgedQuery], problems: list[Problem]) -> tuple[JudgedQuery, ...]:
    if problems:
        raise ConfigError(problems)
    if not found:
        raise ConfigError([_problem(str(path), "holds no query", "add some as [[queries]]")])
    return tuple(found)


def _problem(where: str, what: str, hint: str = "") -> Problem:
    return Problem(where, what, hint, Severity.ERROR, "queries")
