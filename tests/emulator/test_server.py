"""Serving in a thread and in the foreground."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import httpx
import pytest

from helpgen.emulator import create_app, running
from helpgen.errors import ConfigError

pytestmark = pytest.mark.slow

PATH = "/orgs/configs/help-center/fjell.example-en-us.json"


def test_it_answers_as_soon_as_the_block_runs_and_is_gone_after_it(seed):
    before = set(threading.enumerate())
    with running(create_app(seed)) as url:
        assert httpx.get(url + PATH).status_code == 200
    assert set(threading.enumerate()) == before
    with pytest.raises(httpx.ConnectError):
        httpx.get(url + PATH)


def test_it_stops_while_clients_hang_and_leave_connections_open(seed):
    before = set(threading.enumerate())
    with running(create_app(seed)) as url, httpx.Client(base_url=url) as client:
        idle = socket.create_connection((client.base_url.host, client.base_url.port))
        client.post("/__emulator__/faults", json={"kind": "hang", "seconds": 600, "times": None})
        with pytest.raises(httpx.ReadTimeout):
            client.get(PATH, timeout=0.1)
        waiting = socket.create_connection((client.base_url.host, client.base_url.port))
        waiting.sendall(f"GET {PATH} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert set(threading.enumerate()) == before
    # Closed, or reset where the server had no time to read the request.
    with idle, waiting, contextlib.suppress(ConnectionResetError):
        assert waiting.recv(1) == b""


def test_it_stops_when_the_block_fails(seed):
    before = set(threading.enumerate())
    with pytest.raises(KeyError), running(create_app(seed)):
        raise KeyError
    assert set(threading.enumerate()) == before


def test_two_run_side_by_side(seed):
    with running(create_app(seed)) as one, running(create_app(seed)) as other:
        assert one != other
        assert httpx.get(one + PATH).json() == httpx.get(other + PATH).json()


def test_a_port_in_use_is_told_with_a_remedy(seed):
    app = create_app(seed)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=rf"127\.0\.0\.1:{port}.*another --port"):
            running(app, port=port).__enter__()


def test_ipv6_addresses_stand_in_brackets(seed):
    with running(create_app(seed), host="::1") as url:
        assert url.startswith("http://[::1]:")
        assert httpx.get(url + PATH).status_code == 200


def test_serve_runs_until_ctrl_c_and_then_ends_well(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    script = (
        "from helpgen.emulator import *\n"
        "app = create_app(Seed(Organization('org', 'Acme', {})))\n"
        f"serve(app, '127.0.0.1', {port}, print)\n"
    )
    command = [sys.executable, "-W", "error", "-c", script]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert wait_for(f"http://127.0.0.1:{port}/api/v1/orgs/org/answers").json() == []
        os.kill(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")


def wait_for(url):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            return httpx.get(url)
        except httpx.ConnectError:
            time.sleep(0.05)
    raise AssertionError(f"{url} never answered")
