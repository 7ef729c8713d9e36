"""Serves the endpoint: one process, or several that share a port."""

from __future__ import annotations

import contextlib
import functools
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from helpgen.errors import HelpgenError
from helpgen.listening import listen, url_of
from helpgen.search.app import create_app
from helpgen.search.database import open_to_write
from helpgen.search.endpoint.settings import Settings
from helpgen.search.endpoint.timely import TimelyProtocol
from helpgen.search.feedback import FEEDBACK
from helpgen.search.library import Library
from helpgen.search.query_log import QUERY_LOG

_GRACE_SECONDS = 10
_KEEP_ALIVE_SECONDS = 20
_LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "helpgen.search.endpoint.logs.SafeFormatter",
            "format": "%(asctime)s %(levelname)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "helpgen.search": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}


def serve(
    settings: Settings, host: str, port: int, workers: int, announce: Callable[[str], None]
) -> None:
    """Serve until Ctrl-C or SIGTERM; requests that run are finished first.

    Args:
        settings: How the endpoint behaves.
        host: Address to listen on.
        port: 0 for a free one.
        workers: Processes; one that dies is replaced.
        announce: Called with the base URL once the port is ours.

    Raises:
        ConfigError: Host and port can't be listened on, or a file of its own can't be written.
        HelpgenError: There are no indexes, or the endpoint couldn't start.
    """
    _check(settings)
    listener = listen(host, port)
    announce(url_of(host, listener))
    config = _config(settings, workers)
    if workers > 1:
        Multiprocess(config, [listener]).run()
        return
    # uvicorn raises the signal that stopped it again when all is done: an end that was
    # asked for is no failure.
    signal.signal(signal.SIGTERM, _ended)
    server = uvicorn.Server(config)
    with contextlib.suppress(KeyboardInterrupt):
        server.run([listener])
    if not server.started:
        raise HelpgenError("search: the server couldn't start; see the lines above")


def _check(settings: Settings) -> None:
    """Meet what a person can mend here, before processes meet it one by one."""
    Library(settings.index)
    if settings.query_log:
        open_to_write(QUERY_LOG, settings.query_log).close()
    if settings.feedback:
        open_to_write(FEEDBACK, settings.feedback).close()


def _ended(_: int, __: FrameType | None) -> None:
    """Nothing is left to do."""


def _config(settings: Settings, workers: int) -> uvicorn.Config:
    return uvicorn.Config(
        functools.partial(create_app, settings),
        factory=True,
        workers=workers,
        http=TimelyProtocol,
        ws="none",
        lifespan="on",
        proxy_headers=False,  # a client's address is believed by --client-header only
        server_header=False,
        access_log=False,
        log_config=_LOGGING,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
