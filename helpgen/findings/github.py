"""Findings as commands of GitHub's workflows, which shows them beside the files of a change.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from helpgen.errors import Severity
from helpgen.findings.finding import Finding
from helpgen.findings.places import Places

_LEVELS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}


def commands(findings: Iterable[Finding], places: Places) -> Iterator[str]:
    """A line for each finding.

    Args:
        findings: What was found.
        places: Where they are shown.
    """
    for one in findings:
        file, line = places.of(one)
        place = f"file={_property(file)},line={line},title={_property(one.rule)}"
        yield f"::{_LEVELS[one.severity]} {place}::{_data(str(one))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
