"""The fields of "Was this answer helpful?" -> a vote, or every mistake in them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helpgen.config_values import ID_PATTERN
from helpgen.refusals import Mistake, refused
from helpgen.search.endpoint.parameters import brand_of, language_of
from helpgen.search.feedback import Vote
from helpgen.search.site import SearchBrand

LONGEST_COMMENT = 1000  # characters; browsers count at least as many
_LONGEST_ID = 200
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_ANSWERS = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Sent:
    """What a page sent: the vote, whose brand it is, and the path to come back to."""

    vote: Vote
    brand: SearchBrand
    page: str


def read_vote(fields: Mapping[str, str], brands: Iterable[SearchBrand]) -> Sent:
    """What the fields say. Fields that nobody knows are no mistake.

    Raises:
        Refusal: 400 with every mistake.
    """
    mistakes: list[Mistake] = []
    brand = brand_of(fields, tuple(brands), mistakes)
    language = language_of(fields, "language", brand, mistakes)
    helpful = fields.get("helpful", "")
    if helpful not in _ANSWERS:
        mistakes.append(Mistake("helpful", "invalid", "helpful must be yes or no"))
    vote = Vote(
        brand=brand.slug if brand else "",
        language=language,
        answer=_answer(fields, mistakes),
        helpful=_ANSWERS.get(helpful, False),
        comment=_comment(fields, mistakes),
        key=_key(fields, mistakes),
    )
    if brand is None or mistakes:
        raise refused(400, mistakes)
    return Sent(vote, brand, fields.get("page", ""))


def _answer(fields: Mapping[str, str], mistakes: list[Mistake]) -> str:
    """By its form alone: pages may be newer than the index, and a true vote is worth more."""
    answer = fields.get("answer", "")
    if len(answer) > _LONGEST_ID or not re.fullmatch(ID_PATTERN, answer):
        mistakes.append(Mistake("answer", "invalid", "answer must be Gladly's id of an answer"))
    return answer


def _comment(fields: Mapping[str, str], mistakes: list[Mistake]) -> str:
    comment = fields.get("comment", "").replace("\r\n", "\n")
    if len(comment) > LONGEST_COMMENT:
        told = f"comment has {len(comment)} characters: at most {LONGEST_COMMENT} are kept"
        mistakes.append(Mistake("comment", "too_long", told))
    return comment


def _key(fields: Mapping[str, str], mistakes: list[Mistake]) -> str:
    key = fields.get("vote", "")
    if key and not _KEY.fullmatch(key):
        told = "vote must be 16 to 64 letters, digits, '-' and '_', made at random, or empty"
        mistakes.append(Mistake("vote", "invalid", told))
    return key
