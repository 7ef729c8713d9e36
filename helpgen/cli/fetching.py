"""The fetch stage of a command: answers, and their pictures where these are mirrored."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpgen.cli.report import Reporter
    from helpgen.config import Brand, Site


def fetch_all(
    site: Site, brands: list[Brand], accepted: frozenset[str], reporter: Reporter
) -> None:
    """Fetch the brands' editions and tell the reporter how that went.

    Args:
        site: The configuration.
        brands: Which of its brands.
        accepted: Slugs of brands whose losses are meant.
        reporter: Shows it.
    """
    from helpgen.connection import connected, picture_stand_ins
    from helpgen.fetch import fetch_site

    with connected(site, os.environ) as client:
        with reporter.fetching(brands) as on_fetched:
            outcomes = fetch_site(client, site, brands, accept_loss=accepted, on_done=on_fetched)
        reporter.fetched(outcomes)
        if site.site.images == "mirror":
            from helpgen.mirror import mirror_pictures

            stand_ins = picture_stand_ins(client)
            with reporter.mirroring() as on_progress:
                outcome = mirror_pictures(site, brands, stand_ins, on_progress=on_progress)
            reporter.mirrored(outcome)
