"""Groups of commands that are imported when one of them is asked for: a build needs none."""

from __future__ import annotations

from collections.abc import MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup


def lazy_group(module: str, about: str) -> typer.Typer:
    """A group that stands for the one in a module, which isn't imported yet.

    Args:
        module: Dotted name; the group in it is called `group`.
        about: What the group is for, in one sentence.
    """

    class Lazy(TyperGroup):
        _found: MutableMapping[str, Any] | None = None

        @property
        def commands(self) -> MutableMapping[str, Any]:
            if self._found is None:
                self._found = typer.main.get_group(import_module(module).group).commands
            return self._found

        @commands.setter
        def commands(self, _: object) -> None:
            """Typer sets what it knows of: nothing."""

    return typer.Typer(cls=Lazy, help=about, no_args_is_help=True, rich_markup_mode=None)
