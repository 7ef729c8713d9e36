"""Findings as CI services read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from helpgen.checks.rules import RULES
from helpgen.errors import Problem, Severity
from helpgen.findings.finding import finding
from helpgen.findings.github import commands
from helpgen.findings.gitlab import code_quality
from helpgen.findings.places import Places
from helpgen.findings.sarif import sarif

SCHEMAS = Path(__file__).parents[1] / "support/schemas"
PLACES = Places("my.toml", {("one", "en-us"): "content/answers/one/en-us.md"})
ROWS = [
    Problem("alpha/en-us answer one", "100%\nodd", "mend: it", Severity.ERROR, "empty-link"),
    Problem("alpha/fr answer one", "is odd", "", Severity.WARNING, "empty-link"),
    Problem("themes/x y/a:b.css", "is odd", "", Severity.NOTE, "vague-link"),
    Problem("themes/x/theme.toml:7", "is odd", "", Severity.NOTE, "low-contrast"),
]


@pytest.fixture
def found(tmp_path):
    return [finding(problem, tmp_path) for problem in ROWS]


def test_a_finding_is_shown_at_its_file_the_answers_or_the_configuration(found):
    assert [PLACES.of(one) for one in found] == [
        ("content/answers/one/en-us.md", 1),
        ("my.toml", 1),
        ("my.toml", 1),
        ("themes/x/theme.toml", 7),
    ]


def test_github_gets_a_command_a_line_with_what_would_end_it_escaped(found):
    assert list(commands(found, PLACES))[:2] == [
        (
            "::error file=content/answers/one/en-us.md,line=1,title=empty-link::"
            "alpha/en-us answer one: 100%25%0Aodd: mend: it"
        ),
        "::warning file=my.toml,line=1,title=empty-link::alpha/fr answer one: is odd",
    ]


def test_gitlab_gets_its_report(found):
    report = code_quality(found, PLACES)
    assert report[3] == {
        "description": "themes/x/theme.toml:7: is odd",
        "check_name": "low-contrast",
        "fingerprint": found[3].fingerprint,
        "severity": "info",
        "location": {"path": "themes/x/theme.toml", "lines": {"begin": 7}},
    }
    assert [issue["severity"] for issue in report] == ["major", "minor", "info", "info"]


def test_sarif_is_sound_by_its_schema(found):
    """The schema of OASIS, as the package @microsoft/jest-sarif has it."""
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    rules = {rule.name: (rule.severity.value, rule.about) for rule in RULES}
    check = Draft4Validator(schema)
    document = sarif(found, rules, PLACES)
    assert list(check.iter_errors(document)) == []
    document["runs"][0]["results"][0]["level"] = "notice"
    assert len(list(check.iter_errors(document))) == 1


def test_sarif_names_each_rule_once_and_results_point_there(found):
    rules = {"empty-link": ("warning", "A link."), "low-contrast": ("note", "Two colors.")}
    (run,) = sarif(found, rules, PLACES)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(rules)
    assert [result.get("ruleIndex") for result in run["results"]] == [0, 0, None, 1]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "note"]
