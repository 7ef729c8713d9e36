"""helpgen beside Hugo, Pelican and Zensical: the same pages, built cold, unchanged, changed.

    python -m benchmarks.others --pelican PROGRAM --zensical PROGRAM

Programs that aren't given are looked for beside Python and on the path, and left out where they
aren't found. Pelican and Zensical ask for different releases of Pygments, so at least one of them
needs an environment of its own.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import corpus
from benchmarks.measure import Usage, adopt_orphans, take_memory, take_time
from benchmarks.options import add_size, parser_of
from benchmarks.others_report import report
from benchmarks.others_subjects import Subject, editions_of, found_program, subjects
from benchmarks.parity import BESIDE_PAGES, Parity, compare
from benchmarks.race import ANSWER, COLD, UNCHANGED
from benchmarks.tables import publish, say
from benchmarks.vocabulary import SCRIPTS

_EDITIONS = len(SCRIPTS)  # one brand in all of its languages


@dataclass(slots=True)
class Results:
    """What was measured, by scenario and by name of the generator, or by name alone."""

    times: dict[tuple[str, str], list[Usage]] = field(default_factory=lambda: defaultdict(list))
    memory: dict[str, int] = field(default_factory=dict)
    parity: dict[str, Parity] = field(default_factory=dict)


def main() -> None:
    """Measure, print a table, and write it into the page of the docs."""
    options = _options()
    pelican = _looked_for("pelican", options.pelican)
    zensical = _looked_for("zensical", options.zensical)
    adopt_orphans()
    size = f"{options.answers:,} answers in {options.editions} editions"
    with tempfile.TemporaryDirectory(prefix="benchmark-", dir=options.folder) as name:
        folder = Path(name)
        say(f"making {size}, and the same for all")
        site = corpus.make_site(folder / "site", answers=options.answers, editions=options.editions)
        racing = list(subjects(site, folder, pelican, zensical))
        results = Results()
        for number in range(options.runs):
            say(f"run {number + 1} of {options.runs}")
            _run(results, site, racing, number)
        _weigh(results, site, racing)
    text = report(results.times, results.memory, results.parity, racing, size)
    publish("others", text, print_only=options.print_only)


def _options() -> argparse.Namespace:
    parser = parser_of("others", __doc__)
    add_size(parser, answers=1000, editions=_EDITIONS)
    for name in ("pelican", "zensical"):
        parser.add_argument(f"--{name}", metavar="PROGRAM", help="measured beside, if it's there")
    return parser.parse_args()


def _looked_for(name: str, given: str | None) -> str | None:
    program = found_program(name, given)
    if program is None:
        say(f"{name} is left out: pip install {name} into an environment, then --{name} PROGRAM")
    return program


def _run(results: Results, site: Path, racing: Sequence[Subject], number: int) -> None:
    """Measure everything once; another one begins each time."""
    name = f"{number}"
    first = number % len(racing)
    turn = [*racing[first:], *racing[:first]]
    for scenario in (COLD, UNCHANGED, ANSWER):
        if scenario == COLD:
            for subject in racing:
                subject.begin(name)
        if scenario == ANSWER:
            _change(site, racing, number)
        for subject in turn:
            results.times[scenario, subject.name].append(_timed(site, subject, name, scenario))
        if scenario == COLD and not results.parity:
            results.parity.update(_compared(site, racing, name))


def _timed(site: Path, subject: Subject, name: str, scenario: str) -> Usage:
    os.sync()  # what others wrote isn't paid for here
    usage = take_time(subject.commands(name), folder=site.parent, at_once=subject.at_once)
    say(f"{subject.name}, {scenario}: {usage.wall:.2f} s, processors {usage.processor:.2f} s")
    return usage


def _change(site: Path, racing: Sequence[Subject], number: int) -> None:
    more = f"<p>Changed {number}.</p>"
    edition, answer_id = corpus.change_answer(site, more)
    for subject in racing:
        subject.change(edition, answer_id, more)


def _weigh(results: Results, site: Path, racing: Sequence[Subject]) -> None:
    for subject in racing:
        subject.begin("weighed")
        commands = subject.commands("weighed")
        results.memory[subject.name] = take_memory(commands, folder=site.parent)


def _compared(site: Path, racing: Sequence[Subject], name: str) -> dict[str, Parity]:
    """How each one's pages are to helpgen's, edition by edition."""
    ours, *others = racing
    return {
        other.name: _together(
            [
                compare(ours.output(key, name), other.output(key, name), without=BESIDE_PAGES)
                for key in editions_of(site)
            ]
        )
        for other in others
    }


def _together(parts: Sequence[Parity]) -> Parity:
    return Parity(
        sum(part.pages for part in parts),
        tuple(page for part in parts for page in part.only_first),
        tuple(page for part in parts for page in part.only_second),
        tuple(page for part in parts for page in part.different),
    )


if __name__ == "__main__":
    main()
