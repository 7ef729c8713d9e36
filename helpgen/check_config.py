"""`[checks]` and `[lint]` of site.toml: how much each rule matters, and what belongs to that."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from helpgen.brand_config import Model
from helpgen.config_values import CheckRule, LintRule


class CheckSettings(Model):
    """`[checks]`: what builds and `helpgen check` make of their findings."""

    severities: dict[CheckRule, Literal["error", "warning", "note", "off"]] = Field(
        default_factory=dict,
        description=(
            'Severity of a rule by its name, as `{ vague-link = "warning", poor-alt = "off" }`: '
            "see [rules](checks.md)."
        ),
        json_schema_extra={"keys": "rule"},
    )
    stale_after: int | None = Field(
        default=None,
        ge=1,
        le=36_500,
        description=(
            "Days after which an answer that wasn't changed is told as `stale-answer`. Without "
            "it, none is."
        ),
    )
    baseline: str = Field(
        default="checks-baseline.json",
        min_length=1,
        description=(
            "File of findings that are known and not told again, if it's there. "
            "`helpgen check --write-baseline` writes it; commit it."
        ),
    )
    unasked_urls: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description=(
            "Beginnings of addresses that `helpgen check --external` leaves alone, such as "
            "`https://www.example.com/account/`."
        ),
    )
    url_cache: str = Field(
        default="build/external.json",
        min_length=1,
        description="File that remembers what `helpgen check --external` was answered, and when.",
    )


class LintSettings(Model):
    """`[lint]`: what `helpgen answers lint` makes of its findings."""

    severities: dict[LintRule, Literal["error", "warning", "note", "off"]] = Field(
        default_factory=dict,
        description=(
            'Severity of a rule by its name, as `{ placeholder = "error", reading = "off" }`. '
            "Errors end the command with exit code 3."
        ),
        json_schema_extra={"keys": "rule"},
    )
