"""Which search indexes there are and should be: what the build asks without opening one."""

from __future__ import annotations

from helpgen.config import Brand, Site
from helpgen.model import EditionKey
from helpgen.search.generations import (
    current,
    edition_folder,
    indexed_editions,
    is_as_left,
    remove_edition,
)
from helpgen.search.site import SearchBrand, SearchSite


def index_is_current(site: Site, edition: EditionKey, generation: str) -> bool:
    """Whether an edition's index is the one that the last build made, and whole."""
    if not site.search.enabled:
        return True
    folder = edition_folder(site.search_index, edition)
    return current(folder) == generation != "" and is_as_left(folder / generation)


def unwanted_indexes(site: Site) -> list[EditionKey]:
    """Editions that have an index though site.toml doesn't name them, or turns search off.

    Raises:
        SearchError: The indexes' folder can't be read.
    """
    editions = {EditionKey(brand.slug, code) for brand in site.brands for code in brand.languages}
    wanted = editions if site.search.enabled else set()
    return [key for key in indexed_editions(site.search_index) if key not in wanted]


def remove_index(site: Site, edition: EditionKey) -> None:
    """Delete an edition's index.

    Raises:
        SearchError: It can't be deleted.
    """
    remove_edition(edition_folder(site.search_index, edition))


def search_site(site: Site) -> SearchSite:
    """What the endpoint needs to know of the brands and languages that have an index."""
    brands = (_search_brand(site, brand) for brand in site.brands)
    return SearchSite(site.gladly.org_id, tuple(brand for brand in brands if brand.languages))


def _search_brand(site: Site, brand: Brand) -> SearchBrand:
    indexed = (
        code
        for code in brand.languages
        if current(edition_folder(site.search_index, EditionKey(brand.slug, code)))
    )
    return SearchBrand(
        slug=brand.slug,
        name=brand.name,
        audience_id=brand.audience_id,
        languages=tuple(indexed),
        base_url=brand.base_url,
        origins=brand.search_origins,
    )
