"""The host that tests ask."""

from __future__ import annotations

import threading
from http.server import ThreadingHTTPServer

import pytest
from other_host import QUICK, Host, handler

from helpgen.external.asking import Asker


@pytest.fixture(scope="session")
def _server():
    host = Host()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(host))
    server.daemon_threads = True
    host.port = server.server_port
    host.url = f"http://127.0.0.1:{host.port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield host
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def host(_server):
    """The host, with nothing of another test."""
    _server.answers.clear()
    _server.asked.clear()
    _server.busiest, _server.delay = 0, 0.0
    return _server


@pytest.fixture
def asker(host):
    """Asks this host alone, though it's on this machine."""
    with Asker(QUICK, private=frozenset({("127.0.0.1", host.port)})) as asker:
        yield asker
