"""Asks PyPI for known vulnerabilities of all that lock files pin, by pip-audit.

    python tools/audit.py requirements.lock requirements-dev.lock

Exits with 1 if there are any, and with 2 if it couldn't be found out: without network, nothing was
audited, and that is told, not passed over.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OPTIONS = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")


@dataclass(frozen=True)
class Audit:
    """What was found out about one lock file.

    Attributes:
        audited: Packages that were asked for and are known.
        holes: A line for each vulnerability.
        unknown: A line for each package that couldn't be audited.
    """

    audited: int
    holes: tuple[str, ...]
    unknown: tuple[str, ...]


def read(document: Any) -> Audit:
    """What pip-audit's JSON says."""
    packages = document["dependencies"]
    unknown = tuple(one["skip_reason"] for one in packages if "skip_reason" in one)
    holes = tuple(line for one in packages for line in _holes(one))
    return Audit(len(packages) - len(unknown), holes, unknown)


def _holes(package: Any) -> Iterator[str]:
    for hole in package.get("vulns", ()):
        fixed = ", ".join(hole["fix_versions"]) or "no version yet"
        yield f"{package['name']} {package['version']}: {hole['id']}, mended in {fixed}"


def ask(lock: Path) -> Audit | str:
    """Run pip-audit on a lock file; its complaint if it could ask nobody."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), *OPTIONS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        return read(json.loads(done.stdout))
    except ValueError:
        lines = done.stderr.strip().splitlines() or ["it said nothing"]
        return lines[-1]


def main(locks: Iterable[str]) -> int:
    """Audit each lock file, tell what was found, and say how to end."""
    audits = {lock: ask(Path(lock)) for lock in locks}
    for lock, found in audits.items():
        for line in _told(found):
            print(f"{lock}: {line}")
    known = [found for found in audits.values() if isinstance(found, Audit)]
    if any(found.holes for found in known):
        return 1
    return 2 if len(known) < len(audits) or any(found.unknown for found in known) else 0


def _told(found: Audit | str) -> Iterator[str]:
    if isinstance(found, str):
        yield f"not audited: {found}: PyPI has to be reachable"
        return
    yield from found.holes
    every = found.audited + len(found.unknown)
    yield f"{found.audited} of {every} packages audited, {len(found.holes)} known holes in them"
    if found.unknown:
        yield f"PyPI has to be reachable for the others: {found.unknown[0]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
