"""Results of the race as a table: for the terminal and for docs/explanation/benchmarks.md."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from importlib.metadata import version

from benchmarks import tables
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


def _setting(results: Results, answers: int, editions: int, runs: int) -> Iterator[str]:
    yield (
        f"{tables.today()}: {answers:,} answers in {editions} editions, "
        f"{results.files:,} files, {results.size / 1e6:.0f} MB. {tables.helpgen_version()}, "
        f"Hugo {version('hugo')}; {tables.machine()}. {tables.median_of(runs)}"
    )


def _rows(results: Results) -> Iterator[str]:
    for scenario in (COLD, UNCHANGED, ANSWER, TEMPLATE):
        for name, measure in tables.MEASURES.items():
            yield _row(results, scenario, name, measure)
    ours, theirs = results.memory[COLD, HELPGEN], results.memory[COLD, HUGO]
    both = f"{tables.megabytes(ours)} | {tables.megabytes(theirs)}"
    yield f"| cold, peak memory | {both} | {ours / theirs:.2f} |"


def _row(results: Results, scenario: str, name: str, measure: Callable[[Usage], float]) -> str:
    ours = [measure(usage) for usage in results.times[scenario, HELPGEN]]
    theirs = [measure(usage) for usage in results.times[scenario, HUGO]]
    both = f"{tables.seconds(ours)} | {tables.seconds(theirs)}"
    return f"| {scenario}, {name} | {both} | {tables.ratio(ours, theirs)} |"


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
    yield tables.others_used(usage for usages in results.times.values() for usage in usages)


def _median(results: Results, scenario: str, name: str) -> float:
    return statistics.median(usage.wall for usage in results.times[scenario, name])


def _memory(results: Results, scenario: str) -> str:
    return tables.megabytes(results.memory[scenario, HELPGEN])


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
