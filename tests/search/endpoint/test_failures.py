"""A failure of our own is plain JSON and says nothing of the insides."""

from __future__ import annotations

import asyncio

import httpx

from helpgen.search.app import create_app
from helpgen.search.endpoint.settings import Settings


def test_a_failure_of_ours_is_plain_json(shared_indexes):
    """Its cause goes to the server's log by way of the raised exception."""
    app = create_app(Settings(index=shared_indexes.folder))

    async def fail(_: object) -> None:
        raise RuntimeError("a secret of /somewhere")

    app.router.add_route("/fails", fail)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get("/fails")

    answered = asyncio.run(ask())
    assert answered.status_code == 500
    assert answered.headers["content-type"] == "application/json"
    assert answered.json() == {"errors": [{"code": "internal", "detail": "the search failed"}]}
