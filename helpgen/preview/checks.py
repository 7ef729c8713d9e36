"""A full build with all its checks, in a process of its own, after each change that lasts."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helpgen.errors import Problem, Severity

_BUILT = "build/preview"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the last full build has found.

    Attributes:
        state: In a sentence.
        problems: Its errors and problems.
    """

    state: str = "A full build with all checks has begun."
    problems: tuple[Problem, ...] = ()


class Checks:
    """Runs `helpgen build --offline` into a folder of the preview's own, one at a time.

    Args:
        config: site.toml.
        settings: Changes to it, from `--set`.
        slugs: Only these brands; all if there are none.
    """

    def __init__(self, config: Path, settings: Sequence[str], slugs: Sequence[str]) -> None:
        folder = built_folder(config)
        self._command = [
            *(sys.executable, "-m", "helpgen", "build", "--offline", "--json", "--jobs", "1"),
            "--forget-urls",
            *("--config", str(config.absolute()), "--output", str(folder / "sites")),
            *(part for setting in settings for part in ("--set", setting)),
            *("--set", f"search.index={folder / 'search'}"),
            *("--set", "site.keep_builds=0"),  # what nobody publishes is nothing to compare with
            *(part for slug in slugs for part in ("--brand", slug)),
        ]

    async def run(self, snapshots: Path | None = None) -> Checked:
        """Build, and tell what was found; a run that is cancelled ends its process.

        Args:
            snapshots: Where they are; None for what site.toml names.
        """
        pipe = asyncio.subprocess.PIPE
        other = ("--set", f"site.snapshots={snapshots}") if snapshots else ()
        process = await asyncio.create_subprocess_exec(
            # A group of its own: Ctrl-C is the preview's, which ends it.
            *(*self._command, *other),
            stdout=pipe,
            stderr=pipe,
            start_new_session=True,
        )
        try:
            out, err = await process.communicate()
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.send_signal(signal.SIGKILL)
                await process.wait()
        return _checked(out, err.decode("utf-8", "replace"))


def built_folder(config: Path) -> Path:
    """Where the preview's own builds are.

    Args:
        config: site.toml.
    """
    return config.absolute().parent / _BUILT


def _checked(out: bytes, err: str) -> Checked:
    try:
        told = json.loads(out)
    except ValueError:
        errors = [line.removeprefix("error: ") for line in err.splitlines() if line.strip()]
        return _found([_error(line) for line in errors])
    found = [
        Problem(p["where"], p["what"], p["hint"], Severity(p["severity"]), p["kind"])
        for p in told["problems"]
    ]
    return _found([*map(_error, told["errors"]), *found])


def _error(text: str) -> Problem:
    where, _, what = text.partition(": ")
    return Problem(where, what or text, "", Severity.ERROR, "build")


def _found(problems: Sequence[Problem]) -> Checked:
    if not problems:
        return Checked("The last full build found no problem.")
    counts = Counter(problem.severity.value for problem in problems)
    told = ", ".join(f"{count} {severity}" for severity, count in counts.items())
    return Checked(f"The last full build found: {told}.", tuple(problems))
