"""The search endpoint as one Starlette application.

It deploys with the folder of the indexes alone: nothing of the builder is imported.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Lifespan

from helpgen.search.endpoint.access_log import AccessLog
from helpgen.search.endpoint.cors import BrandCors
from helpgen.search.endpoint.failures import failure_handlers
from helpgen.search.endpoint.live import LiveLibrary
from helpgen.search.endpoint.pool import Pool
from helpgen.search.endpoint.rate_limit import RateLimit
from helpgen.search.endpoint.replies import SafeHeaders
from helpgen.search.endpoint.routes import Endpoint
from helpgen.search.endpoint.searches import Searches
from helpgen.search.endpoint.settings import Settings, settings_from
from helpgen.search.library import Library
from helpgen.search.query_log import QueryLog

_SMALL = 1000  # bytes; a smaller answer fits into one packet anyway
_GZIP_LEVEL = 5


def create_app(settings: Settings | None = None) -> Starlette:
    """The endpoint as an ASGI application.

    Args:
        settings: How it behaves; by default from the environment (`HELPGEN_SEARCH_INDEX` and
            the others), so that `uvicorn --factory helpgen.search.app:create_app` works.

    Raises:
        ConfigError: A setting is wrong, the query log can't be written.
        HelpgenError: The folder holds no indexes.
    """
    settings = settings or settings_from(os.environ)
    library = LiveLibrary(Library(settings.index))
    pool = Pool(settings.concurrency)
    log = QueryLog(settings.query_log) if settings.query_log else None
    searches = Searches(library, settings.budget_ms, log.add if log else lambda _: None)
    app = Starlette(
        routes=Endpoint(searches, pool, settings.cache_seconds).routes(),
        middleware=_middleware(settings, library),
        exception_handlers=failure_handlers(),
        lifespan=_lifespan(library, pool, log),
    )
    app.router.redirect_slashes = False
    return app


def _middleware(settings: Settings, library: LiveLibrary) -> list[Middleware]:
    """Outermost first."""
    limit, header = settings.rate_limit, settings.client_header
    log = [Middleware(AccessLog, queries=settings.access_log_queries)]
    return [
        *(log if settings.access_log else []),
        Middleware(SafeHeaders),
        Middleware(BrandCors, library=library),
        Middleware(RateLimit, limit=limit, client_header=header, clock=time.monotonic),
        Middleware(GZipMiddleware, minimum_size=_SMALL, compresslevel=_GZIP_LEVEL),
    ]


def _lifespan(library: LiveLibrary, pool: Pool, log: QueryLog | None) -> Lifespan[Starlette]:
    """What begins and ends with the server."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        library.start()
        yield
        library.close()
        pool.close()
        if log:
            log.close()

    return lifespan
