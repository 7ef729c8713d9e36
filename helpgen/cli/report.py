"""What a run shows: progress on a terminal, plain lines in CI, one JSON document for machines."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpgen.cli.exits import Exit
from helpgen.cli.profile import print_profile, profile_json
from helpgen.cli.terminal import aligned, safe_console, say, tell, tell_json
from helpgen.errors import Problem, Severity
from helpgen.findings.finding import Finding
from helpgen.findings.judge import Judged, judge
from helpgen.findings.text import lines

if TYPE_CHECKING:  # a build from snapshots needs no HTTP client, and CI no bar
    from rich.progress import Progress

    from helpgen.config import Brand, Site
    from helpgen.fetch import FetchOutcome
    from helpgen.jobs import BuildReport, EditionResult
    from helpgen.mirror import MirrorOutcome

_STYLE: dict[Severity, dict[str, Any]] = {
    Severity.ERROR: {"fg": "red", "bold": True},
    Severity.WARNING: {"fg": "yellow"},
    Severity.NOTE: {"dim": True},
}
_COLUMNS = ("Edition", "Answers", "Written", "Unchanged", "Removed", "Problems", "Time")


class Reporter:
    """Tells a person or a machine how fetch and build went.

    Args:
        site: Says how much a rule matters.
        as_json: Print one JSON document at the end and nothing else to standard output.
        verbose: Show every problem instead of the first ones and counts.
        profile: Tell where the time went, too.
    """

    def __init__(self, site: Site, *, as_json: bool, verbose: bool, profile: bool = False) -> None:
        self._site = site
        self._profile = profile
        self._as_json = as_json
        self._verbose = verbose
        self._problems: list[Problem] = []
        self._errors: list[str] = []
        self._outcomes: Sequence[FetchOutcome] = ()
        self._report: BuildReport | None = None

    def fetching(
        self, brands: Iterable[Brand]
    ) -> contextlib.AbstractContextManager[Callable[[FetchOutcome], None]]:
        """Show the progress of a fetch; the callback takes each edition's outcome."""
        return self._progress("Fetching", brands, _fetched_line)

    def building(
        self, brands: Iterable[Brand]
    ) -> contextlib.AbstractContextManager[Callable[[EditionResult], None]]:
        """Show the progress of a build; the callback takes each edition's result."""
        return self._progress("Building", brands, _built_line)

    def checking(
        self, brands: Iterable[Brand]
    ) -> contextlib.AbstractContextManager[Callable[[EditionResult], None]]:
        """Show the progress of a check; the callback takes each edition's result."""
        return self._progress("Checking", brands, _checked_line)

    def mirroring(self) -> contextlib.AbstractContextManager[Callable[[int, int], None]]:
        """Show the progress of fetching pictures; the callback takes how many of how many."""
        return counting("Fetching pictures", quiet=self._as_json)

    def waiting(self) -> None:
        """Say that another build holds the output folder."""
        say("another build is writing to the output folder: waiting for its end")

    @contextlib.contextmanager
    def _progress(
        self, name: str, brands: Iterable[Brand], line: Callable[[Any], str]
    ) -> Iterator[Callable[[Any], None]]:
        total = sum(len(brand.languages) for brand in brands)
        if self._as_json or not sys.stderr.isatty():
            yield lambda done: None if self._as_json else say(line(done))
            return
        with progress_bar() as bar:
            task = bar.add_task(name, total=total)

            def advance(done: Any) -> None:
                bar.update(task, advance=1, description=f"{name} {done.edition}")
                bar.refresh()

            bar.refresh()
            yield advance

    def fetched(self, outcomes: Sequence[FetchOutcome]) -> None:
        """Take in the outcomes of a fetch."""
        self._outcomes = outcomes
        self._errors += [outcome.error for outcome in outcomes if outcome.error]
        self._problems += [problem for outcome in outcomes for problem in outcome.problems]

    def mirrored(self, outcome: MirrorOutcome) -> None:
        """Take in the outcome of fetching pictures."""
        self._errors += outcome.errors
        self._problems += outcome.problems
        if not self._as_json:
            say(f"fetch pictures: {outcome.pictures} at hand")

    def built(self, report: BuildReport, output: Path) -> None:
        """Take in the report of a build, and print its summary."""
        self._report = report
        self._errors += [*(r.error for r in report.editions if r.error), *report.errors]
        self._problems += report.found()
        if not self._as_json:
            _print_summary(report, output)
            if self._profile:
                print_profile(report)

    def finish(self, *, strict: bool, tell_change: bool = False) -> Exit:
        """Show errors and problems, and say how the process should end."""
        judged = judge(self._site, self._problems)
        if self._as_json:
            tell_json(self._document(judged))
        else:
            show(judged, everything=self._verbose)
            for error in self._errors:
                say(f"error: {error}", **_STYLE[Severity.ERROR])
        if self._errors:
            return Exit.FAILED
        if strict and judged.fails(strict=True):
            return Exit.PROBLEMS
        return Exit.CHANGED if tell_change and self._is_changed() else Exit.GOOD

    def _is_changed(self) -> bool:
        """Whether the build wrote or deleted anything."""
        report = self._report
        return report is not None and bool(
            report.other_written or report.removed or any(r.written for r in report.editions)
        )

    def _document(self, judged: Judged) -> dict[str, Any]:
        return {
            "fetch": [_outcome_json(outcome) for outcome in self._outcomes],
            "build": _report_json(self._report, self._profile) if self._report else None,
            "problems": [_problem_json(one) for one in judged.new],
            "known": judged.known,
            "errors": self._errors,
        }


