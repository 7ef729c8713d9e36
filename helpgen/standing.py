"""What is told of brands at every run: it depends on the day, or on all editions of a brand.

An edition that hasn't changed is told as its manifest has it; these findings aren't in there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from helpgen.checks import missing_translation, stale_answer
from helpgen.config import Site
from helpgen.errors import Problem
from helpgen.jobs import EditionResult
from helpgen.model import EditionKey
from helpgen.plan import BrandPlan


def standing_problems(
    site: Site, plans: Iterable[BrandPlan], results: Mapping[EditionKey, EditionResult]
) -> tuple[Problem, ...]:
    """Missing translations and stale answers of brands.

    Args:
        site: The configuration.
        plans: Of the brands.
        results: How their editions ended.
    """
    off = {rule for rule, severity in site.checks.severities.items() if severity == "off"}
    today, limit = datetime.now(UTC).date(), site.checks.stale_after
    found: list[Problem] = []
    for routes in (plan.routes for plan in plans if plan.routes):
        if missing_translation.RULE.name not in off:
            found += missing_translation.find(routes)
        if limit and stale_answer.RULE.name not in off:
            for edition in routes.values():
                days = results[edition.edition].updated
                found += stale_answer.find(edition, days, limit, today)
    return tuple(found)
