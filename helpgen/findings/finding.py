"""A problem with its place taken apart and a fingerprint, for machines and baselines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from helpgen.errors import Problem, Severity
from helpgen.files import digest

_EDITION = re.compile(
    r"(?P<brand>[a-z0-9-]+)/(?P<language>[a-z0-9-]+)"
    r"(?: (?:answer (?P<answer>\S+)|page (?P<page>\S+)|.*))?"
)
_BRAND = re.compile(r"(?:brand )?(?P<brand>[a-z0-9-]+): .*")
_FILE = re.compile(r"(?P<file>[^\s:]+\.[a-z]+)(?::(?P<line>\d+))?(?:: .*)?")
_LENGTH = 32


@dataclass(frozen=True)
class Finding:
    """One problem as machines want it.

    Attributes:
        rule: Name of the rule that found it.
        severity: How much it matters on this site.
        where: Its place, as people read it.
        what: What's wrong there.
        hint: What to do; may be empty.
        key: What tells it from others of its rule at its place.
    """

    rule: str
    severity: Severity
    where: str
    what: str
    hint: str
    key: str

    @cached_property
    def _place(self) -> dict[str, str]:
        for form in (_EDITION, _FILE, _BRAND):
            if match := form.fullmatch(self.where):
                return {name: value for name, value in match.groupdict().items() if value}
        return {}

    @property
    def brand(self) -> str:
        """Slug of the brand; empty where it isn't one's alone."""
        return self._place.get("brand", "")

    @property
    def language(self) -> str:
        """Language of the edition; empty where it isn't one's alone."""
        return self._place.get("language", "")

    @property
    def answer(self) -> str:
        """Id of the answer; empty for what isn't one."""
        return self._place.get("answer", "")

    @property
    def page(self) -> str:
        """Site path of the page, where that is the place."""
        return self._place.get("page", "")

    @property
    def file(self) -> str:
        """File of the site, from its folder; empty for what's in Gladly."""
        return self._place.get("file", "")

    @property
    def line(self) -> int:
        """Line of the file; 0 where it's not told."""
        return int(self._place.get("line", "0"))

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same finding in every run, whatever its severity."""
        where = re.sub(r":\d+$", "", self.where)  # a line moves when others come before it
        return digest(self.rule.encode(), where.encode(), self.key.encode())[:_LENGTH]

    def __str__(self) -> str:
        """`where: what: hint`, on one line."""
        return ": ".join(part for part in (self.where, self.what, self.hint) if part)

    def as_json(self) -> dict[str, object]:
        """All of it as JSON values."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "brand": self.brand,
            "language": self.language,
            "answer": self.answer,
            "page": self.page,
            "file": self.file,
            "line": self.line,
            "where": self.where,
            "what": self.what,
            "hint": self.hint,
            "fingerprint": self.fingerprint,
        }


def finding(problem: Problem, root: Path) -> Finding:
    """A problem as machines want it.

    Args:
        problem: As it was found.
        root: The site's folder, from which files are told.
    """
    folder = f"{root}/"
    where, what, key = (
        text.replace(folder, "") for text in (problem.where, problem.what, problem.key)
    )
    return Finding(problem.kind, problem.severity, where, what, problem.hint, key or what)


def with_severity(found: Finding, severity: Severity) -> Finding:
    """The same finding, which matters as much as site.toml says."""
    return found if found.severity is severity else replace(found, severity=severity)
