"""Every answer that a brand wants on its home page exists."""

from __future__ import annotations

from collections.abc import Mapping

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.config import Brand
from helpgen.errors import Problem, Severity
from helpgen.tree import Routes

RULE = Rule(
    "unknown-answer",
    Severity.WARNING,
    "`featured` or `popular` names an answer that no language of the brand has.",
)


def find(seen: Seen) -> list[Problem]:
    """Ids that no language of the brand has, told with its first one."""
    return check_promoted(seen.brand, seen.siblings) if seen.is_default else []


def check_promoted(brand: Brand, siblings: Mapping[str, Routes]) -> list[Problem]:
    """Ids of `featured` and `popular` that no language of the brand has.

    One that some languages lack is left out there, and no problem.

    Args:
        brand: From site.toml.
        siblings: Routes of every edition of the brand.
    """
    known = {answer_id for routes in siblings.values() for answer_id in routes.answers}
    return [
        RULE.problem(
            f"brand {brand.slug}: {key}",
            f"names {answer_id}, and no language of the brand has that answer",
            "take the id out, or publish the answer in Gladly",
        )
        for key, ids in (("featured", brand.featured), ("popular", brand.popular))
        for answer_id in ids
        if answer_id not in known
    ]
