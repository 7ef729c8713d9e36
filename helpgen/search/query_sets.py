"""Query sets for judging search: what people type, and the answers that should be found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from helpgen.errors import ConfigError, ContentError, Problem, Severity
from helpgen.files import read_text, read_toml
from helpgen.model import EditionKey
from helpgen.search.plan import LONGEST_QUERY

DEPTH = 50
"""How many results are looked at; what stands further down counts as not found."""
_REQUIRED = ("query", "brand", "language", "expected")
_KNOWN = (*_REQUIRED, "must_not", "top")


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query and what it should find.

    Attributes:
        query: As someone types it.
        brand: Slug.
        language: Gladly's code.
        expected: Ids of the answers that suit it; one of them is enough.
        must_not: Ids that must not stand among the first `top`.
        top: How far up one of `expected` must stand.
    """

    query: str
    brand: str
    language: str
    expected: tuple[str, ...]
    must_not: tuple[str, ...] = ()
    top: int = 3

    @property
    def edition(self) -> EditionKey:
        """Where it's asked."""
        return EditionKey(self.brand, self.language)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from the others: brand, language, query."""
        return self.brand, self.language, self.query


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What each edition must reach; None is no threshold. All but the last are shares of 1."""

    success_at_1: float | None = None
    success_at_3: float | None = None
    success_at_10: float | None = None
    mrr: float | None = None
    ndcg_at_10: float | None = None
    latency_ms_p99: float | None = None


@dataclass(frozen=True, slots=True)
class QuerySet:
    """The queries in the order of the file, and the thresholds."""

    queries: tuple[JudgedQuery, ...]
    thresholds: Thresholds = Thresholds()


def read_query_set(path: Path) -> QuerySet:
    """The query set of a file: TOML, or a table with tabs if its name ends in `.tsv`.

    Raises:
        ConfigError: With every mistake, each with its line or key.
    """
    problems: list[Problem] = []
    thresholds = Thresholds()
    try:
        if path.suffix == ".tsv":
            rows = list(_table_rows(path, problems))
        else:
            stored = read_toml(path)
            thresholds = _thresholds(stored, path, problems)
            rows = list(_toml_rows(stored, path, problems))
    except ContentError as error:
        raise ConfigError([Problem(str(error), "", "", Severity.ERROR, "query-set")]) from error
    queries = list(_queries(rows, problems))
    if not rows and not problems:
        problems.append(_problem(str(path), "has no queries"))
    if problems:
        raise ConfigError(problems)
    return QuerySet(tuple(queries), thresholds)


def _toml_rows(
    stored: Mapping[str, Any], path: Path, problems: list[Problem]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    problems += [
        _problem(f"{path}: {name}", "isn't known", "known: thresholds, queries")
        for name in sorted(set(stored) - {"thresholds", "queries"})
    ]
    rows = stored.get("queries", [])
    for number, row in enumerate(rows if isinstance(rows, list) else [rows]):
        where = f"{path}: queries[{number}]"
        if isinstance(row, dict):
            yield where, row
        else:
            problems.append(_problem(where, "must be a table", "write it as [[queries]]"))


def _table_rows(path: Path, problems: list[Problem]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    lines = read_text(path).removeprefix("\ufeff").split("\n")
    header = [name.strip().replace("-", "_") for name in lines[0].split("\t")]
    for name in _REQUIRED:
        if name not in header:
            hint = f"the first line names the columns: {', '.join(_KNOWN)}, with tabs between"
            problems.append(_problem(f"{path}:1", f"has no column {name}", hint))
    if problems:
        return
    for number, line in enumerate(lines[1:], start=2):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(header):
            what = f"has {len(cells)} cells, and the first line {len(header)}"
            problems.append(_problem(f"{path}:{number}", what))
        elif any(cells):
            yield f"{path}:{number}", _typed(dict(zip(header, cells, strict=False)))


def _typed(cells: Mapping[str, str]) -> dict[str, Any]:
    """A row's cells as TOML would hold them; a cell that's empty isn't there."""
    row: dict[str, Any] = {name: cell for name, cell in cells.items() if cell}
    for name in {"expected", "must_not"} & row.keys():
        row[name] = row[name].split()
    if row.get("top", "").isdecimal():
        row["top"] = int(row["top"])
    return row


def _queries(
    rows: Iterable[tuple[str, Mapping[str, Any]]], problems: list[Problem]
) -> Iterator[JudgedQuery]:
    known: dict[tuple[str, str, str], str] = {}
    for where, row in rows:
        mistakes = list(_mistakes(where, row))
        problems += mistakes
        if mistakes:
            continue
        lists = {name: tuple(row.get(name, ())) for name in ("expected", "must_not")}
        query = JudgedQuery(**{**row, **lists})
        first = known.setdefault(query.key, where)
        if first != where:
            problems.append(_problem(where, f"asks the same as {first}", "take one of them out"))
        yield query


def _mistakes(where: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    for name in sorted(set(row) - set(_KNOWN)):
        yield _problem(_at(where, name), "isn't known", f"known: {', '.join(_KNOWN)}")
    for name in ("query", "brand", "language"):
        value = row.get(name)
        if not isinstance(value, str) or not value.strip():
            yield _problem(_at(where, name), "must be text, and can't be left out")
        elif len(value) > LONGEST_QUERY:
            yield _problem(_at(where, name), f"is longer than {LONGEST_QUERY} characters")
    yield from _id_mistakes(where, row)
    top = row.get("top", 3)
    if type(top) is not int or not 1 <= top <= DEPTH:
        yield _problem(_at(where, "top"), f"must be a whole number from 1 to {DEPTH}")


def _id_mistakes(where: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    if not row.get("expected"):
        yield _problem(
            _at(where, "expected"), "names no answer", "name the ids that should be found"
        )
    for name in ("expected", "must_not"):
        if not _is_ids(row.get(name, [])):
            yield _problem(_at(where, name), "must be a list of answer ids, each one once")
    if _is_ids(row.get("expected")) and _is_ids(row.get("must_not")):
        for id_ in sorted({*row["expected"]} & {*row["must_not"]}):
            yield _problem(_at(where, "must_not"), f"{id_} is expected as well")


def _is_ids(value: object) -> bool:
    return (
        isinstance(value, list)
        and all(isinstance(id_, str) and id_ for id_ in value)
        and len(set(value)) == len(value)
    )


def _thresholds(stored: Mapping[str, Any], path: Path, problems: list[Problem]) -> Thresholds:
    table = stored.get("thresholds", {})
    known = [field.name for field in fields(Thresholds)]
    if not isinstance(table, dict):
        problems.append(_problem(f"{path}: thresholds", "must be a table"))
        return Thresholds()
    for name, value in table.items():
        where, most = f"{path}: thresholds.{name}", None if name == "latency_ms_p99" else 1
        if name not in known:
            problems.append(_problem(where, "isn't known", f"known: {', '.join(known)}"))
        elif type(value) not in {int, float} or not 0 <= value <= (most or value):
            told = "a number from 0 to 1" if most else "milliseconds, 0 or more"
            problems.append(_problem(where, f"must be {told}"))
    return Thresholds(**{name: table[name] for name in known if name in table})


def _at(where: str, name: str) -> str:
    """A key of a table, or a column of a line."""
    return f"{where}.{name}" if where.endswith("]") else f"{where}: {name}"


def _problem(where: str, what: str, hint: str = "") -> Problem:
    return Problem(where, what, hint, Severity.ERROR, "query-set")
