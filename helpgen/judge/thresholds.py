"""How good a search must be, and whether it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpgen.errors import ConfigError, Problem, Severity

SHARES = ("passed", "success_at_1", "success_at_3", "success_at_10", "mrr", "ndcg_at_10")
TIMES = ("median_ms", "p99_ms")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits by the name of a figure: the least of a share, the most of a time."""

    limits: Mapping[str, float] = field(default_factory=dict)

    def __or__(self, other: Thresholds) -> Thresholds:
        """Both; where both say something, the other one counts."""
        return Thresholds({**self.limits, **other.limits})

    def missed(self, figures: Mapping[str, float]) -> Iterator[str]:
        """What isn't good enough, each as a sentence without a full stop."""
        for name, limit in self.limits.items():
            value = figures[name]
            if name in SHARES and value < limit - 1e-9:
                yield f"{name} is {value:.3f}, below {limit:g}"
            if name in TIMES and value > limit:
                yield f"{name} is {value:.1f}, above {limit:g}"


def thresholds_of(stored: Any, where: str) -> Thresholds:
    """Thresholds from a table of a file.

    Raises:
        ConfigError: With every one that can't be used.
    """
    if not isinstance(stored, dict):
        raise ConfigError([_problem(where, "must be a table", "write [thresholds]")])
    problems = [p for name, value in stored.items() for p in _mistakes(name, value, where)]
    if problems:
        raise ConfigError(problems)
    return Thresholds({name: float(value) for name, value in stored.items()})


def parse_thresholds(options: list[str], where: str) -> Thresholds:
    """Thresholds from `NAME=VALUE` of the command line.

    Raises:
        ConfigError: With every one that can't be used.
    """
    pairs = (option.partition("=") for option in options)
    return thresholds_of({name.strip(): _number(value) for name, _, value in pairs}, where)


def _number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def _mistakes(name: str, value: object, where: str) -> Iterator[Problem]:
    if name not in (*SHARES, *TIMES):
        known = ", ".join((*SHARES, *TIMES))
        yield _problem(f"{where} {name}", "isn't a figure", f"known: {known}")
    elif not isinstance(value, int | float) or isinstance(value, bool) or not value >= 0:
        yield _problem(f"{where} {name}", f"is {value!r}", "write a number")
    elif name in SHARES and value > 1:
        yield _problem(f"{where} {name}", f"is {value:g}", "write a share, 0 to 1")


def _problem(where: str, what: str, hint: str) -> Problem:
    return Problem(where, what, hint, Severity.ERROR, "queries")
