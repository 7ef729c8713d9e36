"""Problems -> findings: each once, with the site's severities, without those that are known."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

from helpgen.config import Site
from helpgen.errors import Problem, Severity
from helpgen.findings.baseline import read_baseline
from helpgen.findings.finding import Finding, finding, with_severity

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_ONCE = "list-cut-off"
"""Told by a fetch and by the build after it, in other words."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a run has found.

    Attributes:
        new: What to tell, errors first, each rule's together.
        known: How many the baseline knows.
        gone: How many of the baseline are there no more.
    """

    new: tuple[Finding, ...]
    known: int = 0
    gone: int = 0

    def fails(self, *, strict: bool) -> bool:
        """Whether there's an error, or a warning where those count.

        Args:
            strict: Count warnings.
        """
        bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return any(one.severity in bad for one in self.new)


def judge(
    site: Site,
    problems: Iterable[Problem],
    baseline: Path | None = None,
    looked: Container[str] = frozenset(),
) -> Judged:
    """What to tell of the problems.

    Args:
        site: Its `[checks]` tell how much a rule matters.
        problems: As they were found.
        baseline: File of known ones; that of site.toml by default. A file that isn't there
            knows none.
        looked: Rules that this run has looked for everywhere: of these, what is gone is counted.

    Raises:
        ContentError: The baseline can't be read.
    """
    found = judged(site, problems)
    known = read_baseline(baseline or site.baseline)
    if not known:
        return Judged(tuple(found))
    new = tuple(one for one in found if one.fingerprint not in known)
    there = {one.fingerprint for one in found}
    gone = sum(one["rule"] in looked for key, one in known.items() if key not in there)
    return Judged(new, len(found) - len(new), gone)


def judged(site: Site, problems: Iterable[Problem]) -> list[Finding]:
    """Every finding that isn't off, known ones among them, errors first.

    Args:
        site: Its `[checks]` tell how much a rule matters.
        problems: As they were found.
    """
    severities = site.checks.severities
    found: dict[tuple[str, str, str], Finding] = {}
    for problem in problems:
        given = severities.get(problem.kind)
        if given != "off":
            one = finding(problem, site.root)
            one = with_severity(one, Severity(given)) if given else one
            what = "" if one.rule == _ONCE else one.what
            found.setdefault((one.where, one.rule, what), one)
    return sorted(found.values(), key=lambda one: _RANK[one.severity])
