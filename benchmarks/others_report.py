"""What `benchmarks.others` measured as a table: each generator, and its ratio to helpgen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks import tables
from benchmarks.measure import Usage
from benchmarks.others_subjects import Subject
from benchmarks.parity import Parity
from benchmarks.race import ANSWER, COLD, HELPGEN, UNCHANGED

Times = Mapping[tuple[str, str], Sequence[Usage]]
"""Usage of each run by scenario and name."""


def report(
    times: Times,
    memory: Mapping[str, int],
    parity: Mapping[str, Parity],
    racing: Sequence[Subject],
    size: str,
) -> str:
    """The results in Markdown.

    Args:
        times: What each run took.
        memory: Peak bytes of a cold build, by name.
        parity: How pages compare with helpgen's, by name.
        racing: All of them, helpgen first.
        size: Of the site, in words.
    """
    _, *others = racing
    names = [subject.name for subject in others]
    return "\n".join(
        [
            _setting(racing, size, len(times[COLD, HELPGEN])),
            "",
            "| | helpgen |" + "".join(f" {name} | ÷ helpgen |" for name in names),
            "|---|--:|" + "--:|--:|" * len(names),
            *_rows(times, names),
            _memory(memory, names),
            "",
            *(_pages(name, found) for name, found in parity.items()),
            tables.others_used(usage for usages in times.values() for usage in usages),
        ]
    )


def _setting(racing: Sequence[Subject], size: str, runs: int) -> str:
    versions = ", ".join(f"{subject.name} {subject.version}" for subject in racing[1:])
    return (
        f"{tables.today()}: {size}. {tables.helpgen_version()}, {versions}; {tables.machine()}. "
        f"{tables.median_of(runs)}"
    )


def _rows(times: Times, names: Sequence[str]) -> Iterator[str]:
    for scenario in (COLD, UNCHANGED, ANSWER):
        for measured, measure in tables.MEASURES.items():
            ours = [measure(usage) for usage in times[scenario, HELPGEN]]
            row = f"| {scenario}, {measured} | {tables.seconds(ours)} |"
            for name in names:
                theirs = [measure(usage) for usage in times[scenario, name]]
                row += f" {tables.seconds(theirs)} | {tables.ratio(theirs, ours)} |"
            yield row


def _memory(memory: Mapping[str, int], names: Sequence[str]) -> str:
    ours = memory[HELPGEN]
    row = f"| cold, peak memory | {tables.megabytes(ours)} |"
    for name in names:
        row += f" {tables.megabytes(memory[name])} | {memory[name] / ours:.2f} |"
    return row


def _pages(name: str, parity: Parity) -> str:
    total = parity.pages + len(parity.only_first)
    made = f"- {name} made {parity.pages:,} of helpgen's {total:,} pages"
    if not parity.different:
        return f"{made}, with the same markup."
    such = ", ".join(parity.different[:3])
    return f"{made}; {len(parity.different):,} of them differ in markup (such as {such})."
