"""What the commands of `helpgen answers` share: ids as arguments, options, progress."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from helpgen.cli.terminal import safe_console, tell

if TYPE_CHECKING:
    from helpgen.answers.changes import Change
    from helpgen.answers.operations import Request
    from helpgen.answers.plan import Decision
    from helpgen.errors import Problem


class Take(StrEnum):
    """Whose side is taken where both changed."""

    LOCAL = "local"
    REMOTE = "remote"


Chosen = Annotated[
    list[str] | None,
    typer.Argument(metavar="ANSWER", help="Ids or folder names; all by default."),
]
One = Annotated[str, typer.Argument(metavar="ANSWER", help="Its id or folder name.")]
TakeOption = Annotated[
    Take | None,
    typer.Option("--take", help="Whose side is taken where both changed: local or remote."),
]
Prune = Annotated[
    bool, typer.Option("--prune", help="Delete, too, what the other side no longer has.")
]


class AnswersCommand(TyperCommand):
    """Takes ids that start with `-` for what they are: ids."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put what is no option of this command behind `--`."""
        takes_value = {
            name: not getattr(option, "is_flag", False)
            for option in self.params
            for name in (*option.opts, *option.secondary_opts)
            if option.param_type_name == "option"
        }
        options, rest, waiting = [], [], list(args)
        while waiting:
            token = waiting.pop(0)
            if token == "--":  # noqa: S105 - no password
                rest += waiting
                break
            if token in takes_value:
                options.append(token)
                options += [waiting.pop(0)] if takes_value[token] and waiting else []
            elif token.startswith("--"):
                options.append(token)
            else:
                rest.append(token)
        return super().parse_args(ctx, [*options, "--", *rest] if rest else options)


class PlanCommand(AnswersCommand):
    """Wrong usage ends with 1, since 2 says that there are changes."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As its base class, with another exit code."""
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            if hasattr(error, "exit_code") and error.exit_code:
                error.exit_code = 1
            raise


def request(chosen: list[str] | None, take: Take | None, *, prune: bool) -> Request:
    """What was asked for, as helpgen.answers takes it."""
    from helpgen.answers.operations import Request

    return Request(tuple(chosen or ()), decision(take), prune)


def decision(take: Take | None) -> Decision | None:
    """Whose side is taken."""
    from helpgen.answers.plan import Decision

    if take is None:
        return None
    return Decision("local" if take is Take.LOCAL else "remote")


@contextlib.contextmanager
def progress(name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing elsewhere; takes what is done and how much there is."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=safe_console(stderr=True), transient=True) as bar:
        task = bar.add_task(name)
        yield lambda done, every: bar.update(task, completed=done, total=every)


def tell_problems(problems: tuple[Problem, ...]) -> None:
    """Print problems to standard error."""
    for problem in problems:
        tell(f"{problem.severity.value}: {problem}", err=True)


def place_of(change: Change) -> str:
    """What a change is about, for people: `update en-us`, `description`."""
    part = change.language or ("" if change.part == "answer" else change.part)
    return change.kind.value if part in {"", change.kind.value} else f"{change.kind.value} {part}"
