"""Exit codes, the same for every command."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a script may rely on; docs/reference/commands.md lists them."""

    GOOD = 0
    FAILED = 1
    USAGE = 2
    PROBLEMS = 3
    CHANGED = 4
    INTERRUPTED = 130
