"""Everything that a finished site needs, search included: helpgen beside Hugo and Pagefind.

helpgen transforms, renders, checks, makes the page's index and Whoosh's, searches each answer
by its name, and publishes. Hugo gets bodies that are clean already, and Pagefind its pages.

python -m benchmarks.whole --runs 3
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path

from benchmarks import corpus, hugo, tables
from benchmarks.measure import Usage, adopt_orphans, take_memory, take_time
from benchmarks.options import add_size, parser_of
from helpgen.config_file import load_site

HUGO_AT_ONCE = 2  # brands; quicker than one after another, and than all four


@dataclass(frozen=True, slots=True)
class Run:
    """One cold build with search by each side."""

    ours: Usage
    pages: Usage
    index: Usage

    @property
    def theirs(self) -> Usage:
        """Hugo and Pagefind together."""
        wall = self.pages.wall + self.index.wall
        processor = self.pages.processor + self.index.processor
        return Usage(wall, processor, max(self.pages.others, self.index.others))


@dataclass(frozen=True, slots=True)
class Peaks:
    """Bytes of memory that each program needed at most."""

    ours: int
    pages: int
    index: int


def main() -> None:
    """Measure, print a table, and write it into the page of the docs."""
    parser = parser_of("whole", __doc__)
    add_size(parser, answers=10_000, editions=corpus.MOST_EDITIONS)
    options = parser.parse_args()
    adopt_orphans()
    size = f"{options.answers:,} answers in {options.editions} editions"
    with tempfile.TemporaryDirectory(prefix="benchmark-", dir=options.folder) as name:
        folder = Path(name)
        tables.say(f"making {size}, for Hugo too")
        site = corpus.make_site(folder / "site", answers=options.answers, editions=options.editions)
        hugo.make_hugo_sites(site, folder / "hugo")
        runs = [_run(folder, site, number) for number in range(options.runs)]
        peaks = _weigh(folder, site)
    tables.publish("whole", report(size, runs, peaks), print_only=options.print_only)


def report(size: str, runs: Sequence[Run], peaks: Peaks) -> str:
    """The results in Markdown.

    Args:
        size: Of the site, in words.
        runs: What each took.
        peaks: What memory each side needed.
    """
    return "\n".join(_report(size, runs, peaks))


def _report(size: str, runs: Sequence[Run], peaks: Peaks) -> Iterator[str]:
    yield (
        f"{tables.today()}: {size}. {tables.helpgen_version()}, Hugo {version('hugo')}, Pagefind "
        f"{version('pagefind')}; {tables.machine()}. {tables.median_of(len(runs))}"
    )
    yield ""
    yield "| | helpgen | Hugo | Pagefind | helpgen ÷ both |"
    yield "|---|--:|--:|--:|--:|"
    for name, measure in tables.MEASURES.items():
        ours, pages, index, theirs = (
            [measure(usage) for usage in column]
            for column in zip(*((r.ours, r.pages, r.index, r.theirs) for r in runs), strict=True)
        )
        cells = " | ".join(tables.seconds(values) for values in (ours, pages, index))
        yield f"| {name} | {cells} | {tables.ratio(ours, theirs)} |"
    weights = (peaks.ours, peaks.pages, peaks.index)
    cells = " | ".join(tables.megabytes(peak) for peak in weights)
    yield f"| peak memory | {cells} | {peaks.ours / max(peaks.pages, peaks.index):.2f} |"
    yield ""
    yield tables.others_used(usage for run in runs for usage in (run.ours, run.pages, run.index))


def _run(folder: Path, site: Path, number: int) -> Run:
    corpus.forget_articles(site)
    ours_first = number % 2 == 0
    if not ours_first:
        pages, index = _theirs(folder, site, f"{number}")
    os.sync()  # what others wrote isn't paid for here
    ours = take_time([helpgen_command(site, folder, f"{number}")], folder=folder)
    if ours_first:
        pages, index = _theirs(folder, site, f"{number}")
    tables.say(
        f"helpgen {ours.wall:.2f} s (processors {ours.processor:.2f}), "
        f"Hugo {pages.wall:.2f} ({pages.processor:.2f}) "
        f"and Pagefind {index.wall:.2f} ({index.processor:.2f})"
    )
    return Run(ours, pages, index)


def _theirs(folder: Path, site: Path, name: str) -> tuple[Usage, Usage]:
    build, index = _their_commands(folder, site, name)
    os.sync()
    pages = take_time(build, folder=folder, at_once=HUGO_AT_ONCE)
    return pages, take_time(index, folder=folder)


def _weigh(folder: Path, site: Path) -> Peaks:
    corpus.forget_articles(site)
    build, index = _their_commands(folder, site, "weighed")
    return Peaks(
        take_memory([helpgen_command(site, folder, "weighed")], folder=folder),
        take_memory(build, folder=folder),
        take_memory(index, folder=folder),
    )


def _their_commands(folder: Path, site: Path, name: str) -> tuple[list[list[str]], list[list[str]]]:
    """What Hugo has to do, and what Pagefind has to."""
    output = folder / "out" / f"hugo-{name}"
    brands = [brand.slug for brand in load_site(site).brands]
    build = [hugo.hugo_command(folder / "hugo", slug, output / slug) for slug in brands]
    return build, [_pagefind(output / slug) for slug in brands]


def helpgen_command(site: Path, folder: Path, name: str) -> list[str]:
    """How a site is built cold with search, into folders of that name."""
    program = Path(sys.executable).with_name("helpgen")
    output = folder / "out" / f"helpgen-{name}"
    settings = ("search.enabled=true", f"search.index={folder / 'indexes' / name}")
    options = [part for setting in settings for part in ("--set", setting)]
    command = ["build", "--offline", "--config", f"{site}", "--output", f"{output}"]
    return [f"{program}", *command, *options]


def _pagefind(pages: Path) -> list[str]:
    with as_file(files("pagefind_bin") / "pagefind") as program:
        return [f"{program}", "--site", f"{pages}", "--silent"]


if __name__ == "__main__":
    main()
