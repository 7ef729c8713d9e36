"""`helpgen` and `python -m helpgen`."""

from __future__ import annotations

import gc

_OBJECTS_BETWEEN_COLLECTIONS = 200_000
"""Starting makes many objects and no garbage: looking for some took a tenth of a short run."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)  # before the imports, which make most objects
    from helpgen.cli import main as run  # noqa: PLC0415 - as said

    run()


if __name__ == "__main__":
    main()
