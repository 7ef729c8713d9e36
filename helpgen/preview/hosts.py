"""Which brand a request is for, and whether its Host header may be trusted.

A page of another site can lead a name of its own to this machine (DNS rebinding). It then asks
under that name, and so is refused.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass

from helpgen.preview.reply import STATE_HOME, Mount
from helpgen.preview.states import STATES

_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[^:\[\]]+)(?::\d+)?")
_LOCAL = "localhost"


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names under which the preview is asked.

    Attributes:
        bound: The address that is listened on.
        named: Other names that may be in a Host header.
    """

    bound: str
    named: frozenset[str] = frozenset()

    def brand_of(self, header: str) -> str | None:
        """The slug that a Host header names, empty where it names none; None if it's refused."""
        match = _HOST.fullmatch(header.strip().lower())
        if match is None:
            return None
        name = match["name"].strip("[]")
        slug, dot, rest = name.partition(".")
        if dot and rest == _LOCAL:
            return slug
        return "" if self._is_known(name) else None

    def _is_known(self, name: str) -> bool:
        if name == _LOCAL or name in self.named or name == self.bound.lower():
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        # No name leads here by itself; from elsewhere only the open kind is reached.
        return address.is_loopback or not is_loopback(self.bound)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens on an address."""
    if host.lower() == _LOCAL:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def mount_of(slug: str, path: str, slugs: Collection[str]) -> Mount | None:
    """Where a request leads: to the brand of its host, or to that of its path; None for neither."""
    if slug and not path.startswith(STATE_HOME):
        return Mount(slug, prefixed=False)
    if path.startswith(STATE_HOME):
        state, _, rest = path.removeprefix(STATE_HOME).partition("/")
        first = rest.partition("/")[0]
        is_known = state in STATES and first in slugs
        return Mount(first, prefixed=True, state=state) if is_known else None
    first = path.split("/", 2)[1]
    return Mount(first, prefixed=True) if first in slugs else None
