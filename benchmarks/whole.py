"""Everything that a finished site needs, search included: helpgen beside Hugo and Pagefind.

helpgen transforms, renders, checks, makes the page's index and Whoosh's, searches each answer
by its name, and publishes. Hugo gets bodies that are clean already, and Pagefind its pages.

python -m benchmarks.whole --runs 3
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from benchmarks import corpus, hugo
from benchmarks.measure import Usage, adopt_orphans, take_memory, take_time
from helpgen.config_file import load_site

HUGO_AT_ONCE = 2  # brands; quicker than one after another, and than all four


def main() -> None:
    """Print seconds of both, and their ratio, run by run and in the median."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole", description=__doc__)
    parser.add_argument("--answers", type=int, default=10_000)
    parser.add_argument("--editions", type=int, default=corpus.MOST_EDITIONS)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="on the disk to measure; a temporary one")
    options = parser.parse_args()
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="benchmark-", dir=options.folder) as name:
        folder = Path(name)
        site = corpus.make_site(folder / "site", answers=options.answers, editions=options.editions)
        hugo.make_hugo_sites(site, folder / "hugo")
        walls, processors = [], []
        for number in range(options.runs):
            ours, theirs = _run(folder, site, number)
            walls.append(ours.wall / theirs.wall)
            processors.append(ours.processor / theirs.processor)
        corpus.forget_articles(site)
        peak = take_memory([helpgen_command(site, folder, "weighed")], folder=folder)
    print(f"wall, helpgen ÷ Hugo and Pagefind: {_told(walls)}")
    print(f"processors, the same: {_told(processors)}")
    print(f"helpgen's peak memory: {peak / 1e6:.0f} MB")


def _run(folder: Path, site: Path, number: int) -> tuple[Usage, Usage]:
    corpus.forget_articles(site)
    os.sync()  # what others wrote isn't paid for here
    ours = take_time([helpgen_command(site, folder, str(number))], folder=folder)
    os.sync()
    output = folder / "out" / f"hugo-{number}"
    brands = [brand.slug for brand in load_site(site).brands]
    build = [hugo.hugo_command(folder / "hugo", slug, output / slug) for slug in brands]
    pages = take_time(build, folder=folder, at_once=HUGO_AT_ONCE)
    index = take_time([_pagefind(output / slug) for slug in brands], folder=folder)
    theirs = Usage(
        pages.wall + index.wall, pages.processor + index.processor, max(pages.others, index.others)
    )
    print(
        f"helpgen {ours.wall:.2f} s (processors {ours.processor:.2f}), "
        f"Hugo {pages.wall:.2f} ({pages.processor:.2f}) "
        f"and Pagefind {index.wall:.2f} ({index.processor:.2f}); "
        f"others used {max(ours.others, theirs.others):.0%}",
        flush=True,
    )
    return ours, theirs


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


def _told(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


if __name__ == "__main__":
    main()
