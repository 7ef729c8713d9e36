"""How time and memory grow: more answers in as many editions, and as many answers in more.

Everything is built cold, search included. All sizes take turns, so that a ratio compares builds
that had the same company; what memory a build needs is seen in one more of its own.

python -m benchmarks.growth
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from benchmarks import corpus, tables
from benchmarks.measure import Usage, adopt_orphans, take_memory, take_time
from benchmarks.options import parser_of
from benchmarks.whole import helpgen_command

_AT_A_FIXED_NUMBER = 10_000


@dataclass(slots=True)
class Size:
    """A site of one size, and what its builds took.

    Attributes:
        answers: In all editions together.
        editions: How many.
        usages: Of each run.
        peak: Bytes of memory.
    """

    answers: int
    editions: int
    usages: list[Usage] = field(default_factory=list)
    peak: int = 0

    @property
    def walls(self) -> list[float]:
        """Seconds of each run."""
        return [usage.wall for usage in self.usages]


def main() -> None:
    """Measure, print a table, and write it into the page of the docs."""
    parser = parser_of("growth", __doc__)
    parser.add_argument("--answers", type=int, nargs="+", default=[1_000, 10_000, 50_000])
    parser.add_argument("--editions", type=int, nargs="+", default=[1, 5, 10])
    parser.add_argument(
        "--fixed", type=int, default=_AT_A_FIXED_NUMBER, help="answers where editions grow"
    )
    options = parser.parse_args()
    adopt_orphans()
    sizes = [Size(answers, corpus.MOST_EDITIONS) for answers in sorted(options.answers)]
    sizes += [Size(options.fixed, editions) for editions in options.editions]
    with tempfile.TemporaryDirectory(prefix="benchmark-", dir=options.folder) as name:
        measure(Path(name), sizes, options.runs)
    tables.publish("growth", report(sizes), print_only=options.print_only)


def measure(folder: Path, sizes: Sequence[Size], runs: int) -> None:
    """Build made-up sites of all sizes: so often for the time, once more for the memory.

    Args:
        folder: Where everything is written; nothing in it is deleted.
        sizes: They get what it took.
        runs: How often each is built for the time.
    """
    sites = {}
    for place, size in enumerate(sizes):
        tables.say(f"making {size.answers} answers in {size.editions} editions")
        own = folder / f"{place}"
        sites[own] = corpus.make_site(own / "site", answers=size.answers, editions=size.editions)
    for number in range(runs):
        for (own, site), size in zip(sites.items(), sizes, strict=True):
            size.usages.append(_timed(own, site, number))
            tables.say(f"{size.answers} in {size.editions}: {size.walls[-1]:.2f} s")
    for (own, site), size in zip(sites.items(), sizes, strict=True):
        corpus.forget_articles(site)
        size.peak = take_memory([helpgen_command(site, own, "weighed")], folder=own)


def _timed(folder: Path, site: Path, number: int) -> Usage:
    corpus.forget_articles(site)
    os.sync()  # what others wrote isn't paid for here
    return take_time([helpgen_command(site, folder, f"{number}")], folder=folder)


def report(sizes: Sequence[Size]) -> str:
    """The results in Markdown: a row for each size, and how each is to the one before.

    Args:
        sizes: Those of `MOST_EDITIONS` first, from small to large.
    """
    return "\n".join(_report(sizes))


def _report(sizes: Sequence[Size]) -> Iterator[str]:
    yield (
        f"{tables.today()}: {tables.helpgen_version()}; {tables.machine()}. "
        f"{tables.median_of(len(sizes[0].usages))}"
    )
    yield ""
    yield "| answers | editions | wall | processors | peak memory | wall for a thousand |"
    yield "|--:|--:|--:|--:|--:|--:|"
    for size in sizes:
        yield _row(size)
    yield ""
    growing = [size for size in sizes if size.editions == corpus.MOST_EDITIONS]
    for smaller, larger in pairwise(growing):
        yield _ratio(smaller, larger)
    yield tables.others_used(usage for size in sizes for usage in size.usages)


def _row(size: Size) -> str:
    walls, processors = size.walls, [usage.processor for usage in size.usages]
    each = [wall * 1000 / size.answers for wall in walls]
    return (
        f"| {size.answers:,} | {size.editions} | {tables.seconds(walls)} "
        f"| {tables.seconds(processors)} | {tables.megabytes(size.peak)} | {tables.seconds(each)} |"
    )


def _ratio(smaller: Size, larger: Size) -> str:
    return (
        f"- {larger.answers:,} ÷ {smaller.answers:,} answers: "
        f"{tables.ratio(larger.walls, smaller.walls)} of the time for "
        f"{larger.answers / smaller.answers:.3g} times as many, peak memory "
        f"{tables.megabytes(larger.peak)} instead of {tables.megabytes(smaller.peak)}."
    )


if __name__ == "__main__":
    main()
