"""`helpgen version`."""

from __future__ import annotations

import typer

import helpgen


def version() -> None:
    """Print the version."""
    typer.echo(helpgen.__version__)
