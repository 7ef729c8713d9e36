"""`python -m benchmarks.twins`: what Markdown versions of answers cost a cold build.

The same made-up site is built with and without them, in turns, each into a new folder.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import corpus
from benchmarks.measure import adopt_orphans, take_time


def main() -> None:
    """Measure, and print the ratio of processor times."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.twins", description=__doc__)
    parser.add_argument("--answers", type=int, default=2000, help="in all editions together")
    parser.add_argument("--editions", type=int, default=8, help="brands times languages")
    parser.add_argument("--runs", type=int, default=5, help="how often each is measured")
    options = parser.parse_args()
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
        folder = Path(name)
        site = corpus.make_site(folder / "site", answers=options.answers, editions=options.editions)
        used: dict[bool, list[float]] = {True: [], False: []}
        for number in range(2 * options.runs):
            twins = number % 4 in {0, 3}  # neither always follows the other
            used[twins].append(_processor_time(site, folder / f"{number}", twins=twins))
    # Other programs make a run dearer, never cheaper, so the least is nearest to the truth.
    ratio = min(used[True]) / min(used[False])
    print(
        f"{options.answers} answers in {options.editions} editions: a cold build with Markdown "
        f"versions takes {ratio:.3f} of the processor time of one without (the least of "
        f"{options.runs} runs each)"
    )


def _processor_time(site: Path, output: Path, *, twins: bool) -> float:
    program = Path(sys.executable).with_name("helpgen")
    command = [f"{program}", "build", "--offline", "--config", f"{site}", "--output", f"{output}"]
    corpus.forget_articles(site)
    os.sync()  # what was written before isn't paid for here
    setting = f"site.markdown_twins={str(twins).lower()}"
    return take_time([[*command, "--set", setting]], folder=output.parent).processor


if __name__ == "__main__":
    main()
