"""`python -m benchmarks.run`: helpgen beside Hugo on one made-up site, on this machine."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import MOST_EDITIONS
from benchmarks.measure import adopt_orphans
from benchmarks.race import Race
from benchmarks.report import report, write_into

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "benchmarks.md"


def main() -> None:
    """Make the site, measure, print a table, and write it into the page of the docs."""
    options = _options()
    size = {"answers": options.answers, "editions": options.editions}
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="benchmark-", dir=options.folder) as folder:
        race = Race(Path(folder), **size, say=_say)
        for number in range(options.runs):
            _say(f"run {number + 1} of {options.runs}")
            race.run(number)
        race.weigh()
    text = report(race.results, **size, runs=options.runs)
    print(text)
    if not options.print_only:
        write_into(PAGE, text)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--answers", type=int, default=10_000, help="in all editions together")
    parser.add_argument(
        "--editions",
        type=int,
        default=MOST_EDITIONS,
        choices=range(1, MOST_EDITIONS + 1),
        metavar=f"1…{MOST_EDITIONS}",
        help="brands times languages, five languages to a brand",
    )
    parser.add_argument("--runs", type=int, default=3, help="how often everything is measured")
    parser.add_argument("--folder", type=Path, help="on the disk to measure; a temporary one")
    parser.add_argument(
        "--print-only", action="store_true", help=f"don't write {PAGE.name} of the docs"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
