"""Findings as SARIF 2.1.0, which code scanning of GitHub and others reads.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from helpgen import __version__
from helpgen.findings.finding import Finding
from helpgen.findings.places import Places

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT = "helpgen/v1"


def sarif(
    findings: Sequence[Finding], rules: Mapping[str, tuple[str, str]], places: Places
) -> dict[str, Any]:
    """A log of one run.

    Args:
        findings: What was found; their severities are SARIF's levels.
        rules: Severity and meaning of every rule by its name.
        places: Where they are shown.
    """
    numbers = {name: number for number, name in enumerate(rules)}
    driver = {
        "name": "helpgen",
        "semanticVersion": __version__,
        "rules": [
            {
                "id": name,
                "shortDescription": {"text": about},
                "defaultConfiguration": {"level": severity},
            }
            for name, (severity, about) in rules.items()
        ],
    }
    results = [_result(one, numbers, places) for one in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(one: Finding, numbers: Mapping[str, int], places: Places) -> dict[str, Any]:
    file, line = places.of(one)
    return {
        "ruleId": one.rule,
        **({"ruleIndex": numbers[one.rule]} if one.rule in numbers else {}),
        "level": one.severity.value,
        "message": {"text": str(one)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(file)},
                    "region": {"startLine": line},
                },
                "logicalLocations": [{"fullyQualifiedName": one.where}],
            }
        ],
        "partialFingerprints": {_FINGERPRINT: one.fingerprint},
    }
