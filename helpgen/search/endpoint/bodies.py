"""Bodies of requests: forms of a few fields, read no longer and no further than they may be."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from helpgen.refusals import Mistake, refused

FORM = "application/x-www-form-urlencoded"
LARGEST_BODY = 20_000
"""Bytes; a thousand characters of four bytes each, percent-encoded, and the fields beside."""
_SECONDS = 10
_MOST_FIELDS = 20
# What comes yet of this request is never to be taken for another one.
_CLOSE = {"Connection": "close"}


async def read_form(request: Request, seconds: float = _SECONDS) -> Mapping[str, str]:
    """The fields of a form; of fields of one name, the last counts.

    Args:
        request: Its body hasn't been read.
        seconds: How long the body may take.

    Raises:
        Refusal: 415 for another type, 413 if it's too large, 408 if it takes too long, 400 if
            it was cut off or is no form.
    """
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != FORM:
        told = f"send a form: Content-Type must be {FORM}"
        raise refused(415, [Mistake("", "unsupported_type", told)], _CLOSE)
    try:
        async with asyncio.timeout(seconds):
            body = await _read(request)
    except TimeoutError:
        told = f"the form took more than {seconds:g} s"
        raise refused(408, [Mistake("", "too_slow", told)], _CLOSE) from None
    except ClientDisconnect:
        raise refused(400, [Mistake("", "invalid", "the form was cut off")], _CLOSE) from None
    return _fields(body)


async def _read(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_BODY:
            told = f"the form has more than {LARGEST_BODY} bytes"
            raise refused(413, [Mistake("", "too_long", told)], _CLOSE)
    return bytes(body)


def _fields(body: bytes) -> Mapping[str, str]:
    try:
        text = body.decode("utf-8", "replace")
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        told = f"the form has more than {_MOST_FIELDS} fields"
        raise refused(400, [Mistake("", "invalid", told)]) from None
