"""What a person names -> places: a table `[deploy.<name>]` of site.toml, or a URL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
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


def target_of(
    site: Site | None, name: str, more: Mapping[str, str] = MappingProxyType({})
) -> Target:
    """The target that a person means.

    Args:
        site: Whose targets have names; None where there's no site.toml.
        name: A name, or an address.
        more: Further keys of the table, for an address.

    Raises:
        ConfigError: It's neither.
    """
    targets = site.deploy if site else {}
    if site and name in targets:
        return Target(name, targets[name], site.root)
    if not is_deploy_url(name):
        known = did_you_mean(name, targets) if targets else "there are no [deploy.<name>]"
        hint = f"{known}; an address is written as s3://bucket, user@host:/path or ./folder"
        raise _wrong(name, "isn't a target", hint)
    try:
        return Target(name, DeploySettings.model_validate({**more, "url": name}), Path.cwd())
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


def open_store(target: Target) -> Place:
    """The place as a store of search indexes.

    Raises:
        ConfigError: It's of a kind that can't be one.
        DeployError: What it needs isn't installed.
    """
    if _BRAND in target.settings.url:
        raise _wrong(
            target.name, f"has {_BRAND} in its address", "indexes of all brands go together"
        )
    place = open_place(target)
    if not target.settings.url.startswith(("s3://", "/", "./", "../", "file://")):
        hint = "take a bucket or a folder; rsync itself can copy the folder of the indexes"
        raise _wrong(target.name, "is a destination of rsync", hint)
    return place


def _wrong(name: str, what: str, hint: str) -> ConfigError:
    return ConfigError([Problem(f"target {name!r}", what, hint, Severity.ERROR, "config")])
