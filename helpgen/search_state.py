"""What the build knows of search without opening an index."""

from __future__ import annotations

from collections.abc import Iterable

from helpgen.config import Site
from helpgen.model import EditionKey
from helpgen.search.generations import current, edition_folder
from helpgen.search.site import SearchBrand, SearchSite


def index_is_current(site: Site, edition: EditionKey, generation: str) -> bool:
    """Whether an edition's index is the one that the last build made."""
    if not site.search.enabled:
        return True
    return current(edition_folder(site.search_index, edition)) == generation != ""


def search_site(site: Site, built: Iterable[str]) -> SearchSite:
    """What the endpoint needs to know of the brands that have been built.

    Args:
        site: The configuration.
        built: Their slugs.
    """
    slugs = set(built)
    return SearchSite(
        site.gladly.org_id,
        tuple(
            SearchBrand(
                slug=brand.slug,
                name=brand.name,
                audience_id=brand.audience_id,
                languages=brand.languages,
                base_url=brand.base_url,
                origins=brand.search_origins,
            )
            for brand in site.brands
            if brand.slug in slugs
        ),
    )
