"""Options that benchmarks with a place in the docs have in common."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.corpus import MOST_EDITIONS
from benchmarks.tables import PAGE


def parser_of(name: str, description: str | None, *, runs: int = 3) -> argparse.ArgumentParser:
    """A parser with `--runs`, `--folder` and `--print-only`.

    Args:
        name: Of the module.
        description: What it does.
        runs: How many there are if nothing is said.
    """
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}", description=description)
    parser.add_argument("--runs", type=int, default=runs, help="how often everything is measured")
    parser.add_argument("--folder", type=Path, help="on the disk to measure; a temporary one")
    parser.add_argument(
        "--print-only", action="store_true", help=f"don't write {PAGE.name} of the docs"
    )
    return parser


def add_size(parser: argparse.ArgumentParser, *, answers: int, editions: int) -> None:
    """Add `--answers` and `--editions`.

    Args:
        parser: Gets them.
        answers: How many there are if nothing is said.
        editions: The same.
    """
    parser.add_argument("--answers", type=int, default=answers, help="in all editions together")
    parser.add_argument(
        "--editions",
        type=int,
        default=editions,
        choices=range(1, MOST_EDITIONS + 1),
        metavar=f"1…{MOST_EDITIONS}",
        help="brands times languages, five languages to a brand",
    )
