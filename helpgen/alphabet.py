"""Answers in the order of their titles, under the letters that they start with."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from helpgen.page_context import AnswerLink, LetterGroup


def letter_groups(answers: Iterable[AnswerLink]) -> Iterator[LetterGroup]:
    """Answers by the first letter of their titles, letters in order."""
    groups: dict[str, list[AnswerLink]] = {}
    for link in sorted(answers, key=lambda link: (_sort_key(link.title), link.url)):
        groups.setdefault(_letter(link.title), []).append(link)
    for letter in sorted(groups, key=lambda letter: (letter.isalpha(), letter)):
        yield LetterGroup(letter, tuple(groups[letter]))


def _sort_key(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.casefold())
    return "".join(c for c in plain if c.isalnum() or c == " ").lstrip()


def _letter(title: str) -> str:
    """The letter that a title is filed under; digits share one place, signs another."""
    key = _sort_key(title)[:1]
    if not key:
        return "#"
    return "0-9" if key.isdigit() else key.upper()
