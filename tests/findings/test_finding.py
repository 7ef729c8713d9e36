"""Places taken apart, and fingerprints that stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpgen.errors import Problem, Severity
from helpgen.findings.finding import finding, with_severity

ROOT = Path("/home/me/site")


def found(where="alpha/en-us answer one", what="is odd", **more):
    return finding(Problem(where, what, **{"kind": "odd", **more}), ROOT)


@pytest.mark.parametrize(
    ("where", "place"),
    [
        (
            "alpha/fr-ca answer ZVux.-_1",
            {"brand": "alpha", "language": "fr-ca", "answer": "ZVux.-_1"},
        ),
        ("alpha/ar page /ar/a%20b/", {"brand": "alpha", "language": "ar", "page": "/ar/a%20b/"}),
        ("alpha/ar section 'A b'", {"brand": "alpha", "language": "ar"}),
        ("alpha/ar", {"brand": "alpha", "language": "ar"}),
        ("alpha/ar pictures of x.example", {"brand": "alpha", "language": "ar"}),
        ("brand alpha: featured", {"brand": "alpha"}),
        ("alpha: options.accent", {"brand": "alpha"}),
        (f"{ROOT}/content/alpha/fr/a.md", {"file": "content/alpha/fr/a.md"}),
        (f"{ROOT}/themes/x/theme.toml:12", {"file": "themes/x/theme.toml", "line": 12}),
        ("themes/x/theme.toml:3: options.a", {"file": "themes/x/theme.toml", "line": 3}),
        ("anything else", {}),
    ],
)
def test_a_place_is_taken_apart(where, place):
    one = found(where)
    nothing = {"brand": "", "language": "", "answer": "", "page": "", "file": "", "line": 0}
    assert {name: getattr(one, name) for name in nothing} == {**nothing, **place}
    assert one.as_json().items() >= {**nothing, **place}.items()


def test_a_fingerprint_stays_when_severity_hint_line_and_counts_change():
    one = found("a.toml:3", "2 of it", key="it")
    same = found("a.toml:14", "3 of it", key="it", hint="mend it", severity=Severity.NOTE)
    assert one.fingerprint == same.fingerprint
    assert one.fingerprint == with_severity(one, Severity.ERROR).fingerprint


def test_a_fingerprint_doesnt_depend_on_where_the_site_lies():
    there = finding(Problem("/x/content/a.md", "/x/content/a.md is odd", kind="odd"), Path("/x"))
    assert found(f"{ROOT}/content/a.md", f"{ROOT}/content/a.md is odd").fingerprint == (
        there.fingerprint
    )


@pytest.mark.parametrize(
    "other",
    [
        {"where": "alpha/en-us answer two"},
        {"where": "alpha/fr answer one"},
        {"what": "is even"},
        {"kind": "even"},
    ],
)
def test_another_rule_place_or_matter_is_another_finding(other):
    assert found(**other).fingerprint != found().fingerprint
