"""What a client is given besides its hosts: credentials and limits."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpgen.errors import ConfigError, Problem


@dataclass(frozen=True, slots=True)
class Credentials:
    """An agent's email and API token, for HTTP Basic on the private endpoints.

    The token stays out of `repr`, so that no log or traceback shows it.

    Raises:
        ConfigError: One of them is empty, holds blanks or control characters, or the user
            holds a colon, which HTTP Basic can't carry (RFC 7617, section 2).
    """

    user: str
    token: str = field(repr=False)

    def __post_init__(self) -> None:
        problems = [*_faults("user", self.user, ":"), *_faults("token", self.token, "")]
        if problems:
            raise ConfigError(problems)


def _faults(key: str, value: str, forbidden: str) -> list[Problem]:
    where = f"Gladly credentials: {key}"
    if not value:
        return [
            Problem(
                where,
                "is empty",
                "set GLADLY_API_USER and GLADLY_API_TOKEN to an agent's email and API token",
            )
        ]
    if any(char in forbidden or char.isspace() or not char.isprintable() for char in value):
        hint = "copy it again, without line break or quotes"
        return [Problem(where, "holds characters that it can't have", hint)]
    return []


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much one request may take.

    Attributes:
        connect: Seconds until the connection stands.
        read: Seconds without a byte from the server.
        total: Seconds until the body is complete, looked at whenever a part of it comes. Until
            the headers are complete only `read` counts: httpx can't be told more.
        max_bytes: Size of a response body after decompression. A full list is 1000 bodies
            of about 25,000 characters, of up to 4 bytes each.
    """

    connect: float = 10.0
    read: float = 30.0
    total: float = 120.0
    max_bytes: int = 128 * 1024 * 1024
