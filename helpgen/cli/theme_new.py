"""`helpgen theme new`."""

from __future__ import annotations

from typing import Annotated

import typer

from helpgen.cli.options import DEFAULT_CONFIG, Config
from helpgen.cli.terminal import tell


def new(
    slug: Annotated[str, typer.Argument(help="Name of the theme's folder.")],
    extends: Annotated[str, typer.Option(help="The theme that it changes.")] = "base",
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Start a new theme that builds at once; nothing that exists is overwritten."""
    from helpgen.config_file import load_site
    from helpgen.theme import find_theme
    from helpgen.theme_scaffold import new_theme

    themes = load_site(config).themes
    for path in new_theme(slug, themes, extends):
        tell(f"made {path}")
    tell(f"\nIt extends {find_theme(extends, themes)}: see there what can be changed.")
    tell(f'Now: set theme = "{slug}" for a brand in {config}, then helpgen build')
