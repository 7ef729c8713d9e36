"""Where answers show: layouts of help centers, and pages as they were last built."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpgen.answers.changes import Plan
    from helpgen.config import Site
    from helpgen.gladly import GladlyClient
    from helpgen.model import EditionKey, Layout


def layouts_for(site: Site, client: GladlyClient, plan: Plan) -> dict[EditionKey, Layout]:
    """The layouts that tell what the plan's deletions reach; none where it deletes nothing."""
    from helpgen.errors import GladlyNotFound
    from helpgen.model import EditionKey

    found: dict[EditionKey, Layout] = {}
    if not plan.deletions:
        return found
    for brand in site.brands:
        for language, center in brand.help_centers.items():
            try:
                layout = client.help_center_layout(center).layout
            except GladlyNotFound:
                continue
            found[EditionKey(brand.slug, language)] = layout
    return found


def published_pages(site: Site) -> dict[EditionKey, dict[str, str]]:
    """Paths of answers' pages by edition and answer id, as far as the output holds them."""
    from helpgen import routes_cache
    from helpgen.model import EditionKey
    from helpgen.publish import Unit

    found: dict[EditionKey, dict[str, str]] = {}
    for brand in site.brands:
        for language in brand.languages:
            edition = EditionKey(brand.slug, language)
            routes = Unit(site.output, brand.slug, language).manifest.notes.get("routes")
            if routes:
                answers = routes_cache.from_json(edition, routes).answers
                found[edition] = {key: link.url for key, link in answers.items()}
    return found
