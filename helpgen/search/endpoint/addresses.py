"""Addresses of a brand's published pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from helpgen.search.site import SearchBrand


def origin(brand: SearchBrand) -> str:
    """Scheme, host and port of the brand's site."""
    parts = urlsplit(brand.base_url)
    return f"{parts.scheme}://{parts.netloc}"


def absolute(brand: SearchBrand, site_path: str) -> str:
    """The whole address of a page by its site path, which holds the base URL's path already."""
    return origin(brand) + site_path


def home(brand: SearchBrand, language: str) -> str:
    """The whole address of an edition's home page."""
    return f"{brand.base_url.rstrip('/')}/{language}/"
