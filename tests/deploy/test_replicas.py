"""Two replicas of the endpoint behind nginx follow a new build; no request is lost.

`HELPGEN_GENERATIONS=20` follows as many builds; run with `-s` for the figures.
"""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter

import httpx
import pytest
from s3_server import free_port

from helpgen.deploy import Options, open_store, push_indexes, target_of

pytestmark = pytest.mark.slow

GENERATIONS = int(os.environ.get("HELPGEN_GENERATIONS", "1"))
KEY = "0123456789abcdef" * 2
NGINX = """\
daemon off;
worker_processes 1;
error_log {folder}/error.log;
pid {folder}/nginx.pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream search {{
        server 127.0.0.1:{ports[0]} max_fails=0;
        server 127.0.0.1:{ports[1]} max_fails=0;
        keepalive 16;
    }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://search;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_connect_timeout 1s;
            proxy_next_upstream error timeout http_503;
        }}
    }}
}}
"""


class Replicas:
    """Two of them, each with a folder of its own, and nginx."""

    def __init__(self, bucket, folder):
        self.bucket, self.folder = bucket, folder
        self.ports, self.port = [free_port(), free_port()], free_port()
        self.serving, self.others = [None, None], []

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def start(self):
        (self.folder / "nginx.conf").write_text(
            NGINX.format(folder=self.folder, ports=self.ports, port=self.port)
        )
        self.others = [self.helpgen(number, "pull", *self.source()) for number in (0, 1)]
        wait_until(lambda: all((self.index(n) / "site.json").is_file() for n in (0, 1)))
        self.serving = [self.serve(number) for number in (0, 1)]
        self.others.append(
            subprocess.Popen(
                ["nginx", "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder)],
                stderr=subprocess.DEVNULL,
            )
        )
        for port in (*self.ports, self.port):
            wait_until(lambda port=port: answers(port))

    def source(self):
        yield from (f"s3://{self.bucket.name}", "--every", "0.2")
        yield from ("--endpoint", self.bucket.proxy.server.url)

    def index(self, number):
        return self.folder / f"replica-{number}"

    def serve(self, number):
        return self.helpgen(number, "serve", "--port", str(self.ports[number]))

    def helpgen(self, number, command, *options):
        start = [sys.executable, "-m", "helpgen", "search", command]
        log = (self.folder / f"{command}-{number}.log").open("a")
        with log:
            return subprocess.Popen(
                [*start, *options, "--index", str(self.index(number))], stdout=log, stderr=log
            )

    def restart(self, number):
        """As a rolling update does; returns how the old one ended."""
        self.serving[number].terminate()
        code = self.serving[number].wait(20)
        self.serving[number] = self.serve(number)
        wait_until(lambda: answers(self.ports[number]))
        return code

    def __exit__(self, *_):
        for process in [*self.serving, *self.others]:
            if process is not None:
                process.terminate()
                process.wait(20)


def answers(port):
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"http://127.0.0.1:{port}/readyz", trust_env=False).status_code == 200
    return False


def wait_until(holds):
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it takes too long")


class Readers:
    """Ask through nginx all the while."""

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}/search"
        self.word, self.seen = "zebras", Counter()
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(2)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _read(self):
        with httpx.Client(trust_env=False, timeout=30) as client:
            while not self._ended.is_set():
                query = {"brand": "alpha", "language": "en-us", "q": self.word}
                try:
                    self.seen[client.get(self.url, params=query).status_code] += 1
                except httpx.TransportError as error:
                    self.seen[repr(error)] += 1
                time.sleep(0.005)


def test_replicas_follow_new_generations_and_restart_without_a_lost_request(
    small_site, bucket, monkeypatch, tmp_path
):
    monkeypatch.setenv("HELPGEN_INDEX_KEY", KEY)
    drawn, delays, site = random.Random(7), [], small_site()
    store = open_store(
        target_of(None, f"s3://{bucket.name}", {"endpoint": bucket.proxy.server.url})
    )

    def publish():
        word = "".join(drawn.choices("bcdfghklmnprst", k=10))  # like no other
        site.save("alpha/en-us", {"one": f"<p>{word}</p>", "two": "<p>Two.</p>"})
        assert not site.build().failed
        push_indexes(site.root / "build/search", store, KEY, Options(99))
        return word

    word = publish()
    with Replicas(bucket, tmp_path) as replicas, Readers(replicas.port) as readers:
        assert all(finds(port, word) for port in replicas.ports)
        for _ in range(GENERATIONS):
            word = readers.word = publish()
            start = time.monotonic()
            for port in replicas.ports:
                wait_until(lambda port=port, word=word: finds(port, word))
            delays.append(round(time.monotonic() - start, 2))
        assert [replicas.restart(number) for number in (0, 1)] == [0, 0]
    print(f"\n{dict(readers.seen)}, seconds from push to both: {delays}")  # noqa: T201
    assert readers.seen.keys() == {200}
    assert readers.seen[200] > 50


def finds(port, word):
    query = {"brand": "alpha", "language": "en-us", "q": word}
    found = httpx.get(f"http://127.0.0.1:{port}/search", params=query, trust_env=False)
    return "/about-one/" in found.text
