"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from helpgen.config import Brand, Site


class FormatName(StrEnum):
    """Who reads what a command prints."""

    TEXT = "text"
    JSON = "json"


Config = Annotated[
    Path, typer.Option("--config", "-c", help="The configuration file.", show_default=True)
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Folder of the finished sites.")
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Change a key of the configuration, such as brands.fjell.theme=base. Repeatable.",
    ),
]
Brands = Annotated[
    list[str] | None,
    typer.Option("--brand", "-b", metavar="SLUG", help="Only this brand. Repeatable."),
]
AcceptLoss = Annotated[
    list[str] | None,
    typer.Option(
        "--accept-loss",
        metavar="SLUG",
        help="Keep a fetch of this brand even if answers are gone. Repeatable.",
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Exit with 3 if there are errors or warnings.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document for machines.")]
ExitCode = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 4 if all went well and something changed.")
]
Everything = Annotated[
    bool, typer.Option("--everything", help="Send every file, also what should be there already.")
]
Format = Annotated[FormatName, typer.Option("--format", help="For people, or for machines.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show every problem.")]

DEFAULT_CONFIG = Path("site.toml")


def load(config: Path, settings: list[str] | None, output: Path | None = None) -> Site:
    """The site of a configuration file with the command line's changes.

    Raises:
        ConfigError: With every mistake, those in theme options included.
    """
    from helpgen.site_file import load_whole_site

    changes = list(settings or [])
    site = load_whole_site(config, changes)
    if output is not None:
        site = site.model_copy(
            update={"site": site.site.model_copy(update={"output": str(output.absolute())})}
        )
    return site


def chosen(site: Site, slugs: list[str] | None, option: str = "--brand") -> list[Brand]:
    """The brands that an option means, in the order of the configuration.

    Raises:
        ConfigError: A slug is none of the site's.
    """
    from helpgen.errors import ConfigError, Problem, Severity

    known = [brand.slug for brand in site.brands]
    unknown = [slug for slug in slugs or [] if slug not in known]
    if unknown:
        hint = f"the site has {', '.join(known)}"
        raise ConfigError(
            Problem(f"{option} {slug}", "isn't a brand of the site", hint, Severity.ERROR)
            for slug in unknown
        )
    return [brand for brand in site.brands if not slugs or brand.slug in slugs]


def accepted_losses(site: Site, slugs: list[str] | None) -> frozenset[str]:
    """The brands that `--accept-loss` names.

    Raises:
        ConfigError: A slug is none of the site's.
    """
    named = chosen(site, slugs, "--accept-loss") if slugs else []
    return frozenset(brand.slug for brand in named)
