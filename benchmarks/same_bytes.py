"""`python -m benchmarks.same_bytes FILE`: a bare Starlette route that answers from a table.

The file holds answers by query string, as one JSON object. The first line of its output is
the address.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from helpgen.listening import listen, url_of


def main(path: Path) -> None:
    """Serve until SIGTERM."""
    bodies = {
        query.encode(): body.encode()
        for query, body in json.loads(path.read_text(encoding="utf-8")).items()
    }

    async def answer(request: Request) -> Response:
        return Response(bodies[request.scope["query_string"]], media_type="application/json")

    listener = listen("127.0.0.1", 0)
    print(url_of("127.0.0.1", listener), flush=True)
    app = Starlette(routes=[Route("/search", answer)])
    config = uvicorn.Config(app, ws="none", access_log=False, log_level="error")
    uvicorn.Server(config).run([listener])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
