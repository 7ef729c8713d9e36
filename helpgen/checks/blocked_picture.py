"""Pictures from other hosts: which ones the pages ask for, and whether the policy allows them.

Without a list of its own, a brand's policy allows just the hosts that its pictures come from.
Editors chose them in Gladly, a picture can run nothing, and a help center whose pictures stay
away on the day that its headers come would help nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.config import Brand
from helpgen.errors import Problem, Severity

RULE = Rule(
    "blocked-picture",
    Severity.WARNING,
    "`[brands.policy]` has a list of `img-src`, and a host of pictures isn't in it, so browsers "
    "leave them out: add it, or take the list out and every host in use is allowed.",
)
_SOURCE = re.compile(r"""<img [^>]*?\bsrc="(https?://[^/"?#]+)""")
# Nothing that could end a source or a directive of the policy.
_PLAIN = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?")
_POLICY: Final = "img-src"


def foreign_pictures(brand: Brand, bodies: Mapping[str, str]) -> dict[str, list[str]]:
    """Where pictures of each other host are: places by origin, sorted.

    Args:
        brand: Whose own host isn't meant.
        bodies: Clean HTML of answers and content pages by their place, as problems name it.
    """
    places: dict[str, list[str]] = {}
    for place, body in bodies.items():
        if "<img" in body:
            for origin in dict.fromkeys(found.lower() for found in _SOURCE.findall(body)):
                places.setdefault(origin, []).append(place)
    places.pop(brand.origin, None)
    return dict(sorted(places.items()))


def allowed_hosts(brand: Brand, origins: Iterable[str]) -> tuple[str, ...]:
    """The origins that the policy allows by itself: all, unless the brand has its own list."""
    return () if _POLICY in brand.policy else tuple(o for o in origins if _PLAIN.fullmatch(o))


def find(seen: Seen) -> list[Problem]:
    """Hosts of the edition's pictures that browsers will leave out."""
    return check_pictures(seen.brand, seen.pictures)


def check_pictures(brand: Brand, places: Mapping[str, list[str]]) -> list[Problem]:
    """Hosts of pictures that browsers will leave out, one problem for each.

    Args:
        brand: Its policy says what pages may load.
        places: From `foreign_pictures`.
    """
    allowed = {*brand.policy.get(_POLICY, ()), *allowed_hosts(brand, places)}
    return [
        RULE.problem(
            found[0],
            f"pictures from {origin} will not show{_others(len(found) - 1)}: the site's "
            "Content-Security-Policy doesn't allow that host",
            _remedy(origin),
            key=origin,
        )
        for origin, found in places.items()
        if not _is_allowed(origin, allowed)
    ]


def _remedy(origin: str) -> str:
    if _PLAIN.fullmatch(origin):
        return (
            f'add it to site.toml: [brands.policy] img-src = ["{origin}"], or publish pictures '
            'yourself: [site] images = "mirror"'
        )
    return "upload the picture where the host's name is in plain ASCII letters"


def _is_allowed(origin: str, allowed: set[str]) -> bool:
    """Whether a source names the origin, or a domain above it as `https://*.host`."""
    scheme, _, host = origin.partition("://")
    above = {f"{scheme}://*.{host[dot + 1 :]}" for dot, sign in enumerate(host) if sign == "."}
    return not allowed.isdisjoint({origin, *above})


def _others(count: int) -> str:
    return f" (nor in {count} other places)" if count else ""
