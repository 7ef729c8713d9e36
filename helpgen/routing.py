"""An edition's snapshot and content pages -> its routes."""

from __future__ import annotations

from helpgen.config import Brand, Site
from helpgen.model import EditionKey
from helpgen.pages import load_pages
from helpgen.snapshot import Loader, load_snapshot
from helpgen.templates import translator
from helpgen.theme import Theme
from helpgen.tree import Routes, plan_routes


def edition_routes(
    site: Site,
    brand: Brand,
    theme: Theme,
    edition: EditionKey,
    fallback: Routes | None = None,
    *,
    load: Loader = load_snapshot,
) -> Routes:
    """What stands where in an edition.

    Args:
        site: Where snapshots and content pages are.
        brand: One of its brands.
        theme: The brand's.
        edition: Which one.
        fallback: Routes of the default language, where its answers stand in for missing ones.
        load: Gives the snapshot.

    Raises:
        HelpgenError: There's no snapshot, or a content page can't be used.
    """
    pages = load_pages(site.content, edition)
    return plan_routes(
        load(site.snapshots, edition),
        {page.stem: page.title for page in pages},
        base_path=brand.base_path,
        unplaced_title=translator(theme, edition.language)("unplaced_section"),
        ascii_slugs=site.site.slugs == "ascii",
        fallback=fallback,
    )
