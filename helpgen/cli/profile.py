"""`helpgen build --profile`: where the time went, by stage and edition, template and answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from helpgen.cli.terminal import safe_console

if TYPE_CHECKING:
    from rich.table import Table

    from helpgen.jobs import BuildReport, EditionResult
    from helpgen.stopwatch import Stopwatch

_SHOWN = 10


def print_profile(report: BuildReport) -> None:
    """Show where the time of a build went.

    Args:
        report: How it ended.
    """
    console = safe_console()
    made = [(result, result.watch) for result in report.editions if result.watch]
    if made:
        console.print(_stages(made))
        console.print(_templates([watch for _, watch in made]))
        console.print(_answers(made))
    within = sum(result.seconds for result, _ in made)
    console.print(
        f"{len(made)} editions made, {len(report.editions) - len(made)} unchanged or failed; "
        f"editions took {within:.2f} s in all processes, the whole build {report.seconds:.2f} s"
    )


def profile_json(result: EditionResult) -> dict[str, Any] | None:
    """The same of one edition as JSON values, in seconds; None where nothing was made."""
    watch = result.watch
    if watch is None:
        return None
    return {
        "stages": {name: round(seconds, 4) for name, seconds in watch.stages.items()},
        "templates": {
            name: {"seconds": round(seconds, 4), "pages": watch.pages[name]}
            for name, seconds in watch.templates.items()
        },
        "slowest_answers": {name: round(seconds, 4) for name, seconds in watch.answers.items()},
    }


def _stages(made: Sequence[tuple[EditionResult, Stopwatch]]) -> Table:
    names = list(made[0][1].stages)
    table = _table(
        "Milliseconds by stage", "Edition", *(name.capitalize() for name in names), "All"
    )
    for result, watch in made:
        seconds = [watch.stages.get(name, 0.0) for name in names]
        table.add_row(str(result.edition), *map(_ms, seconds), _ms(result.seconds))
    sums = [sum(watch.stages.get(name, 0.0) for _, watch in made) for name in names]
    table.add_row("all", *map(_ms, sums), _ms(sum(r.seconds for r, _ in made)), style="bold")
    return table


def _templates(watches: Iterable[Stopwatch]) -> Table:
    seconds: dict[str, float] = {}
    pages = Counter[str]()
    for watch in watches:
        pages.update(watch.pages)
        for name, taken in watch.templates.items():
            seconds[name] = seconds.get(name, 0.0) + taken
    table = _table("Milliseconds by template", "Template", "Pages", "All", "Each")
    for name, taken in sorted(seconds.items(), key=lambda item: -item[1]):
        table.add_row(name, str(pages[name]), _ms(taken), f"{taken / pages[name] * 1000:.3f}")
    return table


def _answers(made: Iterable[tuple[EditionResult, Stopwatch]]) -> Table:
    rows = [(s, r.edition, id_) for r, watch in made for id_, s in watch.answers.items()]
    table = _table("Milliseconds of the answers that took longest to transform", "Answer", "Each")
    for seconds, edition, answer_id in sorted(rows, reverse=True)[:_SHOWN]:
        table.add_row(f"{edition} {answer_id}", f"{seconds * 1000:.2f}")
    return table


def _table(title: str, first: str, *numbers: str) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, pad_edge=False, title_style="bold")
    table.add_column(first, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"
