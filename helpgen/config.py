"""site.toml -> Site: frozen, typed, every mistake reported in one go.

The models below are the reference: `docs/reference/configuration.md` is written from
their descriptions.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator

from helpgen.brand_config import Brand, Model
from helpgen.check_config import CheckSettings, LintSettings
from helpgen.config_values import (
    DeployUrl,
    Id,
    Slug,
    gladly_url,
    host_url,
    is_loopback,
    mistake,
)

__all__ = [
    "Brand",
    "CheckSettings",
    "DeploySettings",
    "EmulatorSettings",
    "GladlySettings",
    "LintSettings",
    "SearchSettings",
    "Site",
    "SiteSettings",
]


class SiteSettings(Model):
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
    urls: str = Field(
        default="content/urls.json",
        min_length=1,
        description=(
            "File that remembers every address that was ever published, so that it leads "
            "somewhere for ever. Builds add to it; commit it."
        ),
    )
    builds: str | None = Field(
        default=None,
        min_length=1,
        description=(
            "Folder of records of builds, which `helpgen report changes` compares; by default "
            "`builds` beside the folder of the snapshots."
        ),
    )
    keep_builds: int = Field(
        default=20,
        ge=0,
        description="How many of those records are kept, the newest; with 0, none is made.",
    )
    max_shrink: float = Field(
        default=0.3,
        ge=0,
        le=1,
        description=(
            "Largest share of an edition's answers, and of those that stand in sections, that a "
            "fetch may lose. A fetch that lost more keeps the old snapshot."
        ),
    )
    slugs: Literal["native", "ascii"] = Field(
        default="native",
        description=(
            "How names become URLs. `native` keeps scripts that don't read well in Latin letters "
            "(Japanese, Arabic, Hebrew, Thai …); `ascii` transliterates all."
        ),
    )
    markdown_twins: bool = Field(
        default=True,
        description=(
            "Whether each answer has a Markdown version, `index.md`, beside its page, for "
            "machines that read it."
        ),
    )
    images: Literal["link", "mirror"] = Field(
        default="link",
        description=(
            "Where pictures come from. `link`: from the addresses that answers name. `mirror`: "
            "they are fetched with the answers and published with the pages."
        ),
    )


class GladlySettings(Model):
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


class EmulatorSettings(Model):
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


class SearchSettings(Model):
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


class DeploySettings(Model):
    """`[deploy.<name>]`: a place that `helpgen deploy <name>` brings finished sites to."""

    url: DeployUrl = Field(
        description=(
            "`s3://bucket/prefix`, `user@host:/path` or `rsync://host/module/path` for rsync, or "
            "a folder as `./path`. `{brand}` in it stands for the brand's slug. Credentials come "
            "from the environment."
        ),
    )
    brands: tuple[Slug, ...] = Field(
        default=(),
        strict=False,
        description="Slugs of the brands that go there; all of them by default.",
    )
    endpoint: Annotated[str, AfterValidator(host_url)] | None = Field(
        default=None,
        description="Host of a store that speaks S3's protocol; without it, Amazon's.",
    )
    region: str | None = Field(
        default=None,
        min_length=1,
        description="The bucket's region; without it, `AWS_REGION` or `us-east-1`.",
    )
    max_deletes: int = Field(
        default=256,
        ge=0,
        description=(
            "Most files that a deploy may delete in one place; one that would delete more is "
            "refused and changes nothing."
        ),
    )
    attempts: int = Field(
        default=6,
        ge=1,
        le=10,
        description="How often a request, or a run of rsync, is tried when its connection fails.",
    )
    concurrency: int = Field(
        default=16, ge=1, le=100, description="Files that are sent to a bucket at the same time."
    )


class Site(Model):
    """The whole of site.toml; `root` is the folder it lies in."""

    root: Path = Field(exclude=True)
    site: SiteSettings = Field(default_factory=SiteSettings)
    gladly: GladlySettings
    emulator: EmulatorSettings = Field(default_factory=EmulatorSettings)
    search: SearchSettings = Field(default_factory=SearchSettings)
    checks: CheckSettings = Field(default_factory=CheckSettings)
    lint: LintSettings = Field(default_factory=LintSettings)
    deploy: dict[Slug, DeploySettings] = Field(default_factory=dict)
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
    def builds(self) -> Path:
        """Folder of records of builds; on the snapshots' disk by default, so that links hold."""
        named = self.site.builds
        return self.root / named if named else self.snapshots.parent / "builds"

    @property
    def search_index(self) -> Path:
        """Folder of the endpoint's indexes."""
        return self.root / self.search.index

    @property
    def content(self) -> Path:
        """Folder of content pages and managed answers."""
        return self.root / self.site.content

    @property
    def urls(self) -> Path:
        """File of every address that was ever published."""
        return self.root / self.site.urls

    @property
    def baseline(self) -> Path:
        """File of findings that are known."""
        return self.root / self.checks.baseline

    @property
    def articles(self) -> Path:
        """Folder of articles that builds leave to the next one."""
        return self.snapshots.parent / "articles"

    @property
    def url_cache(self) -> Path:
        """File of what other hosts answered."""
        return self.root / self.checks.url_cache

    @property
    def pictures(self) -> Path:
        """Folder of the pictures that the emulator serves."""
        return self.content / "pictures"

    @property
    def themes(self) -> Path:
        """Folder of the site's own themes."""
        return self.root / self.site.themes
