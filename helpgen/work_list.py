"""What editors should work on first: answers that fail readers, searches that find none, old ones.

A row's points say how many readers it fails, and each reason says how many of them are its own:

- a search that found nothing is one reader;
- a vote "not helpful" stands for five, since few readers vote, and counts by the share of such
  votes: 3 of 100 matter less than 3 of 4. Votes from before the answer's last change don't count;
- an answer that is older than it may be gets five for each year beyond.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from helpgen.config import Brand, Site
from helpgen.csv_table import csv_table
from helpgen.languages import iso_day
from helpgen.model import Answer, EditionKey
from helpgen.search.feedback_report import AnswerFeedback, read_feedback
from helpgen.search.query_report import QueryCount, read_report
from helpgen.snapshot import load_snapshot

_VOTE, _YEAR_OLD = 5.0, 5.0
_A_YEAR = 365
_MOST_QUERIES = 1_000
_NEAR, _LIKE = 3, 60.0
Snapshots = Mapping[EditionKey, Sequence[Answer]]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is on the list.

    Attributes:
        text: `not helpful 12 of 15`.
        points: Its part of the row's points.
    """

    text: str
    points: float


@dataclass(frozen=True, slots=True)
class Work:
    """Something to work on: an answer, or a query that finds none.

    Attributes:
        kind: `answer` or `query`.
        brand: Its slug; empty for a query through all brands.
        language: Gladly's code.
        id: The answer's; empty for a query.
        name: Of the answer, or the query itself.
        reasons: Why, the weightiest first.
        near: Names and ids of answers that are like a query.
    """

    kind: str
    brand: str
    language: str
    id: str
    name: str
    reasons: tuple[Reason, ...]
    near: tuple[tuple[str, str], ...] = ()

    @property
    def points(self) -> float:
        """How many readers it fails, about."""
        return sum(reason.points for reason in self.reasons)

    @property
    def to_do(self) -> str:
        """What an editor should do."""
        return "look it over" if self.kind == "answer" else "write or extend an answer"


def work_list(
    site: Site,
    brands: Iterable[Brand],
    *,
    days: int,
    today: date,
    feedback: Iterable[Path] = (),
    queries: Iterable[Path] = (),
    since: date | None = None,
) -> list[Work]:
    """All there is to do for brands, what fails most readers first.

    Args:
        site: Where snapshots are.
        brands: Some of its brands.
        days: How old an answer may be.
        today: The day to count from.
        feedback: Files of `helpgen search serve --feedback`.
        queries: Files of `helpgen search serve --query-log`.
        since: The first day of votes and searches that counts; by default all do.

    Raises:
        SnapshotError: An edition has no snapshot.
        ConfigError: A file of votes or searches can't be read.
    """
    snapshots = {
        edition: load_snapshot(site.snapshots, edition).answers
        for brand in brands
        for edition in (EditionKey(brand.slug, language) for language in brand.languages)
    }
    votes = _votes(snapshots, feedback, since)
    found = [
        *_answers(snapshots, votes, days, today),
        *_queries(snapshots, queries, since, whole=_is_whole(site, snapshots)),
    ]
    return sorted(found, key=lambda one: (-one.points, one.kind, one.brand, one.language, one.name))


def _is_whole(site: Site, snapshots: Snapshots) -> bool:
    return {brand.slug for brand in site.brands} == {edition.brand for edition in snapshots}


def _votes(
    snapshots: Snapshots, files: Iterable[Path], since: date | None
) -> Mapping[tuple[str, str, str], AnswerFeedback]:
    changed = {
        (edition.brand, edition.language, answer.id): iso_day(answer.updated_at)
        for edition, answers in snapshots.items()
        for answer in answers
    }
    found = read_feedback(files, since=since, changed=changed)
    return {(one.brand, one.language, one.answer): one for one in found}


