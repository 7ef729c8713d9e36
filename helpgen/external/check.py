"""Addresses of other hosts that pages name -> what's wrong with them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from helpgen.checks.dead_url import MOVED, RULE
from helpgen.errors import Problem
from helpgen.external.limits import Limits
from helpgen.external.memory import Memory
from helpgen.external.reply import Reply
from helpgen.external.visits import Asks, visit

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class External:
    """What was found.

    Attributes:
        problems: Dead and moved addresses.
        addresses: How many the pages name.
        asked: How many of them this run asked for; the others were known.
        unsure: How many hosts refused to be asked for.
        waiting: How many were left for the next run.
    """

    problems: tuple[Problem, ...]
    addresses: int
    asked: int
    unsure: int
    waiting: int


def check_external(
    places: Mapping[str, Iterable[str]],
    asker: Asks,
    memory: Memory,
    limits: Limits,
    *,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> External:
    """Ask for addresses that aren't known well enough, and tell what's wrong.

    Args:
        places: Where pages name each address.
        asker: Asks hosts.
        memory: What they said before; it's kept up to date, and saved whatever happens.
        limits: Of the run.
        on_progress: Called with how many of how many were asked.

    Raises:
        ContentError: The memory can't be written.
    """
    pages = _by_page(places)
    now = time.time()
    # Those that were never asked come first, then the oldest: a run that ends early is no loss.
    stale = sorted((u for u in pages if not memory.is_fresh(u, now)), key=memory.asked)
    done: Counter[str] = Counter()

    def take(url: str, reply: Reply) -> None:
        memory.take(url, reply, time.time())
        done["asked"] += 1
        on_progress(done["asked"], len(stale))

    try:
        visit(stale, asker, limits, take)
    finally:
        memory.save(pages, time.time())
    replies = {url: reply for url in pages if (reply := memory.reply(url))}
    return External(
        tuple(_problems(pages, replies)),
        len(pages),
        done["asked"],
        sum(reply.is_unsure for reply in replies.values()),
        len(stale) - done["asked"],
    )


def _by_page(places: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Places of each address without its fragment, which no host sees."""
    found: dict[str, list[str]] = {}
    for address, where in places.items():
        try:
            url = urldefrag(address).url
        except ValueError:
            url = address
        found.setdefault(url, []).extend(where)
    return {url: list(dict.fromkeys(where)) for url, where in found.items()}


def _problems(pages: Mapping[str, list[str]], replies: Mapping[str, Reply]) -> Iterator[Problem]:
    for url, reply in replies.items():
        where, others = pages[url][0], len(pages[url]) - 1
        more = f" (also in {others} other places)" if others > 1 else ""
        more = " (also in one other place)" if others == 1 else more
        shown = url if len(url) <= _LONGEST else url[: _LONGEST - 1] + "…"
        if reply.is_dead:
            what = reply.failure or f"is answered with status {reply.status}"
            hint = "link to what took its place, or take the link out"
            yield RULE.problem(where, f"{shown} {what}{more}", hint, key=url)
        elif reply.moved_to:
            yield MOVED.problem(
                where,
                f"{shown} has moved to {reply.moved_to[:_LONGEST]}{_front(url, reply.moved_to)}"
                f"{more}",
                "link there, if that is what's meant",
                key=url,
            )


def _front(url: str, moved_to: str) -> str:
    """Where a deep page leads to a front page, it's mostly gone."""
    deep = urlsplit(url).path.strip("/") and not urlsplit(moved_to).path.strip("/")
    return ", the front page," if deep else ""
