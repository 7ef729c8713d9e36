"""A server of S3's protocol, SeaweedFS, and a proxy that breaks what goes through it."""

from __future__ import annotations

import contextlib
import html
import http.client
import json
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

KEY, SECRET = "test-key", "test-secret"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}
_PORTS = ("master", "volume", "filer", "s3")
_IDENTITY = {
    "name": "test",
    "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
    "actions": ["Admin", "Read", "Write", "List"],
}


class Server:
    """SeaweedFS in a process of its own."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.ports = {name: free_port() for name in _PORTS}
        self.url = f"http://127.0.0.1:{self.ports['s3']}"
        (self.folder / "identities.json").write_text(json.dumps({"identities": [_IDENTITY]}))
        self._log = (self.folder / "log").open("w")
        self.process = subprocess.Popen(
            [_program(), "-logtostderr", "server", *self._options()],
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )

    def _options(self):
        yield f"-dir={self.folder}"
        yield from ("-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3")
        yield from ("-s3.port.iceberg=0", "-s3.port.lance=0")
        yield from ("-master.volumeSizeLimitMB=64", "-volume.max=20", "-master.telemetry=false")
        yield f"-s3.config={self.folder / 'identities.json'}"
        for name, port in self.ports.items():
            yield f"-{name}.port={port}"
            yield f"-{name}.port.grpc={free_port()}"

    def wait(self):
        for _ in range(600):
            with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                urllib.request.urlopen(f"{self.url}/healthz", timeout=1).close()
                return
            assert self.process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.1)
        raise AssertionError("the server doesn't start")

    def new_bucket(self, name):
        address = f"http://127.0.0.1:{self.ports['filer']}/buckets/{name}/"
        urllib.request.urlopen(urllib.request.Request(address, method="POST")).close()

    def end(self):
        self.process.kill()  # it takes 25 s to end by itself
        self.process.wait()
        self._log.close()


@contextlib.contextmanager
def running_server(folder):
    server = Server(folder)
    try:
        server.wait()
        yield server
    finally:
        server.end()
        shutil.rmtree(folder, ignore_errors=True)


class Fault:
    """What becomes of one request, or of all from one on.

    Args:
        number: Of the request, counted from 0.
        effect: Whether the server has done it.
        status: Answered to the client; 0 cuts the connection.
        lasts: Whether all later requests fail too, without effect.
    """

    def __init__(self, number, *, effect, status=0, lasts=True):
        self.number, self.effect, self.status, self.lasts = number, effect, status, lasts


class Proxy:
    """Passes requests on, one at a time, and keeps a copy of what objects should be there.

    Attributes:
        requests: Method and key of each request that came.
        objects: Content by key of what took effect.
        fault: What breaks.
        look: Called after each request, once it has taken effect or not.
    """

    def __init__(self, server):
        self.server = server
        self.requests, self.objects = [], {}
        self.fault, self.look = None, lambda: None
        self._lock = threading.Lock()
        self._http = _Http(("127.0.0.1", 0), _Handler)
        self._http.proxy = self
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,))
        self._thread.start()

    @property
    def writes(self):
        return [request for request in self.requests if request[0] not in {"GET", "HEAD"}]

    def begin(self, fault=None):
        self.requests.clear()
        self.fault = fault

    def end(self):
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def handle(self, method, path, headers, body):
        """Status, headers and body for the client; None to cut its connection."""
        with self._lock:
            number, fault = len(self.requests), self.fault
            self.requests.append((method, unquote(urlsplit(path).path)))
            broken = fault and (number >= fault.number if fault.lasts else number == fault.number)
            answer = None
            if not broken or (fault.effect and number == fault.number):
                answer = self._pass_on(method, path, headers, body)
            self.look()
        if not broken:
            return answer
        return (fault.status, [], b"") if fault.status else None

    def _pass_on(self, method, path, headers, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.ports["s3"])
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers:
                connection.putheader(name, value)
            connection.endheaders(body)
            response = connection.getresponse()
            data = response.read()
        finally:
            connection.close()
        if response.status < 300:
            self._note(method, path, body)
        return response.status, response.getheaders(), data

    def _note(self, method, path, body):
        key = unquote(urlsplit(path).path).lstrip("/")
        if method == "PUT":
            self.objects[key] = body
        elif method == "POST" and "delete" in urlsplit(path).query:
            for name in re.findall("<Key>(.*?)</Key>", body.decode()):
                self.objects.pop(f"{key}/{html.unescape(name)}", None)
        elif method == "DELETE":
            self.objects.pop(key, None)


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """A client that was killed needs no word."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        """Nothing: tests look at `requests`."""

    def _any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        proxy = self.server.proxy
        answer = proxy.handle(self.command, self.path, self.headers.items(), body)
        if answer is None:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        status, headers, data = answer
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
                self.send_header(name, value)
        length = dict(headers).get("Content-Length") if self.command == "HEAD" else len(data)
        self.send_header("Content-Length", str(length or 0))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = _any  # noqa: N815 - http.server's names


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _program():
    return str(Path(sys.executable).with_name("weed"))
