"""Small editions with queries, in `cases/editions/`: what's looked for and what's found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpgen.search.page_index import page_index
from helpgen.search.plan import Wanted
from helpgen.search.results import Document

CASES = Path(__file__).parents[1] / "search/cases"
EDITIONS = sorted(path.stem for path in (CASES / "editions").glob("*.json"))
HOME = "/help/"


def edition(language: str) -> dict[str, Any]:
    """The answers, synonyms and queries of a language."""
    return json.loads((CASES / "editions" / f"{language}.json").read_text("utf-8"))


def documents(answers: Iterable[Mapping[str, str]]) -> list[Document]:
    """Answers as search gets them; an answer's number is its id."""
    return [
        Document(
            id=str(number),
            name=answer["name"],
            url=f"{HOME}answers/{number}/",
            section=answer["section"],
            headings=(),
            text=answer["text"],
            description=answer["text"],
        )
        for number, answer in enumerate(answers)
    ]


def index_json(language: str) -> str:
    """The page's index of an edition."""
    given = edition(language)
    synonyms = {phrase: tuple(others) for phrase, others in given["synonyms"].items()}
    return page_index(language, HOME, documents(given["answers"]), synonyms).decode()


def told(wanted: Wanted) -> str:
    """A word that's looked for and what would do, as cases have it: `refunds: refund 1.000`.

    A word that needn't be there has `~`, terms that must be there together have `+`.
    """
    others = sorted((-round(a.weight, 3), "+".join(a.terms)) for a in wanted.alternatives)
    mark = "" if wanted.required else "~"
    listed = "".join(f" {terms} {-weight:.3f}" for weight, terms in others)
    return f"{wanted.word.text}{mark}:{listed}"
