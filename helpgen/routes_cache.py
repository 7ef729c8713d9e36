"""Routes as the manifest keeps them, so that an unchanged edition's answers needn't be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpgen.errors import Problem, Severity
from helpgen.model import EditionKey
from helpgen.tree import PageLink, Routes, SectionRoute


def to_json(routes: Routes) -> dict[str, Any]:
    """The routes as JSON values."""
    return {
        "home": routes.home,
        "sections": [[s.title, s.url, list(s.answer_ids)] for s in routes.sections],
        "answers": {key: list(link) for key, link in routes.answers.items()},
        "content_pages": {key: list(link) for key, link in routes.content_pages.items()},
        "problems": problems_to_json(routes.problems),
        "foreign": sorted(routes.foreign),
    }


def from_json(edition: EditionKey, stored: Mapping[str, Any]) -> Routes:
    """The routes that `to_json` wrote."""
    return Routes(
        edition=edition,
        home=stored["home"],
        sections=tuple(
            SectionRoute(title, url, tuple(ids)) for title, url, ids in stored["sections"]
        ),
        answers={key: PageLink(*link) for key, link in stored["answers"].items()},
        content_pages={key: PageLink(*link) for key, link in stored["content_pages"].items()},
        problems=problems_from_json(stored["problems"]),
        foreign=frozenset(stored["foreign"]),
    )


def problems_to_json(problems: tuple[Problem, ...]) -> list[list[str]]:
    """Problems as JSON values."""
    return [[p.where, p.what, p.hint, p.severity.value, p.kind, p.key] for p in problems]


def problems_from_json(stored: list[list[str]]) -> tuple[Problem, ...]:
    """The problems that `problems_to_json` wrote."""
    return tuple(
        Problem(where, what, hint, Severity(severity), kind, key)
        for where, what, hint, severity, kind, key in stored
    )
