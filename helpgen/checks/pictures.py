"""Pictures in answers come from hosts that the site's policy allows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from helpgen.config import Brand
from helpgen.errors import Problem, Severity
from helpgen.model import EditionKey

_SOURCE = re.compile(r"""<img [^>]*?\bsrc="(https?://[^/"?#]+)""")


def check_pictures(edition: EditionKey, brand: Brand, bodies: Mapping[str, str]) -> list[Problem]:
    """Hosts of pictures that browsers will leave out, one problem for each.

    Args:
        edition: Whose answers these are.
        brand: Its policy says what pages may load.
        bodies: Clean HTML of the answers by id.
    """
    allowed = {brand.origin, *brand.policy.get("img-src", ())}
    users: dict[str, list[str]] = {}
    for answer_id, body in bodies.items():
        for origin in dict.fromkeys(_SOURCE.findall(body) if "<img" in body else ()):
            if not _is_allowed(origin.lower(), allowed):
                users.setdefault(origin.lower(), []).append(answer_id)
    return [
        Problem(
            f"{edition} answer {ids[0]}",
            f"pictures from {origin} will not show{_others(len(ids) - 1)}: the site's "
            "Content-Security-Policy doesn't allow that host",
            f'add it to site.toml: [brands.policy] img-src = ["{origin}"]',
            Severity.WARNING,
            "blocked-picture",
        )
        for origin, ids in sorted(users.items())
    ]


def _is_allowed(origin: str, allowed: set[str]) -> bool:
    """Whether a source names the origin, or a domain above it as `https://*.host`."""
    scheme, _, host = origin.partition("://")
    above = {f"{scheme}://*.{host[dot + 1 :]}" for dot, sign in enumerate(host) if sign == "."}
    return not allowed.isdisjoint({origin, *above})


def _others(count: int) -> str:
    return f" (nor in {count} other answers)" if count else ""
