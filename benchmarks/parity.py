"""Whether both programs made the same site: the same pages, with the same markup.

Only spelling may differ: white space, quotes and character references, names of hashed
assets, and the way a date is written out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

_ASSET = re.compile(r"(/assets/[\w-]+)\.[0-9a-f]{8,64}\.(\w+)")
_DATE = re.compile(r"(<time[^>]*>).*?</time>", re.DOTALL)
_SPACE = re.compile(r"\s+")
BESIDE_PAGES = re.compile(
    r'<link rel="(?:alternate" type="text/markdown|manifest)"[^>]*>'
    r'|<script type="application/ld\+json">.*?</script>',
    re.DOTALL,
)
"""Links to files that only helpgen and Hugo make, and data whose order is a program's own."""
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Parity:
    """How two sites compare.

    Attributes:
        pages: How many both have.
        only_first: Pages that only the first has.
        only_second: Pages that only the second has.
        different: Pages whose markup isn't the same.
    """

    pages: int
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    different: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether the sites are the same."""
        return not (self.only_first or self.only_second or self.different)


def compare(first: Path, second: Path, *, without: re.Pattern[str] = _NOTHING) -> Parity:
    """Compare every HTML page of two folders.

    Args:
        first: One of them.
        second: The other.
        without: Markup that isn't looked at.
    """
    ours, theirs = set(_pages(first)), set(_pages(second))
    both = sorted(ours & theirs)
    different = tuple(page for page in both if _differ(first / page, second / page, without))
    only = sorted(ours - theirs), sorted(theirs - ours)
    return Parity(len(both), tuple(only[0]), tuple(only[1]), different)


def plain(text: str) -> str:
    """A page's markup without what may be spelled in several ways."""
    text = _DATE.sub(r"\1", _ASSET.sub(r"\1.\2", unquote(html.unescape(text))))
    return _SPACE.sub("", text).replace("'", '"')


def _differ(one: Path, other: Path, without: re.Pattern[str]) -> bool:
    texts = (without.sub("", path.read_text("utf-8")) for path in (one, other))
    return plain(next(texts)) != plain(next(texts))


def _pages(folder: Path) -> Iterator[str]:
    """Every page but a brand's own 404.html, helpgen's copy of the default language's."""
    copies = set(folder.glob("*/404.html"))
    for path in folder.rglob("*.html"):
        if path not in copies:
            yield path.relative_to(folder).as_posix()
