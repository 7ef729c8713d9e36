"""Findings as GitLab's code quality report.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from helpgen.errors import Severity
from helpgen.findings.finding import Finding
from helpgen.findings.places import Places

_SEVERITIES: Final = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.NOTE: "info",
}


def code_quality(findings: Iterable[Finding], places: Places) -> list[dict[str, Any]]:
    """The report.

    Args:
        findings: What was found.
        places: Where they are shown.
    """
    return [_issue(one, *places.of(one)) for one in findings]


def _issue(one: Finding, file: str, line: int) -> dict[str, Any]:
    return {
        "description": str(one),
        "check_name": one.rule,
        "fingerprint": one.fingerprint,
        "severity": _SEVERITIES[one.severity],
        "location": {"path": file, "lines": {"begin": line}},
    }
