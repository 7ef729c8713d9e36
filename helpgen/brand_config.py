"""`[[brands]]` of site.toml -> Brand: its address, languages, what its pages show and may load."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from helpgen.config_values import (
    RESERVED_SLUGS,
    ActionUrl,
    Id,
    Language,
    PolicyDirective,
    PolicySource,
    SiteUrl,
    Slug,
    WebUrl,
    distinct,
    mistake,
    once,
)


class Model(BaseModel):
    """A table of site.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SectionSettings(Model):
    """`[[brands.sections]]`: a section where there's no help center in Gladly."""

    header: str = Field(min_length=1, description="The section's name on the page.")
    answers: tuple[Id, ...] = Field(strict=False, description="Answer ids in display order.")


class Brand(Model):
    """`[[brands]]`: one help center site, tied to one Gladly audience."""

    slug: Slug = Field(description="Short name in paths: lower-case letters, digits, hyphens.")
    name: str = Field(min_length=1, description="Name as customers read it.")
    audience_id: Id | None = Field(
        default=None,
        description="Gladly's audience whose answers these are; without it, all answers.",
    )
    base_url: SiteUrl = Field(description="Public address of the site, with a path if it has one.")
    theme: str = Field(
        default="base",
        pattern=r"^[A-Za-z0-9_-]+$",
        max_length=64,
        description="Name of a theme: a folder under `themes/`, or `base`.",
    )
    languages: Annotated[tuple[Language, ...], AfterValidator(distinct)] = Field(
        strict=False,
        description="Gladly's language codes; the first is the default.",
    )
    fallback: Literal["none", "default"] = Field(
        default="none",
        description=(
            "What a language shows of an answer without translation: `none`, nothing, or "
            "`default`, the answer in the default language with a notice."
        ),
    )
    help_centers: dict[str, Id] = Field(
        default_factory=dict,
        description="Gladly's help-center id for each language: sections and their order.",
    )
    sections: tuple[SectionSettings, ...] = Field(
        default=(),
        strict=False,
        description="Sections for the languages without a help center.",
    )
    help_center_urls: tuple[WebUrl, ...] = Field(
        default=(),
        strict=False,
        description=(
            "Addresses where this brand's help center stood before; links to them in answers "
            "become links to the new pages."
        ),
    )
    search_endpoint: WebUrl | None = Field(
        default=None,
        description=(
            "Address of the running search endpoint, without `/search`. The search form goes "
            "there where JavaScript is off; without it, to the list of all answers."
        ),
    )
    search_origins: tuple[SiteUrl, ...] = Field(
        default=(),
        strict=False,
        description=(
            "Sites whose pages may ask the search endpoint from the browser, beside the brand's "
            "own: `https://www.acme.example`."
        ),
    )
    featured: Annotated[tuple[Id, ...], AfterValidator(once)] = Field(
        default=(),
        strict=False,
        description="Ids of answers that the home page shows first, with the beginning of each.",
    )
    popular: Annotated[tuple[Id, ...], AfterValidator(once)] = Field(
        default=(),
        strict=False,
        description=(
            "Ids of answers that the home page lists by name. `helpgen search report` tells what "
            "people look for."
        ),
    )
    related: int = Field(
        default=3,
        ge=0,
        le=10,
        description="How many related answers an answer shows at most; 0 shows none.",
    )
    feedback_url: ActionUrl | None = Field(
        default=None,
        description=(
            'Where "Was this answer helpful?" is sent by POST. Without it, answers don\'t ask.'
        ),
    )
    chat_app_id: Id | None = Field(
        default=None,
        description=(
            "Gladly's app id of the brand's chat. Without it, there's no button that opens one."
        ),
    )
    chat_script: WebUrl = Field(
        default="https://cdn.gladly.com/chat-sdk/widget.js",
        description="Script of the chat, loaded when a visitor asks for it and not before.",
    )
    policy: dict[PolicyDirective, Annotated[tuple[PolicySource, ...], Field(strict=False)]] = Field(
        default_factory=dict,
        description=(
            "What pages may load beside the brand's own files, by directive of the "
            'Content-Security-Policy: `script-src = ["https://cdn.acme.example"]`. Without '
            "`img-src`, the hosts that pictures come from are allowed."
        ),
        json_schema_extra={"keys": "directive"},
    )
    options: dict[str, Any] = Field(
        default_factory=dict,
        description="Options of the brand's theme, as its `theme.toml` declares them.",
    )

    @field_validator("slug")
    @classmethod
    def _not_reserved(cls, slug: str) -> str:
        if slug in RESERVED_SLUGS:
            raise mistake(f"{slug!r} is the name of a folder under content/", "choose another")
        return slug

    @field_validator("help_centers")
    @classmethod
    def _of_our_languages(cls, value: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        languages = info.data.get("languages", tuple(value))
        unknown = sorted(set(value) - set(languages))
        if unknown:
            raise mistake(
                f"has {', '.join(unknown)}, which isn't among the brand's languages",
                f"add it to languages or use one of {', '.join(languages)}",
            )
        return value

    @property
    def base_path(self) -> str:
        """Path of `base_url` without a slash at its end; empty for the root of a host."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def origin(self) -> str:
        """Scheme, host and port of `base_url`."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"
