"""Every answer of the default language is there in the brand's other languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpgen.checks.rule import Rule
from helpgen.errors import Problem, Severity
from helpgen.tree import Routes

RULE = Rule(
    "missing-translation",
    Severity.NOTE,
    "An answer of the default language is missing in another one, or shown there in the default "
    "language. One that a section of that language names is told as `dangling-id`.",
)
_TOLD = "dangling-id"


def find(siblings: Mapping[str, Routes]) -> Iterator[Problem]:
    """Answers that a language lacks, by language and title.

    Args:
        siblings: Routes of every edition of a brand, the default language first.
    """
    default = next(iter(siblings.values()))
    for routes in siblings.values():
        if routes is not default:
            yield from _missing(default, routes)


def _missing(default: Routes, routes: Routes) -> Iterator[Problem]:
    told = {problem.where for problem in routes.problems if problem.kind == _TOLD}
    for answer_id, link in default.answers.items():
        where = f"{routes.edition} answer {answer_id}"
        foreign = answer_id in routes.foreign
        if (foreign or answer_id not in routes.answers) and where not in told:
            shown = f" and is shown in {default.edition.language}" if foreign else ""
            what = f"{link.title!r} has no translation{shown}"
            hint = "translate it; 'helpgen report translations' lists all"
            yield RULE.problem(where, what, hint, key="missing")
