"""The search endpoint as uvicorn serves it, in a thread."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator
from typing import Any

import uvicorn

from helpgen.listening import listen, url_of
from helpgen.search.app import create_app
from helpgen.search.endpoint.settings import Settings


@contextlib.contextmanager
def serving_endpoint(settings: Settings, **options: Any) -> Iterator[str]:
    """The address of an endpoint on a free port; `options` are further ones of uvicorn."""
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(
        functools.partial(create_app, settings),
        factory=True,
        lifespan="on",
        proxy_headers=False,
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=5,
        **options,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        yield url_of("127.0.0.1", listener)
    finally:
        server.should_exit = True
        thread.join()
