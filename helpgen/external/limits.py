"""How much other hosts are asked, and for how long their answers count."""

from __future__ import annotations

from dataclasses import dataclass

_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one run.

    Attributes:
        seconds: After which no other address is asked. The next run goes on.
        hosts: Hosts asked at once.
        per_host: Addresses of one host asked at once.
        pause: Seconds between two addresses that are asked one after the other of one host.
        connect: Seconds until a connection stands.
        read: Seconds without a byte.
        total: Seconds of one request.
        redirects: That are followed.
        attempts: Of one address, if the failure may pass.
        retry: Seconds before the second attempt, twice that before the third.
        longest_wait: Seconds that a host may ask to wait (`Retry-After`); if it's more, the
            address isn't asked again in this run.
        silent: Addresses in a row that a host doesn't answer for, after which it isn't asked
            again in this run.
        good_for: Seconds for which a good answer counts.
        bad_for: Seconds for which a failure counts.
        forget: Seconds after which what no page names any more is forgotten.
    """

    seconds: float = 900.0
    hosts: int = 8
    per_host: int = 2
    pause: float = 0.25
    connect: float = 10.0
    read: float = 15.0
    total: float = 30.0
    redirects: int = 5
    attempts: int = 3
    retry: float = 1.0
    longest_wait: float = 30.0
    silent: int = 3
    good_for: float = 7 * 24 * _HOUR
    bad_for: float = _HOUR
    forget: float = 30 * 24 * _HOUR
