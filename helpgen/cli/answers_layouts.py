"""Layouts of help centers, asked for only where a plan deletes answers."""

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
