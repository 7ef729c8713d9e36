"""`helpgen answers …`: answers as files, compared with Gladly and published."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cached_property
from typing import Any

import typer
from typer.core import TyperGroup


class _AnswersGroup(TyperGroup):
    """Loads its commands when one is asked for: every other command would wait for them."""

    @cached_property
    def _loaded(self) -> MutableMapping[str, Any]:
        from helpgen.cli.answers_commands import app

        found: Any = typer.main.get_command(app)
        commands: MutableMapping[str, Any] = found.commands
        return commands

    @property
    def commands(self) -> MutableMapping[str, Any]:
        """The commands by name."""
        return self._loaded

    @commands.setter
    def commands(self, _given: MutableMapping[str, Any]) -> None:
        """What typer collected: nothing."""


answers = typer.Typer(
    cls=_AnswersGroup,
    help="Keep answers as files, see what will change in Gladly, and publish it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
