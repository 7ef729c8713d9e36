"""What readers said of each answer, from the files of one endpoint or of several."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from helpgen.csv_table import csv_table
from helpgen.search.database import open_to_read
from helpgen.search.feedback import FEEDBACK

_VOTES = """
SELECT brand, language, answer, key, day, helpful, comment FROM votes
WHERE day >= :since AND (:brand = '' OR brand = :brand)
AND (:language = '' OR language = :language)
ORDER BY day, rowid
"""
Names = Mapping[tuple[str, str, str], str]
"""Names of answers, or another text, by brand, language and id."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reader wrote, on which day, and whether the answer helped."""

    day: str
    helpful: bool
    text: str


@dataclass(slots=True)
class AnswerFeedback:
    """What was said of an answer in one edition.

    Attributes:
        brand: Its slug.
        language: Gladly's code.
        answer: Gladly's id.
        name: As readers see it; empty if nobody knows it.
        helpful: How many said so.
        not_helpful: How many said the opposite.
        comments: What was written, the oldest first.
    """

    brand: str
    language: str
    answer: str
    name: str = ""
    helpful: int = 0
    not_helpful: int = 0
    comments: list[Comment] = field(default_factory=list)


def read_feedback(
    paths: Iterable[Path],
    *,
    since: date | None = None,
    brand: str = "",
    language: str = "",
    names: Names | None = None,
    changed: Names | None = None,
) -> list[AnswerFeedback]:
    """What was said of each answer; first those that fail most readers.

    Args:
        paths: Files of `helpgen search serve --feedback`; they may be written at the same
            time. A vote that stands in two of them counts once.
        since: The first day that counts; by default all do.
        brand: Only this brand; empty for all.
        language: Only this language; empty for all.
        names: Of answers, where they are known.
        changed: Days when answers were changed last: votes from before such a day don't count,
            as they are for another text.

    Raises:
        ConfigError: A file isn't there, or it's no feedback file of this version.
    """
    chosen = {"since": since.isoformat() if since else "", "brand": brand, "language": language}
    found: dict[tuple[str, str, str], AnswerFeedback] = {}
    seen: set[tuple[str, ...]] = set()
    for path in dict.fromkeys(paths):
        with open_to_read(FEEDBACK, path) as file:
            for *place, key, day, helpful, comment in file.execute(_VOTES, chosen):
                edition_answer = (place[0], place[1], place[2])
                vote = (*edition_answer, key)
                if vote in seen or day < (changed or {}).get(edition_answer, ""):
                    continue
                seen.add(vote)
                one = found.setdefault(edition_answer, AnswerFeedback(*edition_answer))
                _count(one, Comment(day, bool(helpful), comment))
    for place, one in found.items():
        one.name = (names or {}).get(place, "")
    return sorted(found.values(), key=_most_failing_first)


def _count(one: AnswerFeedback, said: Comment) -> None:
    if said.helpful:
        one.helpful += 1
    else:
        one.not_helpful += 1
    if said.text:
        one.comments.append(said)


def _most_failing_first(one: AnswerFeedback) -> tuple[int, int, str, str, str]:
    return (-one.not_helpful, one.helpful, one.brand, one.language, one.answer)


def to_json(found: Sequence[AnswerFeedback]) -> str:
    """The report as one JSON document."""
    return json.dumps({"answers": [asdict(one) for one in found]}, ensure_ascii=False, indent=1)


def to_csv(found: Iterable[AnswerFeedback]) -> str:
    """The report as one CSV table.

    Each answer has a row with its counts, and one for each comment, told by the first column.
    """
    heading = ["row", "brand", "language", "answer", "name", "helpful", "not helpful"]
    return csv_table([[*heading, "day", "comment"], *_rows(found)])


def _rows(found: Iterable[AnswerFeedback]) -> Iterator[Sequence[object]]:
    for one in found:
        place = (one.brand, one.language, one.answer, one.name)
        yield ["answer", *place, one.helpful, one.not_helpful, "", ""]
        for said in one.comments:
            counts = (1, 0) if said.helpful else (0, 1)
            yield ["comment", *place, *counts, said.day, said.text]