@contextlib.contextmanager
def counting(name: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Show progress on a terminal; the callback takes how many of how many.

    Args:
        name: What is going on.
        quiet: Show nothing.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with progress_bar() as bar:
        task = bar.add_task(name, total=None)

        def advance(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)
            bar.refresh()

        yield advance


def show(judged: Judged, *, everything: bool) -> None:
    """Print findings for a person.

    Args:
        judged: What was found.
        everything: Show each, however many there are.
    """
    for text, severity in lines(judged, everything=everything):
        say(text, **(_STYLE[severity] if severity else {}))


def _problem_json(one: Finding) -> dict[str, str]:
    return {
        "severity": one.severity.value,
        "kind": one.rule,
        "where": one.where,
        "what": one.what,
        "hint": one.hint,
    }


def progress_bar() -> Progress:
    """A bar drawn only when something is done: no thread of its own beside worker processes."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = safe_console(stderr=True)
    return Progress(*columns, console=console, auto_refresh=False, transient=True)


def _fetched_line(outcome: FetchOutcome) -> str:
    if outcome.error:
        return f"fetch {outcome.edition}: failed"
    state = "changed" if outcome.changed else "unchanged"
    return f"fetch {outcome.edition}: {outcome.answers} answers, {state}"


def _built_line(result: EditionResult) -> str:
    if result.error:
        return f"build {result.edition}: failed"
    return f"build {result.edition}: {result.written} written, {result.unchanged} unchanged"


def _checked_line(result: EditionResult) -> str:
    if result.error:
        return f"check {result.edition}: failed"
    return f"check {result.edition}: {result.answers} answers"


def _print_summary(report: BuildReport, output: Path) -> None:
    for line in aligned([_COLUMNS, *map(_row, report.editions)]):
        tell(line)
    written = sum(result.written for result in report.editions) + report.other_written
    done = "incomplete" if report.failed else "complete"
    tell(
        f"{output}: {done}, {written} files written, {report.removed} removed, "
        f"{report.seconds:.2f} s"
    )


def _row(result: EditionResult) -> tuple[str, ...]:
    numbers = (result.answers, result.written, result.unchanged, len(result.removed))
    counts = [*map(str, numbers), str(len(result.problems))]
    cells = ["failed", "", "", "", ""] if result.error else counts
    return (str(result.edition), *cells, f"{result.seconds:.2f} s")


def _outcome_json(outcome: FetchOutcome) -> dict[str, Any]:
    return {
        "edition": str(outcome.edition),
        "answers": outcome.answers,
        "changed": outcome.changed,
        "error": outcome.error,
    }


def _report_json(report: BuildReport, profile: bool) -> dict[str, Any]:  # noqa: FBT001 - private
    return {
        "editions": [
            {
                "edition": str(result.edition),
                "answers": result.answers,
                "written": result.written,
                "unchanged": result.unchanged,
                "removed": len(result.removed),
                "problems": len(result.problems),
                "seconds": round(result.seconds, 3),
                "error": result.error,
                **({"profile": profile_json(result)} if profile else {}),
            }
            for result in report.editions
        ],
        "other_written": report.other_written,
        "removed": report.removed,
        "seconds": round(report.seconds, 3),
    }
