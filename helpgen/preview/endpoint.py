"""The search endpoint under the preview's own address, over the indexes of the last full build."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from helpgen.config import Brand
from helpgen.preview.documents import HOME
from helpgen.preview.responses import refused
from helpgen.preview.shown import link_to
from helpgen.search.app import create_app
from helpgen.search.endpoint.settings import Settings
from helpgen.search.site import load_site, save_site

ENDPOINT = f"{HOME}endpoint"
"""Where it is; Gladly's own path leads to it too."""
_AS_GLADLY = "/api/v1/orgs/"
_NOT_YET = (
    "There's no search index yet: it comes with the first full build that goes through. "
    "With --no-checks there's none."
)


class SearchEndpoint:
    """Answers as `helpgen search serve` does.

    Args:
        built: The preview's own folder, with the indexes of the full build.
        port: Of the preview, to which results lead.
    """

    def __init__(self, built: Path, port: int) -> None:
        self._indexes = built / "search"
        self._folder = built / "endpoint"
        self._port = port
        self._app: Starlette | None = None
        self._ready = False
        self._open = contextlib.AsyncExitStack()

    async def asked(self, path: str) -> ASGIApp | None:
        """What answers a path; None if it isn't the endpoint's.

        Raises:
            HelpgenError: The indexes can't be used.
        """
        if not path.startswith((f"{ENDPOINT}/", _AS_GLADLY)):
            return None
        if self._app is None:
            if not self._ready:
                return refused(_NOT_YET, HTTPStatus.SERVICE_UNAVAILABLE)
            app = create_app(Settings(index=self._folder, access_log=False, cache_seconds=0))
            await self._open.enter_async_context(app.router.lifespan_context(app))
            self._app = app
        return _At(self._app, path.removeprefix(ENDPOINT))

    def take(self, brands: Iterable[Brand]) -> None:
        """Serve what a build has made, with results that lead to the preview.

        Args:
            brands: Those that are shown.

        Raises:
            SearchError: There's no index, or the folder can't be written.
            OSError: The folder can't be written.
        """
        paths = {brand.slug: brand.base_path for brand in brands}
        site = load_site(self._indexes)
        self._folder.mkdir(parents=True, exist_ok=True)
        for brand in site.brands:
            link_to(self._folder / brand.slug, self._indexes / brand.slug)
        moved = [
            replace(
                brand,
                base_url=f"http://{brand.slug}.localhost:{self._port}{paths.get(brand.slug, '')}",
            )
            for brand in site.brands
        ]
        save_site(self._folder, replace(site, brands=tuple(moved)))
        self._ready = True


class _At:
    """An application that is asked for another path than the request names."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app({**scope, "path": self._path, "root_path": ""}, receive, send)
