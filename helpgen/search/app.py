"""The search endpoint as one Starlette application.

It deploys with the folder of the indexes alone: nothing of the builder is imported.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import AsyncIterator, Iterable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Lifespan

from helpgen.search.endpoint.access_log import AccessLog
from helpgen.search.endpoint.addresses import FEEDBACK_PATH
from helpgen.search.endpoint.cors import BrandCors
from helpgen.search.endpoint.failures import failure_handlers
from helpgen.search.endpoint.feedback import Feedback
from helpgen.search.endpoint.live import LiveLibrary
from helpgen.search.endpoint.one_length import OneLength
from helpgen.search.endpoint.pool import Pool
from helpgen.search.endpoint.rate_limit import RateLimit
from helpgen.search.endpoint.replies import SafeHeaders
from helpgen.search.endpoint.routes import Endpoint
from helpgen.search.endpoint.searches import Searches
from helpgen.search.endpoint.settings import Settings, settings_from
from helpgen.search.feedback import FeedbackFile
from helpgen.search.library import Library
from helpgen.search.query_log import QueryLog

_SMALL = 1000  # bytes; a smaller answer fits into one packet anyway
_GZIP_LEVEL = 5
_MOST_VOTES = 256  # that wait for the disk; what comes beyond gets 503


def create_app(settings: Settings | None = None) -> Starlette:
    """The endpoint as an ASGI application.

    Args:
        settings: How it behaves; by default from the environment (`HELPGEN_SEARCH_INDEX` and
            the others), so that `uvicorn --factory helpgen.search.app:create_app` works.

    Raises:
        ConfigError: A setting is wrong, the query log or the feedback file can't be written.
        HelpgenError: The folder holds no indexes.
    """
    settings = settings or settings_from(os.environ)
    library = LiveLibrary(Library(settings.index))
    pool = Pool(settings.concurrency)
    log = QueryLog(settings.query_log) if settings.query_log else None
    searches = Searches(library, settings.budget_ms, log.add if log else lambda _: None)
    file = FeedbackFile(settings.feedback) if settings.feedback else None
    votes = Pool(_MOST_VOTES, "votes")
    feedback = Feedback(file, votes, library)
    app = Starlette(
        routes=[
            *Endpoint(searches, pool, settings.cache_seconds).routes(),
            *feedback.routes(),
        ],
        middleware=_middleware(settings, library),
        exception_handlers=failure_handlers(),
        lifespan=_lifespan(library, [pool, votes], [one for one in (log, file) if one]),
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
        Middleware(OneLength),
        Middleware(BrandCors, library=library),
        Middleware(RateLimit, limit=limit, client_header=header, clock=time.monotonic),
        Middleware(
            RateLimit,
            limit=settings.feedback_rate_limit,
            client_header=header,
            clock=time.monotonic,
            only=FEEDBACK_PATH,
        ),
        Middleware(GZipMiddleware, minimum_size=_SMALL, compresslevel=_GZIP_LEVEL),
    ]


def _lifespan(
    library: LiveLibrary, pools: Iterable[Pool], files: Iterable[QueryLog | FeedbackFile]
) -> Lifespan[Starlette]:
    """What begins and ends with the server."""

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        library.start()
        yield
        library.close()
        for pool in pools:
            pool.close()
        for file in files:
            file.close()

    return lifespan
