"""Pages that search engines list and that say the same of themselves."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator

from helpgen.checks.heads import Head
from helpgen.checks.seen import Seen


def doubles(
    seen: Seen, kinds: Container[str], said: Callable[[Head], str]
) -> Iterator[tuple[str, str, str]]:
    """Pages that say what an earlier one said: site path, the words, site path of the first.

    Args:
        seen: The edition.
        kinds: Which kinds of pages.
        said: Picks the words; where they are empty nothing is said.
    """
    firsts: dict[str, str] = {}
    for url, head in seen.heads.items():
        words = said(head)
        if words and not head.hidden and seen.pages[url].kind in kinds:
            first = firsts.setdefault(words.casefold(), url)
            if first != url:
                yield url, words, first
