"""What readers say of answers, kept in SQLite: no address, no cookie, no time of day.

A vote that `add` has returned from is on the disk, whatever becomes of the process or the
machine.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from helpgen.errors import SearchError
from helpgen.search.database import Kind, open_to_write
from helpgen.search.private_words import without_private_words

_SCHEMA = """
CREATE TABLE IF NOT EXISTS votes (
    brand TEXT NOT NULL,
    language TEXT NOT NULL,
    answer TEXT NOT NULL,
    key TEXT NOT NULL,
    day TEXT NOT NULL,
    helpful INTEGER NOT NULL,
    comment TEXT NOT NULL,
    PRIMARY KEY (brand, language, answer, key)
);
"""
FEEDBACK = Kind(
    name="feedback file",
    code="feedback",
    option="--feedback",
    application=0x48474642,  # "HGFB"
    format=1,
    schema=_SCHEMA,
    synchronous="FULL",  # a reader who was thanked has been heard
)
"""What the file is."""
_KEEP = """
INSERT INTO votes VALUES (:brand, :language, :answer, :key, :day, :helpful, :comment)
ON CONFLICT DO UPDATE SET helpful = excluded.helpful, comment = excluded.comment
"""
_MOST_BYTES = 1 << 30
# Without line breaks and tabs, which people type.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Vote:
    """What a reader says of an answer.

    Attributes:
        brand: Its slug.
        language: Gladly's code, of the page.
        answer: Gladly's id.
        helpful: Whether the answer was.
        comment: What the reader wrote; often empty.
        key: Made by the page for one view of it; two votes with the same one are one, of which
            the later counts. Empty where a page can't make any.
    """

    brand: str
    language: str
    answer: str
    helpful: bool
    comment: str = ""
    key: str = ""


def kept_comment(text: str) -> str:
    """A comment as it is kept: plain lines, no e-mail address, no long number."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return without_private_words(_CONTROLS.sub("", lines)).strip()


class FeedbackFile:
    """Keeps votes; several processes may write one file.

    Args:
        path: The SQLite file.
        most_bytes: Its largest size. A flood of votes mustn't fill the disk: when it's
            reached, votes are refused, and none is lost.
        today: Tells the day.

    Raises:
        ConfigError: The file can't be used.
    """

    def __init__(
        self,
        path: Path,
        *,
        most_bytes: int = _MOST_BYTES,
        today: Callable[[], date] | None = None,
    ) -> None:
        self._path = path
        self._today = today or (lambda: datetime.now(UTC).date())
        self._connection = open_to_write(FEEDBACK, path)
        with closing(self._connection.cursor()) as cursor:
            size = cursor.execute("PRAGMA page_size").fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {most_bytes // size}")

    def add(self, vote: Vote) -> None:
        """Keep a vote; it's on the disk when this returns. One thread at a time.

        Raises:
            SearchError: It couldn't be written, and isn't kept.
        """
        day, comment = self._today().isoformat(), kept_comment(vote.comment)
        row = {
            "brand": vote.brand,
            "language": vote.language,
            "answer": vote.answer,
            "key": vote.key or _own_key(vote, day),
            "day": day,
            "helpful": vote.helpful,
            "comment": comment,
        }
        try:
            with self._connection:
                self._connection.execute(_KEEP, row)
        except sqlite3.Error as error:
            raise SearchError(f"feedback file {self._path}: can't be written: {error}") from error

    def close(self) -> None:
        """End; what was kept stays."""
        self._connection.close()


def _own_key(vote: Vote, day: str) -> str:
    """For a vote without one: the same words of the same day are one vote, bare ones all count.

    It begins with a dot, so that no page can name it.
    """
    if not vote.comment:
        return f".{secrets.token_urlsafe(16)}"
    said = "\0".join((day, str(vote.helpful), vote.comment))
    return f".{hashlib.sha256(said.encode()).hexdigest()}"
