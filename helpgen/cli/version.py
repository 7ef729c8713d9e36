"""`helpgen version`."""

from __future__ import annotations

import helpgen
from helpgen.cli.terminal import tell


def version() -> None:
    """Print the version."""
    tell(helpgen.__version__)
