"""Which addresses are asked for a picture at all, and which machines may be connected to."""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv6Address

import httpx

from helpgen.pictures.failures import bad_address

MAX_URL = 2000
_DEFAULT_PORTS = {"https": 443, "http": 80}
_PORTS = frozenset({80, 443, *range(1024, 65536)})
"""The others below 1024 are those of services that aren't web servers, such as mail."""
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""RFC 6052: on networks without IPv4, the last 32 bits are the IPv4 address that is meant."""


def vetted(url: str) -> httpx.URL:
    """The URL of a picture, its host in ASCII, its path percent-encoded, without a fragment.

    Nothing is looked up: which machine the host is, is seen when it's connected to.

    Raises:
        PictureError: It isn't http or https, has no host, holds a user name or password, is
            longer than 2,000 characters, or names a port of another service.
    """
    if len(url) > MAX_URL:
        raise bad_address(f"has an address of {len(url):,} characters; {MAX_URL:,} are allowed")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise bad_address("has an address that can't be read") from error
    if parsed.scheme not in _DEFAULT_PORTS or not parsed.host:
        raise bad_address("has no http or https address")
    if parsed.userinfo:
        raise bad_address("has a user name or password in its address")
    if port_of(parsed) not in _PORTS:
        raise bad_address(f"has port {parsed.port} in its address, which is no web server's")
    return parsed.copy_with(fragment=None)


def port_of(url: httpx.URL) -> int:
    """The port that is connected to."""
    return url.port if url.port is not None else _DEFAULT_PORTS[url.scheme]


def origin_of(url: httpx.URL) -> str:
    """Scheme, host and port; the port only where it isn't the scheme's own."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, and so does any that it wraps.

    Python's `is_global` alone isn't enough: it counts multicast, site-local addresses and
    IPv6 forms of private IPv4 addresses as global.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_public_v4(parsed)
    wrapped = _wrapped(parsed)
    if parsed.ipv4_mapped or parsed in _NAT64:
        return all(map(_is_public_v4, wrapped))
    return parsed in _GLOBAL_UNICAST and parsed.is_global and all(map(_is_public_v4, wrapped))


def _is_public_v4(address: IPv4Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved)


def _wrapped(address: IPv6Address) -> list[IPv4Address]:
    """IPv4 addresses within an IPv6 one: mapped, 6to4, Teredo's server and client, NAT64."""
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in found if one is not None]
