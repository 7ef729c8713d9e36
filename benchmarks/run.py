"""`python -m benchmarks.run`: helpgen beside Hugo on one made-up site, on this machine."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.corpus import MOST_EDITIONS
from benchmarks.measure import adopt_orphans
from benchmarks.options import add_size, parser_of
from benchmarks.race import Race
from benchmarks.report import report
from benchmarks.tables import publish, say


def main() -> None:
    """Make the site, measure, print a table, and write it into the page of the docs."""
    options = _options()
    size = {"answers": options.answers, "editions": options.editions}
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="benchmark-", dir=options.folder) as folder:
        race = Race(Path(folder), **size, say=say)
        for number in range(options.runs):
            say(f"run {number + 1} of {options.runs}")
            race.run(number)
        race.weigh()
    text = report(race.results, **size, runs=options.runs)
    publish("run", text, print_only=options.print_only)


def _options() -> argparse.Namespace:
    parser = parser_of("run", __doc__)
    add_size(parser, answers=10_000, editions=MOST_EDITIONS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
