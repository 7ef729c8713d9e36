"""Answers without translation take the places that the default language gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

Ids = tuple[str, ...]


def filled(sections: Sequence[Ids], default: Iterable[Ids], missing: AbstractSet[str]) -> list[Ids]:
    """An edition's sections with the missing answers among its own.

    A section of the default language is mirrored by the one that shares most answers with
    it, the first among equals. There each missing answer stands behind the one that it
    follows in the default language. A section that shares none is mirrored nowhere, and
    neither are its answers.

    Args:
        sections: Answer ids of each section, in display order.
        default: The same of the default language.
        missing: Ids that no section of the edition names.

    Returns:
        As many sections as were given, in their order.
    """
    found = [list(ids) for ids in sections]
    for others in default:
        shared = [len(set(ids).intersection(others)) for ids in sections]
        if any(shared):
            _fill(found[shared.index(max(shared))], others, missing)
    return [tuple(ids) for ids in found]


def _fill(ids: list[str], others: Ids, missing: AbstractSet[str]) -> None:
    place = 0
    for answer_id in others:
        if answer_id in ids:
            place = ids.index(answer_id) + 1
        elif answer_id in missing:
            ids.insert(place, answer_id)
            place += 1
