"""Findings for a person: all of a few, and of thousands the count and the first by rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from helpgen.errors import Severity
from helpgen.findings.finding import Finding
from helpgen.findings.judge import Judged

Line = tuple[str, Severity | None]
"""A line, and the severity that it's told in."""
_FEW = 25
_FIRST = 3


def lines(judged: Judged, *, everything: bool = False) -> Iterator[Line]:
    """What was found, the worst first.

    Args:
        judged: The findings.
        everything: Show each, however many there are.
    """
    found = judged.new
    if everything or len(found) <= _FEW:
        for one in found:
            yield f"{one.severity.value}: {one} [{one.rule}]", one.severity
    else:
        for group in _groups(found):
            yield from _group(group)
    if judged.known:
        yield f"{judged.known:,} known findings aren't told: the baseline has them", None
    if judged.gone:
        them = "findings of the baseline are" if judged.gone > 1 else "finding of the baseline is"
        hint = "'helpgen check --write-baseline' takes them out"
        yield f"{judged.gone:,} {them} there no more: {hint}", None


def counts(findings: Sequence[Finding]) -> str:
    """How many of each severity: `2 errors, 1 warning`; or that there's none."""
    found = Counter(one.severity for one in findings)
    told = [
        f"{found[severity]:,} {severity.value}{'s' * (found[severity] > 1)}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        if found[severity]
    ]
    return ", ".join(told) or "nothing to mend"


def _groups(found: Sequence[Finding]) -> list[list[Finding]]:
    """By severity and rule; within a severity the most frequent rule first."""
    groups: dict[tuple[Severity, str], list[Finding]] = defaultdict(list)
    for one in found:
        groups[one.severity, one.rule].append(one)
    order = list(Severity)
    return sorted(groups.values(), key=lambda group: (order.index(group[0].severity), -len(group)))


def _group(group: Sequence[Finding]) -> Iterator[Line]:
    first = group[0]
    yield f"{first.severity.value}: {first.rule}: {len(group):,}", first.severity
    for one in group[:_FIRST]:
        yield f"  {one.where}: {one.what}", None
    if len(group) > _FIRST:
        yield f"  … and {len(group) - _FIRST:,} more: helpgen check --rule {first.rule}", None
    if first.hint:
        yield f"  to do: {first.hint}", None
