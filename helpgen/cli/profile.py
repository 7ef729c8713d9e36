"""`helpgen build --profile`: where the time went, by stage and edition, template and answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from helpgen.cli.terminal import aligned, tell

if TYPE_CHECKING:
    from helpgen.jobs import BuildReport, EditionResult
    from helpgen.stopwatch import Stopwatch

_SHOWN = 10


def print_profile(report: BuildReport) -> None:
    """Show where the time of a build went.

    Args:
        report: How it ended.
    """
    made = [(result, result.watch) for result in report.editions if result.watch]
    if made:
        _print("Milliseconds by stage", _stages(made))
        _print("Milliseconds by template", _templates([watch for _, watch in made]))
        _print("Milliseconds of the answers that took longest to transform", _answers(made))
    within = sum(result.seconds for result, _ in made)
    tell(
        f"{len(made)} editions made, {len(report.editions) - len(made)} unchanged or failed; "
        f"they took {within:.2f} s in all processes, the whole build {report.seconds:.2f} s"
    )


def _print(title: str, rows: Iterable[Sequence[str]]) -> None:
    tell(f"\n{title}")
    for line in aligned(list(rows)):
        tell(line)
    tell("")


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


def _stages(made: Sequence[tuple[EditionResult, Stopwatch]]) -> Iterator[Sequence[str]]:
    names = list(made[0][1].stages)
    yield ["Edition", *(name.capitalize() for name in names), "All"]
    for result, watch in made:
        seconds = [watch.stages.get(name, 0.0) for name in names]
        yield [str(result.edition), *map(_ms, seconds), _ms(result.seconds)]
    sums = [sum(watch.stages.get(name, 0.0) for _, watch in made) for name in names]
    yield ["all", *map(_ms, sums), _ms(sum(result.seconds for result, _ in made))]


def _templates(watches: Iterable[Stopwatch]) -> Iterator[Sequence[str]]:
    seconds: dict[str, float] = {}
    pages = Counter[str]()
    for watch in watches:
        pages.update(watch.pages)
        for name, taken in watch.templates.items():
            seconds[name] = seconds.get(name, 0.0) + taken
    yield ["Template", "Pages", "All", "Each"]
    for name, taken in sorted(seconds.items(), key=lambda item: -item[1]):
        yield [name, str(pages[name]), _ms(taken), f"{taken / pages[name] * 1000:.3f}"]


def _answers(made: Iterable[tuple[EditionResult, Stopwatch]]) -> Iterator[Sequence[str]]:
    rows = [(s, r.edition, id_) for r, watch in made for id_, s in watch.answers.items()]
    yield ["Answer", "Each"]
    for seconds, edition, answer_id in sorted(rows, reverse=True)[:_SHOWN]:
        yield [f"{edition} {answer_id}", f"{seconds * 1000:.2f}"]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"
