"""Acts out the faults: middleware between the limit and the routes."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from http.client import responses
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helpgen.emulator.faults import Fault, FaultBook, FaultKind
from helpgen.emulator.operations import OperationFinder

CLOSE = "helpgen.emulator.close"
"""Key of `scope["extensions"]`: a function that closes the connection. `server.py` gives it."""

_LOGIN = "<!doctype html><title>Log in</title><h1>Log in to continue</h1>"
_CHUNK = 64 * 1024
_DRIPS = 20
_NO_BODY = {204, 304}


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class _Exchange:
    """One request that a fault hits: its fault, its true answer if it was carried out."""

    fault: Fault
    receive: Receive
    send: Send
    close: Callable[[], None]
    true: _Answer


class Faulty:
    """Middleware: a call that meets a fault gets it, every other call passes.

    A call is carried out before its fault if it only reads, if the fault's `effect` is
    set, or if the fault is one that shows the true answer, mangled.

    Args:
        app: The true routes.
        book: The faults that are set.
        finder: Tells the operation of a request.
    """

    def __init__(self, app: ASGIApp, *, book: FaultBook, finder: OperationFinder) -> None:
        self._app = app
        self._book = book
        self._finder = finder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or act a fault out."""
        fault = None
        if scope["type"] == "http":
            fault = self._book.next_for(self._finder.find(scope["method"], scope["path"]))
        if fault is None:
            await self._app(scope, receive, send)
            return
        close = scope.get("extensions", {}).get(CLOSE, _cannot_close)
        if scope["method"] == "GET" or fault.effect or fault.kind in _MANGLED:
            true = await _captured(self._app, scope, receive)
        else:
            # A connection closed on unread bytes is reset, and may lose what was sent before.
            await _read_body(receive)
            true = _NOTHING
        await _ACTS[fault.kind](_Exchange(fault, receive, send, close, true))


def _cannot_close() -> None:
    raise RuntimeError("this fault needs the emulator's own server: use running() or serve()")


_NOTHING = _Answer(200, "application/json", b"{}")


