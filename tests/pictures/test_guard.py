"""Connections go to public machines only, to the very address that was checked."""

from __future__ import annotations

import socket

import httpcore
import pytest

from helpgen.pictures.failures import PictureError
from helpgen.pictures.guard import Deadline, GuardedBackend, system_resolve


class Recorded(httpcore.NetworkBackend):
    """Notes where connections go; those to `refusing` fail."""

    def __init__(self, refusing=()):
        self.asked = []
        self.refusing = refusing

    def connect_tcp(self, host, port, *_):
        self.asked.append((host, port))
        if host in self.refusing:
            raise httpcore.ConnectError("refused")
        return httpcore.MockStream([b""])


def guarded(*answers, private=frozenset(), refusing=()):
    """A backend whose resolver gives one of the answers after the other."""
    left = list(answers)
    inner = Recorded(refusing)
    deadline = Deadline()
    deadline.start(60)
    backend = GuardedBackend(deadline, private=private, resolve=lambda *_: left.pop(0), inner=inner)
    return backend, inner


def test_the_checked_number_is_connected_to_and_the_name_looked_up_once():
    """A second answer, which DNS rebinding lives by, is never asked for."""
    backend, inner = guarded(["93.184.216.34"], ["127.0.0.1"])
    backend.connect_tcp("a.example", 443)
    assert inner.asked == [("93.184.216.34", 443)]


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:10.0.0.1"],
        ["93.184.216.34", "10.0.0.1"],
        ["10.0.0.1", "93.184.216.34"],
    ],
)
def test_a_name_with_any_private_address_is_connected_to_nowhere(addresses):
    backend, inner = guarded(addresses)
    with pytest.raises(PictureError, match="isn't a public address") as refused:
        backend.connect_tcp("a.example", 443)
    assert inner.asked == []
    assert refused.value.failure.kind == "private"
    assert not refused.value.passing


def test_the_next_address_is_tried_if_one_doesnt_answer():
    backend, inner = guarded(["93.184.216.34", "93.184.216.35"], refusing=["93.184.216.34"])
    backend.connect_tcp("a.example", 80)
    assert inner.asked == [("93.184.216.34", 80), ("93.184.216.35", 80)]


def test_a_certificate_is_checked_against_the_name():
    class Stream(httpcore.MockStream):
        def start_tls(self, _, server_hostname=None, *__):
            names.append(server_hostname)
            raise httpcore.ConnectError("enough")

    names = []
    backend, inner = guarded(["93.184.216.34"])
    inner.connect_tcp = lambda *_: Stream([])
    with (
        httpcore.ConnectionPool(network_backend=backend) as pool,
        pytest.raises(httpcore.ConnectError),
    ):
        pool.request("GET", "https://a.example/x.png")
    assert names == ["a.example"]


def test_a_stand_in_may_be_private_on_its_own_port_only():
    private = frozenset({("127.0.0.1", 8701)})
    backend, inner = guarded(["127.0.0.1"], ["127.0.0.1"], private=private)
    backend.connect_tcp("127.0.0.1", 8701)
    with pytest.raises(PictureError):
        backend.connect_tcp("127.0.0.1", 8702)
    assert inner.asked == [("127.0.0.1", 8701)]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "::1", "::ffff:127.0.0.1", "0"],
)
def test_every_spelling_of_this_machine_is_refused(host):
    """Whatever the system's resolver makes of a name is what's checked."""
    deadline = Deadline()
    deadline.start(60)
    inner = Recorded()
    with pytest.raises(PictureError):
        GuardedBackend(deadline, inner=inner).connect_tcp(host, 80)
    assert inner.asked == []


def test_a_name_that_isnt_known_is_no_address():
    def unknown(host, port):
        raise socket.gaierror("Name or service not known")

    deadline = Deadline()
    deadline.start(60)
    with pytest.raises(PictureError, match="its host isn't known") as failed:
        GuardedBackend(deadline, resolve=unknown).connect_tcp("a.example", 80)
    assert failed.value.passing


def test_the_systems_resolver_gives_each_address_once():
    assert system_resolve("127.0.0.1", 80) == ["127.0.0.1"]


def test_after_the_deadline_nothing_is_read_or_connected():
    backend, inner = guarded(["93.184.216.34"], ["93.184.216.34"])
    deadline = Deadline()
    deadline.start(60)
    assert deadline.left(5.0) == 5.0
    assert 0 < deadline.left(None) <= 60
    stream = backend.connect_tcp("a.example", 80)
    backend._deadline.start(0)
    for step in (lambda: stream.read(1), lambda: stream.write(b"x")):
        with pytest.raises(PictureError, match="took too long"):
            step()
    with pytest.raises(PictureError, match="took too long"):
        backend.connect_tcp("a.example", 80)
    assert len(inner.asked) == 1
