"""One operation of the contract: its `operationId`, method, path and the function that answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.routing import compile_path

from helpgen.emulator.store import Store


@dataclass(frozen=True, slots=True)
class Call:
    """A request as handlers see it: what the URL says, the body's bytes, our own address."""

    path: Mapping[str, Any]
    query: Mapping[str, str]
    body: bytes
    base_url: str


Handler = Callable[[Store, Call], Response]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the contract; a private one needs credentials."""

    id: str
    method: str
    path: str
    handler: Handler
    private: bool = False


class OperationFinder:
    """Finds the operation that a request asks for."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._patterns = [
            (operation.method, compile_path(operation.path)[0], operation.id)
            for operation in operations
        ]

    @property
    def ids(self) -> list[str]:
        """Every operationId."""
        return [operation_id for _, _, operation_id in self._patterns]

    def find(self, method: str, path: str) -> str | None:
        """The operationId, or None where the contract knows no such request."""
        for known, pattern, operation_id in self._patterns:
            if known == method and pattern.match(path):
                return operation_id
        return None


def answered(value: Any) -> Response:
    """200 with the value as JSON."""
    return JSONResponse(value)


def done() -> Response:
    """204."""
    return Response(status_code=204)
