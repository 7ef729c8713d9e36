"""`helpgen theme override`."""

from __future__ import annotations

from typing import Annotated

import typer

from helpgen.cli.options import DEFAULT_CONFIG, Config
from helpgen.cli.terminal import tell


def override(
    theme: Annotated[str, typer.Argument(help="The theme that gets the copy.")],
    template: Annotated[
        str, typer.Argument(help="Path below templates/, such as partials/footer.html.")
    ],
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Copy a template of the theme that a theme extends into it, to be changed there.

    The copy remembers its original, so that 'helpgen theme check' tells when that changes.
    """
    from helpgen.config_file import load_site
    from helpgen.overrides import copy_template
    from helpgen.theme import load_theme

    made = copy_template(load_theme(theme, load_site(config).themes), template)
    tell(f"made {made}")
