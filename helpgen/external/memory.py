"""What hosts said before, in a file, so that a run asks what it must only."""

from __future__ import annotations

import json
from collections.abc import Container
from pathlib import Path
from typing import Any

from helpgen.errors import ContentError
from helpgen.external.limits import Limits
from helpgen.external.reply import Reply
from helpgen.files import read_text, write_atomic


class Memory:
    """Replies by address, each with the time when it came.

    Args:
        path: The file; it needn't be there yet.
        limits: For how long a reply counts.

    Raises:
        ContentError: The file isn't one of these.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._known = _read(path)

    def reply(self, url: str) -> Reply | None:
        """The last reply for an address, however old it is."""
        found = self._known.get(url)
        return found[1] if found else None

    def asked(self, url: str) -> float:
        """When the last reply came, seconds since 1970; 0 if none did."""
        found = self._known.get(url)
        return found[0] if found else 0.0

    def is_fresh(self, url: str, now: float) -> bool:
        """Whether the last reply still counts.

        Args:
            url: The address.
            now: Seconds since 1970.
        """
        found = self._known.get(url)
        if not found:
            return False
        asked, reply = found
        bad = reply.is_dead or reply.is_unsure
        return now - asked < (self._limits.bad_for if bad else self._limits.good_for)

    def take(self, url: str, reply: Reply, now: float) -> None:
        """Remember a reply."""
        self._known[url] = (now, reply)

    def save(self, named: Container[str], now: float) -> None:
        """Write it down; what no page has named for long is forgotten.

        Args:
            named: Addresses that pages name now.
            now: Seconds since 1970.

        Raises:
            ContentError: The file can't be written.
        """
        kept = {
            url: _stored(asked, reply)
            for url, (asked, reply) in sorted(self._known.items())
            if url in named or now - asked < self._limits.forget
        }
        data = json.dumps(kept, ensure_ascii=False, indent=0).encode()
        try:
            write_atomic(self._path, data)
        except OSError as error:
            raise ContentError(f"{self._path}: can't be written: {error.strerror}") from error


def _stored(asked: float, reply: Reply) -> dict[str, Any]:
    stored = {"asked": int(asked), "status": reply.status}
    more = {"failure": reply.failure, "moved_to": reply.moved_to}
    return {**stored, **{name: value for name, value in more.items() if value}}


def _read(path: Path) -> dict[str, tuple[float, Reply]]:
    if not path.exists():
        return {}
    try:
        return {
            url: (
                float(one["asked"]),
                Reply(int(one["status"]), one.get("failure", ""), one.get("moved_to", "")),
            )
            for url, one in json.loads(read_text(path)).items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ContentError(f"{path}: can't be read: delete it, and all is asked anew") from error
