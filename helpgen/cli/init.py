"""`helpgen init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from helpgen.cli.terminal import tell


def init(
    folder: Annotated[Path, typer.Argument(help="Where the new site goes.")] = Path(),
    name: Annotated[str, typer.Option(help="The brand's name.")] = "Example",
) -> None:
    """Start a new site that builds at once; nothing that exists is overwritten."""
    from helpgen.scaffold import new_site

    for path in new_site(folder, name):
        tell(f"made {path}")
    tell(f"\nNow: cd {folder} && helpgen build" if folder != Path() else "\nNow: helpgen build")
