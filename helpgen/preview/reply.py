"""Where a brand is served, and what is served for a path."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from helpgen.checks.blocked_picture import allowed_hosts, foreign_pictures
from helpgen.config import Brand
from helpgen.headers import header_rules, headers_of
from helpgen.preview.failures import Failure

STATE_HOME = "/__helpgen__/states/"
"""Where brands are served with their answers in a state."""


@dataclass(frozen=True, slots=True)
class Mount:
    """Where a brand is served.

    Attributes:
        slug: Which brand.
        prefixed: Whether under `/<slug>/`, so that one host serves all brands; else at its
            own host under the site's real paths.
        state: What its answers are put into, one of `states.STATES`; empty as they are.
    """

    slug: str
    prefixed: bool
    state: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is served for a path.

    Attributes:
        data: Content; None if there's no such file.
        headers: Those of the site, for this path.
        failures: What went wrong with its sources; `data` is then the last good version.
        moved: The path that stands there with a slash at its end; empty if none does.
        draft: What will become of the answer that it shows; empty of what is published.
    """

    data: bytes | None
    headers: dict[str, str] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    moved: str = ""
    draft: str = ""


def mounted(brand: Brand, mount: Mount) -> Brand:
    """The brand with the paths that it has where it's served."""
    if not mount.prefixed:
        return brand
    parts = urlsplit(brand.base_url)
    place = f"{STATE_HOME}{mount.state}/" if mount.state else "/"
    base_url = urlunsplit(parts._replace(path=f"{place}{brand.slug}{parts.path}")).rstrip("/")
    return brand.model_copy(update={"base_url": base_url})


def site_headers(brand: Brand, path: str, data: bytes | None) -> dict[str, str]:
    """The site's own headers; the policy allows the pictures' hosts of the page itself."""
    page = data.decode("utf-8", "replace") if data and path.endswith(("/", ".html")) else ""
    hosts = allowed_hosts(brand, foreign_pictures(brand, {path: page}))
    return headers_of(header_rules(brand, hosts), path)
