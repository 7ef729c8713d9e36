"""What an operator decides about the endpoint, from options or environment variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from helpgen.errors import ConfigError, Problem, Severity

PREFIX = "HELPGEN_SEARCH_"
"""Beginning of the environment variables' names: `index` is HELPGEN_SEARCH_INDEX."""


class Settings(BaseModel):
    """How the endpoint behaves; the descriptions are those of the reference page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    index: Path = Field(
        default=Path("build/search"),
        description="Folder of the search indexes, as the build writes it.",
    )
    budget_ms: float = Field(
        default=150,
        ge=5,
        le=10_000,
        description="Milliseconds that a query may take; what was found until then is answered.",
    )
    concurrency: int = Field(
        default=64,
        ge=1,
        le=10_000,
        description="Queries that a worker holds at a time, waiting ones included; more get 503.",
    )
    rate_limit: int = Field(
        default=0,
        ge=0,
        le=1_000_000,
        description="Requests a minute for each client and worker; more get 429. 0: no limit.",
    )
    client_header: str = Field(
        default="",
        max_length=100,
        pattern=r"^[A-Za-z0-9-]*$",
        description=(
            "Header in which a proxy of yours tells the client's address, such as "
            "`X-Forwarded-For` (its last entry counts). Without it, the connection's address."
        ),
    )
    cache_seconds: int = Field(
        default=60,
        ge=0,
        le=31_536_000,
        description="How long browsers and caches may keep an answer without asking again.",
    )
    access_log: bool = Field(
        default=True,
        description="Log method, path, status and time of each request; never an address.",
    )
    access_log_queries: bool = Field(
        default=False, description="Log the query text and the other parameters too."
    )
    query_log: Path | None = Field(
        default=None,
        description="SQLite file that counts what is searched for; see `helpgen search report`.",
    )
    feedback: Path | None = Field(
        default=None,
        description=(
            "SQLite file that keeps what readers send to `/feedback`; see "
            "`helpgen report feedback`. Without it, none is taken."
        ),
    )
    feedback_rate_limit: int = Field(
        default=60,
        ge=0,
        le=1_000_000,
        description=(
            "Votes a minute for each client and worker; more get 429. 0: no limit. Behind a "
            "proxy, all clients are one until `client_header` tells them apart."
        ),
    )


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings of environment variables; an empty variable counts as not set.

    Raises:
        ConfigError: With every mistake, unknown variables of our prefix included.
    """
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and value
    }
    return _checked(given, lambda key: f"{PREFIX}{key.upper()}")


def settings_of(**options: Any) -> Settings:
    """The settings of options of the command line.

    Raises:
        ConfigError: With every mistake.
    """
    return _checked(options, lambda key: f"--{key.replace('_', '-')}")


def _checked(given: Mapping[str, Any], name: Callable[[str], str]) -> Settings:
    """The settings; `name` tells how a person wrote a key."""
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        known = ", ".join(name(key) for key in Settings.model_fields)
        raise ConfigError(_problem(mistake, name, known) for mistake in error.errors()) from error


def _problem(mistake: ErrorDetails, name: Callable[[str], str], known: str) -> Problem:
    where = name(str(mistake["loc"][0]))
    if mistake["type"] == "extra_forbidden":
        return Problem(where, "isn't a setting", f"known are {known}", Severity.ERROR, "setting")
    return Problem(where, mistake["msg"], "", Severity.ERROR, "setting")
