"""The addresses whose content changed, for a CDN that is to forget them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from helpgen.config import Brand
from helpgen.deploy.site_files import site_path


def purge_urls(brand: Brand, paths: Iterable[str]) -> list[str]:
    """Addresses of files, of a page both with `index.html` and without.

    Args:
        brand: Whose files they are.
        paths: Below the brand's folder.
    """
    asked = {
        address
        for path in paths
        for address in (site_path(brand, path), f"{brand.base_path}/{path}")
    }
    return sorted(f"{brand.origin}{quote(address)}" for address in asked)
