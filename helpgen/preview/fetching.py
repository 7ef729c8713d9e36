"""Asks Gladly for changed answers while the preview runs."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable

from helpgen.connection import connected, picture_stand_ins
from helpgen.errors import HelpgenError
from helpgen.fetch import fetch_site
from helpgen.mirror import mirror_pictures
from helpgen.preview.project import Project


def fetch_once(project: Project, say: Callable[[str], None]) -> tuple[str, ...]:
    """Fetch the brands' answers; whatever changes is seen as changed snapshots.

    Args:
        project: Names the brands.
        say: Prints a line.

    Returns:
        Why something couldn't be fetched, each once; nothing if all went well.
    """
    site, brands = project.site, project.brands
    if site is None:
        return ()  # told already, as what's wrong with site.toml
    try:
        with connected(site, os.environ) as client:
            outcomes = fetch_site(client, site, brands)
            if site.site.images == "mirror":
                mirror_pictures(site, brands, picture_stand_ins(client))
    except HelpgenError as error:
        errors = [str(error)]
    else:
        errors = [outcome.error for outcome in outcomes if outcome.error]
    for told in dict.fromkeys(errors):
        say(f"error: {told}")
    return tuple(dict.fromkeys(errors))


async def poll(fetch: Callable[[], object], seconds: float) -> None:
    """Call `fetch` in a thread at once, and again after each pause; once where that's 0."""
    while True:
        await asyncio.to_thread(fetch)
        if not seconds:
            return
        await asyncio.sleep(seconds)
