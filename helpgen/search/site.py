"""What an endpoint needs to know of a site, beside the indexes: written by the build."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from helpgen.errors import SearchError
from helpgen.files import write_atomic

_FILE = "site.json"


@dataclass(frozen=True, slots=True)
class SearchBrand:
    """What an endpoint needs to know of a brand.

    Attributes:
        slug: Short name in paths.
        name: As customers read it.
        audience_id: Gladly's audience; None for all answers.
        languages: Gladly's codes, the default first.
        base_url: Public address of the brand's site.
        origins: Pages of these origins may ask, beside the brand's own.
    """

    slug: str
    name: str
    audience_id: str | None
    languages: tuple[str, ...]
    base_url: str
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchSite:
    """The organization and its brands."""

    org_id: str
    brands: tuple[SearchBrand, ...]


def site_file(folder: Path) -> Path:
    """Where it stands beside the indexes."""
    return folder / _FILE


def save_site(folder: Path, site: SearchSite) -> None:
    """Write what an endpoint needs beside the indexes; nothing stays where there's no index.

    Raises:
        SearchError: The folder can't be written.
    """
    data = json.dumps(asdict(site), ensure_ascii=False, indent=1) + "\n"
    path = site_file(folder)
    try:
        if not site.brands:
            path.unlink(missing_ok=True)
        elif not path.is_file() or path.read_text(encoding="utf-8") != data:
            write_atomic(path, data.encode())
    except OSError as error:
        raise SearchError(f"{path}: can't be written: {error.strerror}") from error


def load_site(folder: Path) -> SearchSite:
    """What the build wrote there.

    Raises:
        SearchError: There's nothing, or it isn't of this version.
    """
    path = site_file(folder)
    try:
        stored = json.loads(path.read_bytes())
        brands = tuple(
            SearchBrand(
                **{
                    **brand,
                    "languages": tuple(brand["languages"]),
                    "origins": tuple(brand["origins"]),
                }
            )
            for brand in stored["brands"]
        )
        return SearchSite(stored["org_id"], brands)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SearchError(
            f"{path}: isn't there or of another version: run 'helpgen build'"
        ) from error
