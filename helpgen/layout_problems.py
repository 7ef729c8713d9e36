"""Where ids, layout and answers disagree, told to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from helpgen.errors import Problem, Severity
from helpgen.model import EditionKey


def dangling_ids(
    edition: EditionKey, header: str, ids: Iterable[str], known: set[str]
) -> list[Problem]:
    """Ids of a section that no answer in this language has."""
    return [
        Problem(
            f"{edition} answer {answer_id}",
            f"section {header!r} names it, but it has no content in this language",
            "translate it, or take it out of the section in Gladly",
            Severity.WARNING,
            "dangling-id",
        )
        for answer_id in dict.fromkeys(ids)
        if answer_id not in known
    ]


def alike_ids(edition: EditionKey, ids: Iterable[str]) -> Iterator[Problem]:
    """Ids stand in addresses, and hosts may keep files where case doesn't count."""
    first: dict[str, str] = {}
    for answer_id in sorted(ids):
        other = first.setdefault(answer_id.lower(), answer_id)
        if other != answer_id:
            yield Problem(
                f"{edition} answer {answer_id}",
                f"its id differs from {other} in case only",
                "on a file system that ignores case, one short address leads to the other's page",
                Severity.WARNING,
                "alike-ids",
            )


def unplaced_answer(edition: EditionKey, answer_id: str, title: str) -> Problem:
    """An answer that no section names stands in the last one."""
    return Problem(
        f"{edition} answer {answer_id}",
        f"is in no section; it's under {title!r}",
        "place it in a section in Gladly",
        Severity.NOTE,
        "unplaced-answer",
    )


def empty_section(edition: EditionKey, header: str) -> Problem:
    """A section without any answer in this language isn't shown."""
    return Problem(
        f"{edition} section {header!r}",
        "has no answer in this language and was left out",
        "fill it or remove it in Gladly",
        Severity.WARNING,
        "empty-section",
    )
