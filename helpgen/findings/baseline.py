"""A file of known findings, so that an old site can be strict about what is new.

One finding a line, sorted, with words beside its fingerprint: whoever reviews a change of the
file sees what is excused.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from helpgen.errors import ContentError
from helpgen.files import read_text, write_atomic
from helpgen.findings.finding import Finding

_REMEDY = "write it anew with 'helpgen check --write-baseline', or delete it"


def read_baseline(path: Path) -> dict[str, dict[str, str]]:
    """The known findings by their fingerprints, as they are stored; none without a file.

    Raises:
        ContentError: It isn't a baseline.
    """
    if not path.exists():
        return {}
    try:
        stored = json.loads(read_text(path))
        return {str(one["fingerprint"]): _whole(one) for one in stored["findings"]}
    except (ValueError, KeyError, TypeError) as error:
        raise ContentError(f"{path}: isn't a baseline of helpgen: {_REMEDY}") from error


def write_baseline(path: Path, findings: Iterable[Finding], looked: Container[str]) -> int:
    """Write the findings down as known; how many there are now.

    Args:
        path: The file. What it knows of other rules than those in `looked` stays.
        findings: All that a run has found.
        looked: Rules that the run has looked for everywhere.

    Raises:
        ContentError: The file can't be written.
    """
    before = read_baseline(path).items()
    known = {key: one for key, one in before if one["rule"] not in looked}
    known |= {one.fingerprint: _stored(one) for one in findings}
    ordered = sorted(known.values(), key=lambda one: (one["rule"], one["where"], one["what"]))
    lines = [json.dumps(one, ensure_ascii=False) for one in ordered]
    text = '{"findings": [\n' + ",\n".join(lines) + "\n]}\n"
    try:
        write_atomic(path, text.encode())
    except OSError as error:
        raise ContentError(f"{path}: can't be written: {error.strerror or error}") from error
    return len(lines)


def _whole(stored: Mapping[str, object]) -> dict[str, str]:
    return {name: str(stored[name]) for name in ("fingerprint", "rule", "where", "what")}


def _stored(one: Finding) -> dict[str, str]:
    return {
        "fingerprint": one.fingerprint,
        "rule": one.rule,
        "where": one.where,
        "what": one.what,
    }
