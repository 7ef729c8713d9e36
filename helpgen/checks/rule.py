"""A rule: its name, how much it matters, what it means; makes the problems that it finds."""

from __future__ import annotations

from dataclasses import dataclass

from helpgen.errors import Problem, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of `helpgen check` and of every build.

    Attributes:
        name: Stable short name, such as `vague-link`.
        severity: How much it matters where `[checks]` in site.toml doesn't say.
        about: What it means, for the reference.
        sometimes: Another severity that it has in some cases.
    """

    name: str
    severity: Severity
    about: str
    sometimes: Severity | None = None

    def problem(self, where: str, what: str, hint: str = "", *, key: str = "") -> Problem:
        """What the rule found; see `Problem` for the arguments."""
        return Problem(where, what, hint, self.severity, self.name, key)
