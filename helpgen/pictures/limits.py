"""How much a mirror takes in. What is refused is told, with its size and what is allowed."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the mirror.

    A phone's photo has about 12 million pixels and 4 MB.

    Attributes:
        bytes: Of one picture as it comes.
        pixels: Of one picture, width by height; decoding takes four bytes for each.
        side: Width or height in pixels; WebP allows no more.
        answer: Pictures of one answer.
        edition: Pictures of one edition.
        run_bytes: Of all pictures that one run fetches.
        run_seconds: After which a run asks for no other picture. The next run goes on.
        connect: Seconds until a connection stands.
        read: Seconds without a byte.
        total: Seconds of one request.
        redirects: That are followed.
        attempts: Of one picture, if the failure may pass.
        pause: Seconds before the second attempt, twice that before the third.
        workers: Requests at once.
        per_host: Requests to one host at once.
        decoders: Pictures decoded at once; each may take half a gigabyte.
        silent: Pictures in a row that a host doesn't answer for, after which it isn't asked again
            in this run.
    """

    bytes: int = 10 * MEGABYTE
    pixels: int = 40_000_000
    side: int = 16_383
    answer: int = 200
    edition: int = 5000
    run_bytes: int = 2000 * MEGABYTE
    run_seconds: float = 900.0
    connect: float = 10.0
    read: float = 10.0
    total: float = 30.0
    redirects: int = 5
    attempts: int = 3
    pause: float = 0.5
    workers: int = 8
    per_host: int = 4
    decoders: int = 2
    silent: int = 3
