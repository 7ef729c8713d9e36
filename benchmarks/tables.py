"""What reports have in common: their place in the docs, the machine, ratios, other programs."""

from __future__ import annotations

import os
import platform
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it has no stubs of its own

import helpgen
from benchmarks.measure import Usage

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "benchmarks.md"
MEASURES: dict[str, Callable[[Usage], float]] = {
    "wall": lambda usage: usage.wall,
    "processors": lambda usage: usage.processor,
}
"""What tables tell of a run, by name."""


def publish(name: str, text: str, *, print_only: bool) -> None:
    """Print results, and write them into the page of the docs unless they're to be printed only.

    Args:
        name: Of the place in the page.
        text: Markdown.
        print_only: Whether the page stays as it is.
    """
    print(text)
    if not print_only:
        write_into(PAGE, name, text)


def write_into(page: Path, name: str, text: str) -> None:
    """Put results between the marks of that name in a page, in place of older ones.

    Args:
        page: Markdown with `<!-- results of NAME -->` and `<!-- end of results of NAME -->`.
        name: Of the results.
        text: Markdown.

    Raises:
        ValueError: The page has no such marks.
    """
    opening, closing = f"<!-- results of {name} -->", f"<!-- end of results of {name} -->"
    before, start, rest = page.read_text("utf-8").partition(opening)
    _, end, after = rest.partition(closing)
    if not (start and end):
        raise ValueError(f"{page}: there's no {opening} … {closing}: put them where the table goes")
    page.write_text(f"{before}{opening}\n{text}\n{closing}{after}", encoding="utf-8")


def say(line: str) -> None:
    """Tell how far it is; results go elsewhere."""
    print(line, file=sys.stderr, flush=True)


def today() -> str:
    """The day, as a report begins."""
    return datetime.now(UTC).date().isoformat()


def helpgen_version() -> str:
    """What is measured, and on which Python."""
    return f"helpgen {helpgen.__version__} on Python {platform.python_version()}"


def machine() -> str:
    """The class of machine."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{platform.system()}, {os.cpu_count()} processors, {memory:.0f} GB of memory"


def median_of(runs: int) -> str:
    """What a figure of that many runs is."""
    if runs == 1:
        return "One run each."
    return f"Median of {runs} runs, in parentheses the range of the ratio."


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """The median of ratios run by run, and their range if there are several."""
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    spread = f" ({min(ratios):.2f} to {max(ratios):.2f})" if len(ratios) > 1 else ""
    return f"{statistics.median(ratios):.2f}{spread}"


def seconds(values: Iterable[float]) -> str:
    """The median of some times."""
    return f"{statistics.median(values):.2f} s"


def megabytes(size: float) -> str:
    """A peak of memory."""
    return f"{size / 1e6:,.0f} MB"


def others_used(usages: Iterable[Usage]) -> str:
    """How quiet the machine was."""
    others = [usage.others for usage in usages]
    return (
        f"- Other programs used {statistics.mean(others):.0%} of the machine meanwhile "
        f"({max(others):.0%} at most): read wall times with that in mind."
    )
