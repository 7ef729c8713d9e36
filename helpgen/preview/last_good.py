"""The last good version of each page, shown while what it's made of is broken."""

from __future__ import annotations

from collections import OrderedDict

from helpgen.preview.reply import Mount

_KEPT = 300

Page = tuple[Mount, str]
"""Where a brand is served, and a page's path below its folder."""


class LastGood:
    """Good versions of the pages that were asked for last.

    A page that was made while a file was being written may look whole and hold nothing, so a
    version counts only once it's settled that nothing changed meanwhile.
    """

    def __init__(self) -> None:
        self._settled: OrderedDict[Page, bytes] = OrderedDict()
        self._offered: dict[Page, bytes] = {}

    def offer(self, page: Page, data: bytes) -> None:
        """A version that counts if it's settled."""
        self._offered[page] = data

    def settle(self) -> None:
        """What was offered since it was last dropped was made of files that stood still."""
        for page, data in self._offered.items():
            self._settled[page] = data
            self._settled.move_to_end(page)
        while len(self._settled) > _KEPT:
            self._settled.popitem(last=False)
        self.drop()

    def drop(self) -> None:
        """What was offered doesn't count."""
        self._offered.clear()

    def get(self, page: Page) -> bytes | None:
        """The last version that counts."""
        return self._settled.get(page)
