"""Templates of a chain of themes: the first that has a name wins, `!name` is the one it covers.

`{% extends "!base.html" %}` in a theme's own base.html extends that of the theme below it,
as in Sphinx.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, TemplateNotFound

_BELOW = "!"


class ChainLoader(BaseLoader):
    """Finds templates in folders, in order; the name `2!base.html` skips the first two."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._loaders = [FileSystemLoader(folder) for folder in folders]

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Text and file of a template.

        Raises:
            TemplateNotFound: No folder has it.
        """
        return self._found(environment, template)[1]

    def below(self, environment: Environment, name: str, covering: str) -> str:
        """The name of the template `name` of the themes that the one of `covering` extends."""
        return f"{self._found(environment, covering)[0] + 1}{_BELOW}{name}"

    def _found(
        self, environment: Environment, template: str
    ) -> tuple[int, tuple[str, str | None, Callable[[], bool] | None]]:
        skipped, mark, name = template.rpartition(_BELOW)
        start = int(skipped) if mark and skipped.isdecimal() else 0
        for index, loader in enumerate(self._loaders[start:], start):
            try:
                return index, loader.get_source(environment, name if mark else template)
            except TemplateNotFound:
                continue
        told = f"no theme that this one extends has {name}" if start else None
        raise TemplateNotFound(template, told)


class ChainEnvironment(Environment):
    """An environment whose templates are those of a chain of themes."""

    def join_path(self, template: str, parent: str) -> str:
        """The name that a template means by the name in it."""
        if template.startswith(_BELOW) and isinstance(self.loader, ChainLoader):
            return self.loader.below(self, template.removeprefix(_BELOW), parent)
        return template
