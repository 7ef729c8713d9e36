"""What earlier deploys put in a place: a small file beside what they put there.

It says whose files may be deleted, and what the place called each file when it arrived. A
file counts as unchanged only if the ledger and the place agree on it, so a ledger that is lost or
old costs a file sent again, never a wrong one. It's written before the first change with
every path that is about to be ours, so that after a kill none is forgotten.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from helpgen.deploy.place import Place, Record
from helpgen.errors import DeployError

LEDGER = ".helpgen-deploy.json"
"""Its name in the place. It says nothing that the site doesn't show."""
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known of a place.

    Attributes:
        owner: Whose files they are, slug of a brand; empty if there was no deploy yet.
        run: Name of the deploy that wrote it.
        files: Record of each path that is ours; None where it's unknown what stands there.
        touched: Paths that were changed by deploys that didn't come to their end.
    """

    owner: str = ""
    run: str = ""
    files: Mapping[str, Record | None] = field(default_factory=dict)
    touched: frozenset[str] = frozenset()


def read_ledger(place: Place) -> Ledger:
    """The ledger of a place; an empty one if there is none.

    Raises:
        DeployError: It can't be read, or isn't one.
    """
    data = place.read(LEDGER)
    if data is None:
        return Ledger()
    try:
        return _parsed(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DeployError(
            f"{place.name}/{LEDGER}: isn't a list of deployed files ({error}): delete it; "
            "everything is then sent again, and files that only it knew of stay until you "
            "delete them"
        ) from error


def write_ledger(place: Place, ledger: Ledger) -> None:
    """Put it there.

    Raises:
        DeployError: It can't be written.
    """
    stored = {
        "format": _FORMAT,
        "owner": ledger.owner,
        "run": ledger.run,
        "touched": sorted(ledger.touched),
        "files": {
            path: record and [record.digest, record.mark, record.headers]
            for path, record in sorted(ledger.files.items())
        },
    }
    data = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    place.write(LEDGER, data.encode())


def _parsed(stored: Any) -> Ledger:
    if stored["format"] != _FORMAT:
        raise ValueError(f"format {stored['format']}, this helpgen reads {_FORMAT}")
    files = {_path(path): record and Record(*record) for path, record in stored["files"].items()}
    touched = frozenset(_path(path) for path in stored["touched"])
    return Ledger(str(stored["owner"]), str(stored["run"]), files, touched)


def _path(path: str) -> str:
    """A path that stays below the place, for it may be deleted."""
    if path.startswith(("/", "..")) or posixpath.normpath(path) != path or path in {".", LEDGER}:
        raise ValueError(f"{path!r} is no path of a site")
    return path
