"""Addresses: of feedback here, and of a brand's published pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from helpgen.search.site import SearchBrand

FEEDBACK_PATH = "/feedback"
THANKS_PATH = "/feedback.html"


def origin(url: str) -> str:
    """Scheme, host and port of an address, as browsers write an origin."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def absolute(brand: SearchBrand, site_path: str) -> str:
    """The whole address of a page by its site path, which holds the base URL's path already."""
    return origin(brand.base_url) + site_path


def home(brand: SearchBrand, language: str) -> str:
    """The whole address of an edition's home page."""
    return f"{brand.base_url.rstrip('/')}/{language}/"
