"""SQLite files that an endpoint writes and a report reads: opened, made or refused."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from helpgen.errors import ConfigError, Problem, Severity

_LOCK_SECONDS = 10
_KNOWN = "PRAGMA application_id"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is for.

    Attributes:
        name: What it's called in messages.
        code: Of its problems.
        option: That of `helpgen search serve` which names it.
        application: SQLite's `application_id`, so that no kind is taken for another.
        format: SQLite's `user_version`; another one is another format.
        schema: Statements that make what isn't there yet.
        synchronous: FULL: a commit is on the disk when it returns (WAL, synced each time).
            NORMAL: a loss of power may take the last ones.
    """

    name: str
    code: str
    option: str
    application: int
    format: int
    schema: str
    synchronous: Literal["NORMAL", "FULL"]


def open_to_write(kind: Kind, path: Path) -> sqlite3.Connection:
    """Open a file in WAL mode for any thread, or make it.

    Raises:
        ConfigError: It can't be opened, is something else, or stands where SQLite can't
            share a log of changes between processes.
    """
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=_LOCK_SECONDS, check_same_thread=False)
        _prepare(connection, kind, path)
    except (sqlite3.Error, ConfigError) as error:
        if connection:
            connection.close()
        if isinstance(error, ConfigError):
            raise
        raise _mistake(kind, path, f"can't be used: {error}") from error
    return connection


def _prepare(connection: sqlite3.Connection, kind: Kind, path: Path) -> None:
    with contextlib.closing(connection.cursor()) as cursor:
        empty = not _one(cursor, "SELECT count(*) FROM sqlite_schema") and not _one(cursor, _KNOWN)
        if not empty and not _is_of(cursor, kind):
            raise _mistake(kind, path, f"is a database, but no {kind.name} of this version")
        if _one(cursor, "PRAGMA journal_mode = WAL") != "wal":
            raise _mistake(kind, path, "isn't on a disk where SQLite can write ahead (WAL)")
        cursor.execute(f"PRAGMA synchronous = {kind.synchronous}")
        cursor.executescript(
            f"BEGIN IMMEDIATE;{kind.schema}PRAGMA application_id = {kind.application};"
            f"PRAGMA user_version = {kind.format};COMMIT"
        )


@contextlib.contextmanager
def open_to_read(kind: Kind, path: Path) -> Iterator[sqlite3.Connection]:
    """A file that may be written at the same time.

    Raises:
        ConfigError: It isn't there, can't be read, or is something else.
    """
    try:
        address = f"{path.absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(address, uri=True, timeout=_LOCK_SECONDS)
        with contextlib.closing(connection):
            if not _is_of(connection.cursor(), kind):
                raise _unreadable(kind, path, f"is no {kind.name} of this version")
            yield connection
    except sqlite3.Error as error:
        raise _unreadable(kind, path, f"can't be read: {error}") from error


def _is_of(cursor: sqlite3.Cursor, kind: Kind) -> bool:
    known = (_one(cursor, _KNOWN), _one(cursor, "PRAGMA user_version"))
    return known == (kind.application, kind.format)


def _one(cursor: sqlite3.Cursor, statement: str) -> object:
    return cursor.execute(statement).fetchone()[0]


def _mistake(kind: Kind, path: Path, what: str) -> ConfigError:
    hint = "name a file in a folder that exists and can be written"
    return ConfigError([Problem(f"{kind.name} {path}", what, hint, Severity.ERROR, kind.code)])


def _unreadable(kind: Kind, path: Path, what: str) -> ConfigError:
    hint = f"name the file that 'helpgen search serve {kind.option}' writes"
    return ConfigError([Problem(str(path), what, hint, Severity.ERROR, kind.code)])
