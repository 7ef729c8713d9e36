"""Secrets of the environment, taken out of what is printed.

No message of helpgen's holds one. But a server or a proxy may send back what it was sent, and an
error quotes what a server says.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from urllib.parse import quote

SECRETS = (
    *("GLADLY_API_TOKEN", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"),
    *("HELPGEN_INDEX_KEY", "RSYNC_PASSWORD"),
)
"""Variables that hold one."""
_USER, _TOKEN = "GLADLY_API_USER", "GLADLY_API_TOKEN"
_SHORTEST = 6  # characters; shorter ones would be found in every word


def without_secrets(text: str, environment: Mapping[str, str]) -> str:
    """The text with `[secret]` for each secret: plain, percent-encoded, or as HTTP Basic has it."""
    for name in SECRETS:
        if len(environment.get(name, "")) >= _SHORTEST:
            for form in _forms(name, environment):
                text = text.replace(form, "[secret]")
    return text


def _forms(name: str, environment: Mapping[str, str]) -> Iterator[str]:
    value = environment[name]
    if name == _TOKEN and (user := environment.get(_USER)):
        yield _base64(f"{user}:{value}")
    yield from dict.fromkeys((value, quote(value, safe=""), quote(value), _base64(value)))


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode().rstrip("=")
