"""A listening socket of this machine, and its address."""

from __future__ import annotations

import socket

from helpgen.errors import ConfigError, Problem, Severity


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Args:
        host: Address of this machine, IPv4 or IPv6.
        port: 0 for a free one.

    Raises:
        ConfigError: Host and port can't be listened on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        what = f"can't be listened on: {getattr(error, 'strerror', None) or error}"
        hint = "choose another --port, or 0 for a free one"
        problem = Problem(f"{host}:{port}", what, hint, Severity.ERROR, "port")
        raise ConfigError([problem]) from error
    # asyncio turns Nagle's algorithm off only for sockets that name TCP as their protocol,
    # which create_server's don't; with it on, every answer waits 40 ms for the client's ACK.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def url_of(host: str, listener: socket.socket) -> str:
    """Its base URL, such as `http://127.0.0.1:40123`."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}"
