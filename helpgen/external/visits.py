"""Asks many addresses: many hosts at once, few addresses of one, none after the time is over."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol
from urllib.parse import urlsplit

from helpgen.external.limits import Limits
from helpgen.external.reply import Reply

Take = Callable[[str, Reply], None]
"""Takes what was said of an address; it's called by one thread at a time."""


class Asks(Protocol):
    """Asks one address, as `Asker` does."""

    def ask(self, url: str, end: float) -> Reply:
        """What stands at an address."""


def visit(urls: Iterable[str], asker: Asks, limits: Limits, take: Take) -> None:
    """Ask for addresses, those of each host in their order.

    Args:
        urls: The addresses.
        asker: Asks one.
        limits: Of the run.
        take: Gets each reply. It isn't called for those that the time didn't suffice for.
    """
    hosts: dict[str, deque[str]] = {}
    for url in urls:
        hosts.setdefault(_host(url), deque()).append(url)
    end = time.monotonic() + limits.seconds
    run = _Run(asker, limits, take, end)
    pool = ThreadPoolExecutor(limits.hosts * limits.per_host, thread_name_prefix="external")
    try:
        lanes = [
            pool.submit(run.lane, waiting, silence)
            for waiting in hosts.values()
            for silence in [_Silence()]
            for _ in range(min(limits.per_host, len(waiting)))
        ]
        for lane in lanes:
            lane.result()
    finally:
        run.stop()
        pool.shutdown(wait=True, cancel_futures=True)


class _Silence:
    """How many addresses in a row a host didn't answer for."""

    count = 0


class _Run:
    def __init__(self, asker: Asks, limits: Limits, take: Take, end: float) -> None:
        self._asker = asker
        self._limits = limits
        self._take = take
        self._end = end
        self._lock = threading.Lock()

    def stop(self) -> None:
        """Let every lane end after the address that it asks for."""
        self._end = 0.0

    def lane(self, waiting: deque[str], silence: _Silence) -> None:
        """Ask a host's addresses one after the other."""
        while time.monotonic() < self._end:
            try:
                url = waiting.popleft()
            except IndexError:
                return
            if silence.count >= self._limits.silent:
                reply = Reply(failure="can't be reached: its host didn't answer for others either")
            else:
                reply = self._asker.ask(url, self._end)
                silence.count = silence.count + 1 if reply.failure and reply.passing else 0
                time.sleep(self._limits.pause if waiting else 0)
            with self._lock:
                self._take(url, reply)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