def _answers(
    snapshots: Snapshots,
    votes: Mapping[tuple[str, str, str], AnswerFeedback],
    days: int,
    today: date,
) -> Iterator[Work]:
    for edition, answers in snapshots.items():
        for answer in answers:
            said = votes.get((edition.brand, edition.language, answer.id))
            reasons = [*_unhelpful(said), *_old(iso_day(answer.updated_at), days, today)]
            if reasons:
                reasons.sort(key=lambda reason: -reason.points)
                place = edition.brand, edition.language
                yield Work("answer", *place, answer.id, answer.name, tuple(reasons))


def _unhelpful(said: AnswerFeedback | None) -> Iterator[Reason]:
    if said and said.not_helpful:
        votes = said.helpful + said.not_helpful
        points = _VOTE * said.not_helpful * said.not_helpful / votes
        yield Reason(f"not helpful {said.not_helpful:,} of {votes:,}", round(points, 1))


def _old(updated: str, days: int, today: date) -> Iterator[Reason]:
    age = (today - date.fromisoformat(updated)).days if updated else 0
    if age > days:
        points = _YEAR_OLD * (age - days) / _A_YEAR
        yield Reason(f"unchanged for {age:,} days", round(points, 1))


def _queries(
    snapshots: Snapshots, files: Iterable[Path], since: date | None, *, whole: bool
) -> Iterator[Work]:
    counts: dict[tuple[str, str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for path in dict.fromkeys(files):
        for one in read_report(path, top=_MOST_QUERIES, since=since).empty:
            searches, empty = counts[one.brand, one.language, one.query]
            key = one.brand, one.language, one.query
            counts[key] = searches + one.searches, empty + one.without_results
    brands = {edition.brand for edition in snapshots} | ({""} if whole else set())
    for (brand, language, query), (searches, empty) in counts.items():
        if brand in brands:
            count = QueryCount(query, brand, language, searches, empty)
            near = _near(query, snapshots.get(EditionKey(brand, language), ()))
            yield Work("query", brand, language, "", query, (_failed(count),), near)


def _failed(one: QueryCount) -> Reason:
    text = f"searched {one.searches:,} times, nothing found"
    if one.without_results < one.searches:
        text = f"searched {one.searches:,} times, nothing found {one.without_results:,} times"
    return Reason(text.replace(" 1 times", " once"), float(one.without_results))


def _near(query: str, answers: Sequence[Answer]) -> tuple[tuple[str, str], ...]:
    """Answers whose names are like a query, the likest first."""
    names = {answer.id: answer.name for answer in answers}
    best = process.extract(
        query,
        names,
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,  # words in lower case
        score_cutoff=_LIKE,
        limit=_NEAR,
    )
    return tuple((name, answer_id) for name, _, answer_id in best)


def to_json(found: Iterable[Work]) -> str:
    """The list as one JSON document."""
    rows = [
        {
            "kind": one.kind,
            "points": round(one.points, 1),
            "brand": one.brand,
            "language": one.language,
            "id": one.id,
            "name": one.name,
            "to_do": one.to_do,
            "reasons": [{"text": r.text, "points": r.points} for r in one.reasons],
            "near": [{"name": name, "id": answer_id} for name, answer_id in one.near],
        }
        for one in found
    ]
    return json.dumps({"work": rows}, ensure_ascii=False, indent=1)


def to_csv(found: Iterable[Work]) -> str:
    """The list as CSV, a row for each."""
    heading = ["kind", "points", "brand", "language", "id", "name", "to do", "why", "near"]
    rows = [
        [
            *(one.kind, f"{one.points:.1f}", one.brand, one.language, one.id, one.name),
            *(one.to_do, why(one), ", ".join(name for name, _ in one.near)),
        ]
        for one in found
    ]
    return csv_table([heading, *rows])


def why(one: Work) -> str:
    """The reasons in one line, with the points of each where there are several."""
    if len(one.reasons) == 1:
        return one.reasons[0].text
    return ", ".join(f"{reason.text} ({reason.points:.1f})" for reason in one.reasons)
