"""Findings for a person."""

from __future__ import annotations

from helpgen.errors import Problem, Severity
from helpgen.findings.judge import judge
from helpgen.findings.text import counts, lines


def problems(count, kind="vague-link", severity=Severity.NOTE):
    return [
        Problem(f"alpha/en-us answer {n}", "is so", "mend it", severity, kind) for n in range(count)
    ]


def told(site, found, **more):
    return [text for text, _ in lines(judge(site(), found), **more)]


def test_a_few_are_told_each_on_a_line_with_its_rule(site):
    line = "note: alpha/en-us answer 0: is so: mend it [vague-link]"
    assert told(site, problems(25))[:1] == [line]
    assert len(told(site, problems(25))) == 25


def test_of_many_the_count_and_the_first_of_each_rule_are_told_the_worst_first(site):
    found = [*problems(24), *problems(2, "empty-link", Severity.ERROR)]
    assert told(site, found) == [
        "error: empty-link: 2",
        "  alpha/en-us answer 0: is so",
        "  alpha/en-us answer 1: is so",
        "  to do: mend it",
        "note: vague-link: 24",
        "  alpha/en-us answer 0: is so",
        "  alpha/en-us answer 1: is so",
        "  alpha/en-us answer 2: is so",
        "  … and 21 more: helpgen check --rule vague-link",
        "  to do: mend it",
    ]
    assert len(told(site, found, everything=True)) == 26


def test_counts_are_told_in_words(site):
    found = [*problems(1), *problems(2000, "empty-link", Severity.ERROR)]
    assert counts(judge(site(), found).new) == "2,000 errors, 1 note"
    assert counts(()) == "nothing to mend"
