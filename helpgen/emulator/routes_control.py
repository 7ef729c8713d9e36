"""The emulator's own routes: set faults, read the journal. No credentials, for loopback only."""

from __future__ import annotations

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from helpgen.emulator.faults import Fault, FaultBook
from helpgen.emulator.journal import CONTROL, Journal
from helpgen.emulator.operations import OperationFinder


def control_routes(book: FaultBook, journal: Journal, finder: OperationFinder) -> list[Route]:
    """`/__emulator__/faults` and `/__emulator__/requests`."""

    async def faults(request: Request) -> Response:
        match request.method:
            case "POST":
                return _set_fault(book, await request.body(), finder)
            case "DELETE":
                book.clear()
                return Response(status_code=204)
            case _:
                return JSONResponse(book.to_json())

    async def requests(request: Request) -> Response:
        if request.method == "DELETE":
            journal.clear()
            return Response(status_code=204)
        return JSONResponse(journal.to_json())

    return [
        Route(f"{CONTROL}faults", faults, methods=["GET", "POST", "DELETE"]),
        Route(f"{CONTROL}requests", requests, methods=["GET", "DELETE"]),
    ]


def _set_fault(book: FaultBook, body: bytes, finder: OperationFinder) -> Response:
    try:
        fault = Fault.model_validate_json(body)
    except ValidationError as error:
        return JSONResponse({"errors": error.errors(include_url=False)}, status_code=400)
    if fault.operation not in {"*", *finder.ids}:
        detail = f"operation must be '*' or one of {', '.join(finder.ids)}"
        return JSONResponse({"errors": [{"loc": ["operation"], "msg": detail}]}, status_code=400)
    book.add(fault)
    return JSONResponse(fault.model_dump(), status_code=201)
