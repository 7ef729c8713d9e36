"""The key that signs search indexes in a store."""

from __future__ import annotations

import os


def index_key() -> str:
    """The key of the environment; empty if there's none.

    Raises:
        ConfigError: It's too short to be one.
    """
    from helpgen.deploy import KEY_VARIABLE, SHORTEST_KEY
    from helpgen.errors import ConfigError, Problem, Severity

    key = os.environ.get(KEY_VARIABLE, "")
    if key and len(key) < SHORTEST_KEY:
        what = f"has {len(key)} characters, and {SHORTEST_KEY} are needed"
        hint = "make one with: python -c 'import secrets; print(secrets.token_hex(32))'"
        raise ConfigError([Problem(KEY_VARIABLE, what, hint, Severity.ERROR, "config")])
    return key
