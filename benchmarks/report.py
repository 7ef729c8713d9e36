"""Results as tables: for the terminal and for docs/explanation/benchmarks.md."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it has no stubs of its own

import helpgen
from benchmarks.measure import Usage
from benchmarks.race import (
    ANSWER,
    COLD,
    FLOOR,
    HELPGEN,
    HUGO,
    MINIFIED,
    TEMPLATE,
    UNCHANGED,
    Results,
)

_START, _END = "<!-- results -->", "<!-- end of results -->"
_MEASURES: dict[str, Callable[[Usage], float]] = {
    "wall": lambda usage: usage.wall,
    "processors": lambda usage: usage.processor,
}


def report(results: Results, *, answers: int, editions: int, runs: int) -> str:
    """The results in Markdown: what was measured, the table, how quiet the machine was."""
    return "\n".join(
        [
            *_setting(results, answers, editions, runs),
            "",
            "| | helpgen | Hugo | helpgen ÷ Hugo |",
            "|---|--:|--:|--:|",
            *_rows(results),
            "",
            *_notes(results),
        ]
    )


def write_into(page: Path, text: str) -> None:
    """Put the results between the marks of a page, in place of older ones.

    Raises:
        ValueError: The page has no marks.
    """
    before, start, rest = page.read_text("utf-8").partition(_START)
    _, end, after = rest.partition(_END)
    if not (start and end):
        raise ValueError(f"{page}: there's no {_START} … {_END}: put them where the table goes")
    page.write_text(f"{before}{_START}\n{text}\n{_END}{after}", encoding="utf-8")


def _setting(results: Results, answers: int, editions: int, runs: int) -> Iterator[str]:
    memory = psutil.virtual_memory().total / 2**30
    yield (
        f"{datetime.now(UTC).date().isoformat()}: {answers:,} answers in {editions} editions, "
        f"{results.files:,} files, {results.size / 1e6:.0f} MB. helpgen {helpgen.__version__} on "
        f"Python {platform.python_version()}, Hugo {version('hugo')}; {platform.system()}, "
        f"{os.cpu_count()} processors, {memory:.0f} GB of memory. "
        f"Median of {runs} {'runs' if runs > 1 else 'run'}, in parentheses the range of the ratio."
    )


def _rows(results: Results) -> Iterator[str]:
    for scenario in (COLD, UNCHANGED, ANSWER, TEMPLATE):
        for name, measure in _MEASURES.items():
            yield _row(results, scenario, name, measure)
    ours, theirs = results.memory[COLD, HELPGEN], results.memory[COLD, HUGO]
    yield (
        f"| cold, peak memory | {ours / 1e6:.0f} MB | {theirs / 1e6:.0f} MB | {ours / theirs:.2f} |"
    )


def _row(results: Results, scenario: str, name: str, measure: Callable[[Usage], float]) -> str:
    ours = [measure(usage) for usage in results.times[scenario, HELPGEN]]
    theirs = [measure(usage) for usage in results.times[scenario, HUGO]]
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    spread = f" ({min(ratios):.2f} to {max(ratios):.2f})" if len(ratios) > 1 else ""
    return (
        f"| {scenario}, {name} | {statistics.median(ours):.2f} s "
        f"| {statistics.median(theirs):.2f} s | {statistics.median(ratios):.2f}{spread} |"
    )


def _notes(results: Results) -> Iterator[str]:
    cold, rebuild = (_median(results, scenario, HELPGEN) for scenario in (COLD, UNCHANGED))
    yield f"- An unchanged rebuild takes {rebuild / cold:.3f} of a cold build."
    yield f"- Peak memory of helpgen's unchanged rebuild: {_memory(results, UNCHANGED)}."
    yield f"- Hugo with `--minify`, cold: {_median(results, COLD, MINIFIED):.2f} s wall."
    yield (
        f"- The same bytes written by a bare loop: {_median(results, COLD, FLOOR):.2f} s wall; "
        "no build can be quicker on one processor."
    )
    yield f"- {_parity(results)}"
    others = [usage.others for usages in results.times.values() for usage in usages]
    yield (
        f"- Other programs used {statistics.mean(others):.0%} of the machine meanwhile "
        f"({max(others):.0%} at most): read wall times with that in mind."
    )


def _median(results: Results, scenario: str, name: str) -> float:
    return statistics.median(usage.wall for usage in results.times[scenario, name])


def _memory(results: Results, scenario: str) -> str:
    return f"{results.memory[scenario, HELPGEN] / 1e6:.0f} MB"


def _parity(results: Results) -> str:
    parity = results.parity
    if parity.complete:
        return f"Both made the same {parity.pages:,} pages with the same markup."
    odd = [*parity.different, *parity.only_first, *parity.only_second]
    return (
        f"Of {parity.pages:,} pages that both made, {len(parity.different):,} differ in markup; "
        f"only helpgen made {len(parity.only_first):,}, only Hugo {len(parity.only_second):,} "
        f"(such as {', '.join(odd[:3])})."
    )
