"""site.toml -> Site: frozen, typed, every mistake reported in one go.

The models below are the reference: `docs/reference/configuration.md` is written from
their descriptions.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from helpgen.config_values import (
    RESERVED_SLUGS,
    Id,
    Language,
    LintRule,
    SiteUrl,
    Slug,
    WebUrl,
    distinct,
    gladly_url,
    host_url,
    is_loopback,
    mistake,
)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class SiteSettings(_Model):
    """`[site]`: where things are read and written."""

    output: str = Field(
        default="dist",
        min_length=1,
        description="Folder of the finished sites: `<output>/<brand>/<language>/…`.",
    )
    snapshots: str = Field(
        default="build/snapshots",
        min_length=1,
        description="Folder of what Gladly returned, a JSON file for each edition.",
    )
    content: str = Field(
        default="content",
        min_length=1,
        description="Folder of content pages (`<brand>/<language>/*.md`) and managed answers.",
    )
    themes: str = Field(
        default="themes",
        min_length=1,
        description="Folder of your themes; `base` is found without it.",
    )
    max_shrink: float = Field(
        default=0.3,
        ge=0,
        le=1,
        description=(
            "Largest share of an edition's answers that a fetch may lose. "
            "A fetch that lost more keeps the old snapshot."
        ),
    )
    slugs: Literal["native", "ascii"] = Field(
        default="native",
        description=(
            "How names become URLs. `native` keeps scripts that don't read well in Latin letters "
            "(Japanese, Arabic, Hebrew, Thai …); `ascii` transliterates all."
        ),
    )


class GladlySettings(_Model):
    """`[gladly]`: the organization that is asked."""

    url: Annotated[str, AfterValidator(gladly_url)] = Field(
        description=(
            "The organization's host, as `https://acme.us-1.gladly.com`, or `emulator` "
            "for the one that comes with helpgen."
        ),
    )
    cdn_url: Annotated[str, AfterValidator(host_url)] | None = Field(
        default=None,
        description=(
            "Host of the help-center layouts. By default `https://cdn.gladly.com`, "
            "and for the emulator or a loopback address `url` itself."
        ),
    )
    org_id: Id = Field(description="The organization's id, as `helpgen audiences` prints it.")
    attempts: int = Field(
        default=6,
        ge=1,
        le=10,
        description=(
            "How often a request is tried when Gladly doesn't answer, is overloaded or asks to "
            "wait; the pauses between grow from half a second to ten."
        ),
    )

    @property
    def layouts_url(self) -> str | None:
        """Where layouts are read; None means from the organization's own host."""
        if self.cdn_url or self.url == "emulator" or is_loopback(self.url):
            return self.cdn_url if self.url != "emulator" else None
        return "https://cdn.gladly.com"


class EmulatorSettings(_Model):
    """`[emulator]`: what the emulator holds when `gladly.url = "emulator"`."""

    answers: str | None = Field(
        default=None,
        min_length=1,
        description=(
            "A JSON Lines file of answers (`id, name, bodyHtml, language, section, audience, "
            "updatedAt`) instead of the managed answers under `content/answers/`."
        ),
    )
    rate_limit: int = Field(
        default=10, ge=0, description="Requests a second for each method; 0 means no limit."
    )


class SearchSettings(_Model):
    """`[search]`: finding answers, in the page and by the endpoint."""

    enabled: bool = Field(
        default=True,
        description="Whether search indexes are made; without them the page lists names only.",
    )
    index: str = Field(
        default="build/search",
        min_length=1,
        description="Folder of the endpoint's indexes, never inside the published sites.",
    )


class LintSettings(_Model):
    """`[lint]`: what `helpgen answers lint` makes of its findings."""

    severities: dict[LintRule, Literal["error", "warning", "note", "off"]] = Field(
        default_factory=dict,
        description=(
            'Severity of a rule by its name, as `{ placeholder = "error", reading = "off" }`. '
            "Errors end the command with exit code 3."
        ),
    )


class SectionSettings(_Model):
    """`[[brands.sections]]`: a section where there's no help center in Gladly."""

    header: str = Field(min_length=1, description="The section's name on the page.")
    answers: tuple[Id, ...] = Field(strict=False, description="Answer ids in display order.")


class Brand(_Model):
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


class Site(_Model):
    """The whole of site.toml; `root` is the folder it lies in."""

    root: Path = Field(exclude=True)
    site: SiteSettings = Field(default_factory=SiteSettings)
    gladly: GladlySettings
    emulator: EmulatorSettings = Field(default_factory=EmulatorSettings)
    search: SearchSettings = Field(default_factory=SearchSettings)
    lint: LintSettings = Field(default_factory=LintSettings)
    brands: tuple[Brand, ...] = Field(strict=False)

    @field_validator("brands")
    @classmethod
    def _at_least_one(cls, brands: tuple[Brand, ...]) -> tuple[Brand, ...]:
        if not brands:
            raise mistake("is empty", "add a table [[brands]]")
        return brands

    @property
    def output(self) -> Path:
        """Folder of the finished sites."""
        return self.root / self.site.output

    @property
    def snapshots(self) -> Path:
        """Folder of the snapshots."""
        return self.root / self.site.snapshots

    @property
    def search_index(self) -> Path:
        """Folder of the endpoint's indexes."""
        return self.root / self.search.index

    @property
    def content(self) -> Path:
        """Folder of content pages and managed answers."""
        return self.root / self.site.content

    @property
    def themes(self) -> Path:
        """Folder of the site's own themes."""
        return self.root / self.site.themes
