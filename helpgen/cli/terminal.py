"""The only way out: what commands print goes through here.

So no text steers a terminal, and no secret of the environment is printed, not even one that a
server sends back in an error.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from helpgen.cli.secrets import without_secrets
from helpgen.visible import json_visible, visible

if TYPE_CHECKING:
    from rich.console import Console


def tell(text: object = "", *, err: bool = False, nl: bool = True, **style: Any) -> None:
    """Print a text.

    Args:
        text: What steers a terminal is shown instead.
        err: To standard error.
        nl: Ends the line.
        style: Of typer's: `fg`, `bold`, `dim`. Without effect where nobody looks at a terminal,
            or with `NO_COLOR`.
    """
    shown = visible(without_secrets(str(text), os.environ))
    color = False if os.environ.get("NO_COLOR") else None
    typer.echo(typer.style(shown, **style) if style else shown, err=err, nl=nl, color=color)


def say(text: str, **style: Any) -> None:
    """Messages go to standard error, so that standard output is the summary alone."""
    tell(text, err=True, **style)


def tell_json(value: Any, indent: int = 1) -> None:
    """Print a value as one JSON document; what steers a terminal stands in it as an escape."""
    tell_document(json.dumps(value, ensure_ascii=False, indent=indent))


def tell_document(text: str) -> None:
    """Print a JSON document that exists already."""
    typer.echo(json_visible(without_secrets(text, os.environ)))


def tell_data(text: str) -> None:
    """Print what programs read: as it is into a file or a pipe, made visible on a terminal."""
    typer.echo(visible(text.replace("\r\n", "\n")) if sys.stdout.isatty() else text, nl=False)


def save_document(path: Path, text: str) -> None:
    """Write what a command would print to a file that a person names.

    Raises:
        PublishError: It can't be written.
    """
    from helpgen.errors import PublishError
    from helpgen.files import write_atomic

    data = without_secrets(text, os.environ).encode("utf-8", "backslashreplace")
    try:
        write_atomic(path, data)
    except OSError as error:
        raise PublishError(
            f"{path}: can't be written: {error.strerror or error}: name another file"
        ) from error


def safe_console(**options: Any) -> Console:
    """Rich's console, which shows what steers a terminal in strings, those in tables included."""
    from rich.console import Console
    from rich.text import Text

    class Safe(Console):
        def render_str(self, text: str, **how: Any) -> Text:
            return super().render_str(visible(without_secrets(text, os.environ)), **how)

    return Safe(highlight=False, markup=False, **options)


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines of a table whose first column stands left and whose numbers stand right.

    Args:
        rows: Cells, the heads first; as many in each.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *cells in rows:
        padded = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *padded]).rstrip()
