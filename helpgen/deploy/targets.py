"""What a person names -> places: a table `[deploy.<name>]` of site.toml, or a URL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from helpgen.config import Brand, DeploySettings, Site
from helpgen.config_values import did_you_mean, is_deploy_url
from helpgen.deploy.place import Place
from helpgen.errors import ConfigError, DeployError, Problem, Severity

_BRAND = "{brand}"


@dataclass(frozen=True, slots=True)
class Target:
    """Where to deploy.

    Attributes:
        name: As it was given.
        settings: What site.toml says of it, or only its URL.
        root: Folder that a folder's path starts from.
    """

    name: str
    settings: DeploySettings
    root: Path


def target_of(site: Site, name: str) -> Target:
    """The target that a person means.

    Raises:
        ConfigError: It's neither a name of site.toml nor a URL.
    """
    if name in site.deploy:
        return Target(name, site.deploy[name], site.root)
    if not is_deploy_url(name):
        known = did_you_mean(name, site.deploy) if site.deploy else "site.toml has no [deploy.…]"
        hint = f"{known}; an address is written as s3://bucket, user@host:/path or ./folder"
        raise _wrong(name, "isn't a target", hint)
    try:
        return Target(name, DeploySettings(url=name), Path.cwd())
    except ValidationError as error:
        context = error.errors()[0].get("ctx", {})
        raise _wrong(name, context["what"], context["hint"]) from error


def brands_of(target: Target, brands: Sequence[Brand], *, named: bool) -> list[Brand]:
    """Which of the brands go to a target.

    Args:
        target: The target.
        brands: Of the site, or those that the command line names.
        named: Whether the command line names them.

    Raises:
        ConfigError: Several brands would get one place, or a named one isn't the target's.
    """
    own = target.settings.brands
    foreign = [brand.slug for brand in brands if own and brand.slug not in own]
    if named and foreign:
        hint = f"its brands are {', '.join(own)}"
        raise _wrong(target.name, f"isn't a target of {', '.join(foreign)}", hint)
    chosen = [brand for brand in brands if brand.slug not in foreign]
    if not chosen:
        known = ", ".join(brand.slug for brand in brands)
        raise _wrong(target.name, "names no brand of the site", f"the site has {known}")
    if len(chosen) > 1 and _BRAND not in target.settings.url:
        hint = f"write {_BRAND} where its slug is to stand, or choose one with --brand"
        raise _wrong(target.name, f"is one place for {len(chosen)} brands", hint)
    return chosen


def open_place(target: Target, slug: str = "") -> Place:
    """The place where a brand's files go.

    Raises:
        DeployError: What it needs isn't installed.
    """
    url = target.settings.url.replace(_BRAND, slug).rstrip("/")
    if url.startswith("s3://"):
        try:
            from helpgen.deploy.bucket import Bucket
        except ModuleNotFoundError as error:
            hint = "install it with pip install 'helpgen[s3]'"
            raise DeployError(f"{url}: buckets need obstore: {hint}") from error
        parts = urlsplit(url)
        return Bucket(parts.netloc, parts.path.strip("/"), target.settings)
    if url.startswith("rsync://") or not url.startswith(("/", "./", "../", "file://")):
        from helpgen.deploy.rsync import Rsync

        return Rsync(url, target.settings.attempts)
    from helpgen.deploy.folder import Folder

    return Folder(target.root / (url.removeprefix("file://") or "/"))


def _wrong(name: str, what: str, hint: str) -> ConfigError:
    return ConfigError([Problem(f"target {name!r}", what, hint, Severity.ERROR, "config")])
