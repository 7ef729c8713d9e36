"""How time and memory grow: more answers in as many editions, and as many answers in more.

Everything is built cold, search included.

python -m benchmarks.growth
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from benchmarks import corpus
from benchmarks.measure import adopt_orphans, take_memory, take_time
from benchmarks.whole import helpgen_command


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--answers", type=int, nargs="+", default=[1_000, 10_000, 50_000])
    parser.add_argument("--editions", type=int, nargs="+", default=[1, 5, 10])
    parser.add_argument("--folder", type=Path, help="on the disk to measure; a temporary one")
    options = parser.parse_args()
    adopt_orphans()
    most = corpus.MOST_EDITIONS
    sizes = [(answers, most) for answers in options.answers]
    sizes += [(10_000, editions) for editions in options.editions]
    heads = ("wall", "processors", "peak", "a thousand")
    print(f"{'answers':>8}{'editions':>10}", *(f"{head:>11}" for head in heads))
    for answers, editions in sizes:
        with tempfile.TemporaryDirectory(prefix="benchmark-", dir=options.folder) as name:
            measure(Path(name), answers, editions)


def measure(folder: Path, answers: int, editions: int) -> None:
    """Build a made-up site twice: once for the time, once for the memory."""
    site = corpus.make_site(folder / "site", answers=answers, editions=editions)
    os.sync()
    took = take_time([helpgen_command(site, folder, "timed")], folder=folder)
    corpus.forget_articles(site)
    peak = take_memory([helpgen_command(site, folder, "weighed")], folder=folder)
    each = took.wall / answers * 1000
    print(
        f"{answers:>8}{editions:>10} {took.wall:>9.2f} s {took.processor:>9.2f} s"
        f" {peak / 1e6:>8.0f} MB {each:>9.2f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()
