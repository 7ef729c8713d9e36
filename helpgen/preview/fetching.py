"""Asks Gladly for changed answers while the preview runs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
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


async def poll(fetch: Callable[[], None], seconds: float, asked: asyncio.Event) -> None:
    """Call `fetch` at once, after each pause, and when it's asked for.

    It runs on a thread that ends with the process, whatever it's waiting for.

    Args:
        fetch: What to call.
        seconds: The pause; 0 for none, so that it's called when it's asked for only.
        asked: Set to have it called.
    """
    while True:
        asked.clear()
        await _done(fetch)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds or None):
                await asked.wait()


async def _done(job: Callable[[], None]) -> None:
    """Wait for a job on a thread of its own."""
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    def run() -> None:
        try:
            job()
        finally:
            with contextlib.suppress(RuntimeError):  # the preview has ended meanwhile
                loop.call_soon_threadsafe(done.set)

    threading.Thread(target=run, name="fetch", daemon=True).start()
    await done.wait()
