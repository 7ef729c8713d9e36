"""What `helpgen deploy` shows: progress on a terminal, lines, one JSON document for machines."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from helpgen.cli.exits import Exit
from helpgen.cli.report import progress_bar
from helpgen.cli.terminal import say, tell, tell_data, tell_json
from helpgen.config import Brand
from helpgen.deploy import Deployed, Outcome
from helpgen.errors import DeployError
from helpgen.files import write_atomic

_SHOWN = 25
OnProgress = Callable[[int, int], None]


class PurgeList:
    """The addresses that a CDN is to forget, in a file or on standard output.

    Args:
        name: Of the file; `-` prints them, and nothing is kept if it's empty.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._urls: list[str] = []

    def take(self, urls: Sequence[str]) -> None:
        """Add a brand's addresses.

        Raises:
            DeployError: The file can't be written.
        """
        self._urls += urls
        text = "".join(f"{url}\n" for url in self._urls)
        if self._name == "-":
            tell_data("".join(f"{url}\n" for url in urls))
        elif self._name:
            try:
                write_atomic(Path(self._name), text.encode())
            except OSError as error:
                raise DeployError(
                    f"{self._name}: can't be written: {error.strerror}: the next deploy tells "
                    "these addresses again"
                ) from error


@contextlib.contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[Brand], OnProgress]]:
    """Show a bar for each brand on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _brand: lambda _done, _total: None
        return
    with progress_bar() as bar:

        def of(brand: Brand) -> OnProgress:
            task = bar.add_task(f"Deploying {brand.slug}", total=None)

            def advance(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)
                bar.refresh()

            return advance

        yield of


def show(outcomes: Sequence[Outcome], *, dry_run: bool, verbose: bool, to_stderr: bool) -> None:
    """Print what was done, a line for each brand, and what a dry run would do in full."""
    for outcome in outcomes:
        if (done := outcome.deployed) is not None:
            if dry_run or verbose:
                _paths(done, None if verbose else _SHOWN, err=to_stderr)
            tell(_line(done, dry_run=dry_run), err=to_stderr)
    for outcome in outcomes:
        if outcome.error:
            say(f"error: {outcome.error}", fg="red", bold=True)


def show_json(outcomes: Sequence[Outcome], *, dry_run: bool) -> None:
    """Print one document."""
    document = {"dry_run": dry_run, "brands": [_json(outcome) for outcome in outcomes]}
    tell_json(document)


def exit_of(outcomes: Sequence[Outcome], *, tell_change: bool) -> Exit:
    """How the process should end."""
    if any(outcome.error for outcome in outcomes):
        return Exit.FAILED
    found = [outcome.deployed for outcome in outcomes if outcome.deployed]
    changed = any(done.sent or done.deleted or done.touched for done in found)
    return Exit.CHANGED if tell_change and changed else Exit.GOOD


def _paths(done: Deployed, shown: int | None, *, err: bool) -> None:
    lines = [f"  send {path}" for path in done.sent]
    lines += [f"  delete {path}" for path in done.deleted]
    for line in lines[:shown]:
        tell(line, err=err)
    if shown is not None and len(lines) > shown:
        tell(f"  … and {len(lines) - shown} more (see all with --verbose)", err=err)


def _line(done: Deployed, *, dry_run: bool) -> str:
    would = "would be " if dry_run else ""
    return (
        f"{done.owner} to {done.place}: {len(done.sent)} files {would}sent, "
        f"{len(done.deleted)} {would}deleted, {done.unchanged} unchanged, {done.seconds:.2f} s"
    )


def _json(outcome: Outcome) -> dict[str, Any]:
    done = outcome.deployed
    if done is None:
        return {"brand": outcome.brand, "error": outcome.error}
    return {
        "brand": done.owner,
        "place": done.place,
        "sent": done.sent,
        "deleted": done.deleted,
        "unchanged": done.unchanged,
        "seconds": round(done.seconds, 3),
        "error": "",
    }
