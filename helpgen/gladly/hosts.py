"""Which URLs a client may be given, and what may stand in a path."""

from __future__ import annotations

import ipaddress
import re

import httpx

from helpgen.errors import ConfigError, Problem

_SEGMENT = re.compile(r"[A-Za-z0-9._-]{1,200}")


def is_segment(value: str) -> bool:
    """Whether an id or language is safe as a part of a URL path and as a file name.

    Gladly's ids have 22 characters; 200 leave room for a suffix in a file name of 255.
    """
    return _SEGMENT.fullmatch(value) is not None and value not in {".", ".."}


def segment(value: str, what: str) -> str:
    """`value`, if it may stand in a path.

    Raises:
        ConfigError: It may not: it could lead to another endpoint. `what` names it.
    """
    if is_segment(value):
        return value
    hint = "use letters, digits, '.', '_' and '-', at most 200, and not '.' or '..' alone"
    raise ConfigError([Problem(f"{what} {value[:60]!r}", "can't be part of a Gladly URL", hint)])


def origin(url: str, what: str) -> str:
    """`url` as scheme, host and port without a slash at the end.

    Raises:
        ConfigError: It is no URL, has more than an origin, or is plain http to another
            machine; `what` names the setting.
    """
    parsed = _parsed(url, what)
    if parsed.userinfo:
        raise _refused(what, "holds credentials", "keep them in the environment")
    if not parsed.host or parsed.path not in {"", "/"} or parsed.query or parsed.fragment:
        raise _refused(f"{what} {url!r}", "is not just a host", "write https://example.gladly.com")
    if parsed.scheme != "https" and not (parsed.scheme == "http" and is_loopback(parsed.host)):
        hint = "write https://; plain http is for the emulator on this machine only"
        raise _refused(f"{what} {url!r}", "is not https", hint)
    return str(parsed.copy_with(path="/")).rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether the host is this machine by its very name, without asking DNS."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def same_origin(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether both have the same scheme, host and port."""
    return (one.scheme, one.netloc) == (other.scheme, other.netloc)


def _parsed(url: str, what: str) -> httpx.URL:
    try:
        return httpx.URL(url)
    except httpx.InvalidURL as error:
        raise _refused(what, f"is no URL ({error})", "write https://example.gladly.com") from error


def _refused(where: str, what: str, hint: str) -> ConfigError:
    return ConfigError([Problem(where, what, hint)])
