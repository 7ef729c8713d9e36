"""A client for the configured Gladly: the organization's own host, or the emulator.

The emulator is no special case beyond its start: the same client asks it over HTTP.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

from helpgen.config import Site
from helpgen.config_values import is_loopback
from helpgen.emulator import (
    DEMO_CREDENTIALS,
    PICTURES_ORIGIN,
    Organization,
    Seed,
    create_app,
    running,
    seed_from_content,
    seed_from_jsonl,
)
from helpgen.errors import ConfigError, Problem, Severity
from helpgen.gladly import Credentials, GladlyClient, RateLimiter, RetryPolicy

USER_VARIABLE, TOKEN_VARIABLE = "GLADLY_API_USER", "GLADLY_API_TOKEN"


@contextlib.contextmanager
def connected(site: Site, environment: Mapping[str, str]) -> Iterator[GladlyClient]:
    """A client that asks what site.toml names; the emulator runs as long as it's open.

    Args:
        site: Says whom to ask.
        environment: Holds the credentials, if there are any.

    Raises:
        ConfigError: Only one of the two variables is set, or the emulator's seed is wrong.
    """
    with contextlib.ExitStack() as stack:
        url, credentials = site.gladly.url, read_credentials(environment)
        limiter = RateLimiter()
        if url == "emulator":
            rate = site.emulator.rate_limit
            app = create_app(emulator_seed(site), rate_limit=rate, pictures=site.pictures)
            url = stack.enter_context(running(app))
            credentials = Credentials(*DEMO_CREDENTIALS)
            limiter = RateLimiter(per_second=rate or None)
        client = GladlyClient(
            url,
            org_id=site.gladly.org_id,
            cdn_url=site.gladly.layouts_url,
            credentials=credentials,
            limiter=limiter,
            retries=RetryPolicy(attempts=site.gladly.attempts),
        )
        yield stack.enter_context(client)


def picture_stand_ins(client: GladlyClient) -> dict[str, str]:
    """The host of the emulator's pictures, for a Gladly on this machine; nothing for an account's.

    Returns:
        The origin that is asked, by the origin that answers name.
    """
    return {PICTURES_ORIGIN: client.url} if is_loopback(client.url) else {}


def read_credentials(environment: Mapping[str, str]) -> Credentials | None:
    """Credentials of the environment; None where there are none.

    Raises:
        ConfigError: One variable is set and the other isn't.
    """
    user, token = environment.get(USER_VARIABLE), environment.get(TOKEN_VARIABLE)
    if bool(user) != bool(token):
        missing = TOKEN_VARIABLE if user else USER_VARIABLE
        hint = f"set both {USER_VARIABLE} and {TOKEN_VARIABLE}, or neither"
        raise ConfigError([Problem(missing, "isn't set", hint, Severity.ERROR, "config")])
    return Credentials(user, token) if user and token else None


def emulator_seed(site: Site) -> Seed:
    """What the emulator holds: the managed answers of content/, or a JSON Lines file.

    Raises:
        ConfigError: With every mistake in those files.
    """
    if site.emulator.answers:
        path = site.root / site.emulator.answers
        return seed_from_jsonl(path, organization_id=site.gladly.org_id)
    return seed_from_content(site.content, emulated_organization(site))


def emulated_organization(site: Site) -> Organization:
    """The organization that site.toml describes: a brand's audience carries its name."""
    languages = dict.fromkeys(code for brand in site.brands for code in brand.languages)
    return Organization(
        id=site.gladly.org_id,
        name="Emulated organization",
        audiences={b.audience_id: b.name for b in site.brands if b.audience_id},
        languages=tuple(languages),
    )
