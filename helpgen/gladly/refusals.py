"""From an error response to the error that helpgen raises.

Gladly documents `{"errors": [{code, detail, attr?, meta?}]}`, and for some 404s one bare
object in place of the list. Bodies of 401, 403, 429 and 5xx are undocumented, and proxies
in between send what they like: whatever comes, reading it raises nothing.
"""

from __future__ import annotations

import json
from typing import Any

from helpgen.errors import (
    ErrorDetail,
    GladlyConflict,
    GladlyNotFound,
    GladlyRateLimited,
    GladlyRefused,
    GladlyUnauthorized,
)
from helpgen.gladly.words import plain

_MOST_DETAILS = 20

_CLASSES: dict[int, type[GladlyRefused]] = {
    401: GladlyUnauthorized,
    403: GladlyUnauthorized,
    404: GladlyNotFound,
    409: GladlyConflict,
    429: GladlyRateLimited,
}


def refusal(request: str, status: int, body: bytes) -> GladlyRefused:
    """The error for a response with a 4xx or 5xx status.

    Args:
        request: Reads like `GET https://host/path`.
        status: Its HTTP status.
        body: As much of it as could be read.
    """
    return _CLASSES.get(status, GladlyRefused)(request, status, error_details(body))


def error_details(body: bytes) -> tuple[ErrorDetail, ...]:
    """Gladly's details, whatever shape they have; none where the body has none."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return ()
    while isinstance(found, dict) and "errors" in found:
        found = found["errors"]
    entries = found if isinstance(found, list) else [found]
    details = (_detail(entry) for entry in entries[:_MOST_DETAILS])
    return tuple(detail for detail in details if detail is not None)


def _detail(entry: Any) -> ErrorDetail | None:
    if isinstance(entry, str):
        entry = {"detail": entry}
    if not isinstance(entry, dict):
        return None
    code = _text(entry.get("code"))
    detail = _text(entry.get("detail")) or _text(entry.get("message"))
    if not code and not detail:
        return None
    meta = entry.get("meta")
    return ErrorDetail(
        code=code or "unknown",
        detail=detail or "no detail given",
        attr=_text(entry.get("attr")),
        meta=meta if isinstance(meta, dict) else {},
    )


def _text(value: Any) -> str:
    return plain(str(value)) if isinstance(value, str | int) else ""
