"""The emulator as one Starlette application: routes, credentials, limit, faults, journal."""

from __future__ import annotations

import base64
import secrets
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from helpgen.emulator.faults import FaultBook
from helpgen.emulator.faulty import Faulty
from helpgen.emulator.journal import Journal, Journaling
from helpgen.emulator.operations import Call, Operation, OperationFinder
from helpgen.emulator.ratelimit import RateLimit
from helpgen.emulator.records import Seed
from helpgen.emulator.routes_control import control_routes
from helpgen.emulator.routes_private import PRIVATE_OPERATIONS
from helpgen.emulator.routes_public import PUBLIC_OPERATIONS
from helpgen.emulator.store import Clock, Store
from helpgen.refusals import Refusal

DEMO_CREDENTIALS = ("agent@helpgen.example", "demo-token")
"""User and API token of the demo; they open nothing but the emulator."""

PICTURES_ORIGIN = "https://pictures.helpgen.example"
"""Where answers of the emulator have their pictures: the emulator plays this host too."""

OPERATIONS = PUBLIC_OPERATIONS + PRIVATE_OPERATIONS

_Endpoint = Callable[[Request], Awaitable[Response]]


def create_app(
    seed: Seed,
    *,
    credentials: tuple[str, str] = DEMO_CREDENTIALS,
    rate_limit: int = 10,
    retry_after: bool = False,
    clock: Clock = time.time,
    pictures: Path | None = None,
) -> Starlette:
    """A Gladly of one's own, as an ASGI application.

    Args:
        seed: What the organization holds at the start.
        credentials: User and API token that the private routes want.
        rate_limit: Requests a second for each HTTP method; 0 means no limit.
        retry_after: Whether a 429 carries `Retry-After`.
        clock: Seconds since the epoch, for the limit and for times of change.
        pictures: Folder of the pictures that answers name below `PICTURES_ORIGIN`.
    """
    store, journal, book = Store(seed, clock), Journal(), FaultBook()
    finder = OperationFinder(OPERATIONS)
    app = Starlette(
        routes=[
            *control_routes(book, journal, finder),
            *_routes(store, credentials),
            Mount("/pictures", StaticFiles(directory=pictures, check_dir=False)),
        ],
        middleware=[
            Middleware(Journaling, journal=journal, finder=finder),
            Middleware(RateLimit, limit=rate_limit, retry_after=retry_after, clock=clock),
            Middleware(Faulty, book=book, finder=finder),
        ],
    )
    app.router.redirect_slashes = False
    return app


def _routes(store: Store, credentials: tuple[str, str]) -> list[Route]:
    by_path: dict[str, dict[str, Operation]] = defaultdict(dict)
    for operation in OPERATIONS:
        by_path[operation.path][operation.method] = operation
    expected = _basic(credentials)
    return [
        Route(path, _endpoint(operations, store, expected), methods=list(operations))
        for path, operations in by_path.items()
    ]


def _endpoint(operations: dict[str, Operation], store: Store, expected: bytes) -> _Endpoint:
    async def answer(request: Request) -> Response:
        operation = operations["GET" if request.method == "HEAD" else request.method]
        if operation.private and not _authorized(request, expected):
            challenge = {"WWW-Authenticate": 'Basic realm="Gladly"'}
            return PlainTextResponse("Unauthorized", status_code=401, headers=challenge)
        base_url = str(request.base_url).rstrip("/")
        call = Call(request.path_params, request.query_params, await request.body(), base_url)
        try:
            return operation.handler(store, call)
        except Refusal as refusal:
            return JSONResponse(refusal.body, status_code=refusal.status)

    return answer


def _basic(credentials: tuple[str, str]) -> bytes:
    return base64.b64encode(":".join(credentials).encode())


def _authorized(request: Request, expected: bytes) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "basic" and secrets.compare_digest(given.encode("latin-1"), expected)