async def _captured(app: ASGIApp, scope: Scope, receive: Receive) -> _Answer:
    messages: list[Message] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, keep)
    headers = {name.lower(): value.decode("latin-1") for name, value in messages[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in messages[1:])
    return _Answer(messages[0]["status"], headers.get(b"content-type", ""), body)


async def _status(call: _Exchange) -> None:
    status = call.fault.status
    phrase = responses.get(status, "Error")
    body = phrase if call.fault.body is None else call.fault.body
    await _send(call, _Answer(status, "text/plain; charset=utf-8", body.encode()))


async def _not_json(call: _Exchange) -> None:
    body = _LOGIN if call.fault.body is None else call.fault.body
    await _send(call, _Answer(200, "text/html; charset=utf-8", body.encode()))


async def _redirect(call: _Exchange) -> None:
    answer = _Answer(302, "text/plain; charset=utf-8", b"Found")
    await _send(call, answer, {"location": call.fault.location})


async def _drop(call: _Exchange) -> None:
    call.close()
    await _disconnected(call.receive)


async def _hang(call: _Exchange) -> None:
    await _pause(call, call.fault.seconds)
    await _drop(call)


async def _slow(call: _Exchange) -> None:
    """The true answer in at most 20 drips over the fault's seconds."""
    body = call.true.body
    await _start(call, call.true, len(body))
    step = max(1, -(-len(body) // _DRIPS))
    drips = [body[at : at + step] for at in range(0, len(body), step)] or [b""]
    for drip in drips:
        if await _pause(call, call.fault.seconds / len(drips)):
            return
        await _body(call, drip, more=True)
    await _body(call, b"", more=False)


async def _truncated(call: _Exchange) -> None:
    """Half of the true answer's bytes; of an answer without a body, nothing at all."""
    body = call.true.body
    if body:
        await _start(call, call.true, len(body))
        await _body(call, body[: len(body) // 2], more=True)
    await _drop(call)


async def _oversized(call: _Exchange) -> None:
    """A JSON array of nothing but spaces, `size` bytes long."""
    await _start(call, _NOTHING, call.fault.size)
    for chunk in _blank_array(call.fault.size):
        await _body(call, chunk, more=True)
    await _body(call, b"", more=False)


async def _bomb(call: _Exchange) -> None:
    packer = zlib.compressobj(wbits=31)
    packed = b"".join(packer.compress(chunk) for chunk in _blank_array(call.fault.size))
    body = packed + packer.flush()
    await _send(call, _Answer(200, "application/json", body), {"content-encoding": "gzip"})


def _mangling(mangle: Callable[[Any], Any]) -> Callable[[_Exchange], Awaitable[None]]:
    """An act that sends the true answer's JSON after `mangle` had it."""

    async def act(call: _Exchange) -> None:
        value = json.loads(call.true.body) if call.true.content_type == "application/json" else {}
        body = json.dumps(mangle(value)).encode()
        await _send(call, _Answer(call.true.status, "application/json", body))

    return act


def _empty(value: Any) -> Any:
    return [] if isinstance(value, list) else {}


def _half(value: Any) -> Any:
    """The first half of the list, or of a layout's sections; anything else stays whole."""
    if isinstance(value, list):
        return value[: len(value) // 2]
    if isinstance(value, dict) and "sections" in value:
        return {**value, "sections": _half(value["sections"])}
    return value


def _wrong_shape(value: Any) -> Any:
    return {"results": value} if isinstance(value, list) else [value]


def _bad_item(value: Any) -> Any:
    """The list with its middle item broken; an object is broken itself."""
    if not isinstance(value, list):
        return _broken(value)
    middle = len(value) // 2
    return [*value[:middle], _broken(value[middle] if value else {}), *value[middle + 1 :]]


def _broken(item: Any) -> Any:
    """Without its name, and with numbers where text belongs."""
    kept = item if isinstance(item, dict) else {}
    return {key: kept[key] for key in kept if key != "name"} | {"bodyHtml": 7, "language": 7}


_ACTS: dict[FaultKind, Callable[[_Exchange], Awaitable[None]]] = {
    "status": _status,
    "drop": _drop,
    "hang": _hang,
    "slow": _slow,
    "truncated": _truncated,
    "not_json": _not_json,
    "empty": _mangling(_empty),
    "half": _mangling(_half),
    "wrong_shape": _mangling(_wrong_shape),
    "bad_item": _mangling(_bad_item),
    "oversized": _oversized,
    "bomb": _bomb,
    "redirect": _redirect,
}
_MANGLED: frozenset[FaultKind] = frozenset({"slow", "truncated", "half", "bad_item"})
"""Kinds that show the true answer, so that even a write is carried out first."""


async def _send(call: _Exchange, answer: _Answer, headers: dict[str, str] | None = None) -> None:
    await _start(call, answer, len(answer.body), headers)
    await _body(call, b"" if answer.status in _NO_BODY else answer.body, more=False)


async def _start(
    call: _Exchange, answer: _Answer, length: int, headers: dict[str, str] | None = None
) -> None:
    """Begin an answer that promises `length` bytes; the fault's own headers win."""
    promised = {} if answer.status in _NO_BODY else {"content-length": str(length)}
    told = {"content-type": answer.content_type, **promised, **(headers or {})}
    told |= {name.lower(): value for name, value in call.fault.headers.items()}
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in told.items()]
    await call.send({"type": "http.response.start", "status": answer.status, "headers": pairs})


async def _body(call: _Exchange, body: bytes, *, more: bool) -> None:
    await call.send({"type": "http.response.body", "body": body, "more_body": more})


async def _pause(call: _Exchange, seconds: float) -> bool:
    """Wait; True, and at once, if the client went away meanwhile."""
    try:
        await asyncio.wait_for(_disconnected(call.receive), seconds)
    except TimeoutError:
        return False
    return True


async def _read_body(receive: Receive) -> None:
    while (await receive()).get("more_body", False):
        pass


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _blank_array(size: int) -> Iterator[bytes]:
    yield b"["
    for _ in range((size - 2) // _CHUNK):
        yield b" " * _CHUNK
    yield b" " * ((size - 2) % _CHUNK) + b"]"
