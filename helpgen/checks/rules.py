"""Every rule, and what looks for each in an edition before it's published."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from helpgen.checks import (
    blocked_picture,
    broken_link,
    dead_url,
    double_description,
    double_title,
    empty_answer,
    empty_link,
    fake_heading,
    headless_table,
    missing_description,
    missing_title,
    missing_translation,
    one_way_alternate,
    orphan_page,
    other_brand,
    poor_alt,
    stale_answer,
    unknown_answer,
    vague_link,
)
from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.checks.told import TOLD
from helpgen.errors import Problem

Find = Callable[[Seen], Iterable[Problem]]

IN_PAGES: tuple[tuple[Rule, Find], ...] = (
    (broken_link.RULE, broken_link.find),
    (orphan_page.RULE, orphan_page.find),
    (one_way_alternate.RULE, one_way_alternate.find),
    (missing_title.RULE, missing_title.find),
    (double_title.RULE, double_title.find),
    (missing_description.RULE, missing_description.find),
    (double_description.RULE, double_description.find),
)
"""Those that look at the final HTML."""

IN_BODIES: tuple[tuple[Rule, Find], ...] = (
    (unknown_answer.RULE, unknown_answer.find),
    (blocked_picture.RULE, blocked_picture.find),
    (empty_answer.RULE, empty_answer.find),
    (empty_link.RULE, empty_link.find),
    (vague_link.RULE, vague_link.find),
    (poor_alt.RULE, poor_alt.find),
    (headless_table.RULE, headless_table.find),
    (fake_heading.RULE, fake_heading.find),
    (other_brand.RULE, other_brand.find),
)
"""Those that look at what editors wrote, as it came out of the transform."""

LATER = (stale_answer.RULE, missing_translation.RULE)
"""Those that `standing` looks for at every run, as they depend on the day or on all editions."""

ASKED = (dead_url.RULE, dead_url.MOVED)
"""Those that `helpgen check --external` looks for."""

ELSEWHERE = frozenset(
    {"bad-answer", "bad-layout", "wrong-help-center", "hidden-answer", "unrecorded-build"}
    | {"unkept-articles"}
)
"""Names of those that a fetch, the making of a search index or of a record tells, and no check."""

RULES: tuple[Rule, ...] = (
    *(rule for rule, _ in IN_PAGES),
    *(rule for rule, _ in IN_BODIES),
    *TOLD,
    *LATER,
    *ASKED,
)


def problems(seen: Seen) -> list[Problem]:
    """What the rules find in an edition.

    Args:
        seen: The edition, rendered and not yet published.
    """
    return [problem for _, find in (*IN_PAGES, *IN_BODIES) for problem in find(seen)]
