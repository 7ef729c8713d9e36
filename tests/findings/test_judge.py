"""Severities of the site, and the baseline."""

from __future__ import annotations

import json
import re

import pytest

from helpgen.errors import ContentError, Problem, Severity
from helpgen.findings.baseline import read_baseline, write_baseline
from helpgen.findings.judge import Judged, judge, judged

NOTE = Problem("alpha/en-us answer one", "is vague", "", Severity.NOTE, "vague-link")
WARNING = Problem("alpha/en-us answer two", "is empty", "", Severity.WARNING, "empty-link")
ERROR = Problem("alpha/en-us page /x/", "is broken", "", Severity.ERROR, "broken-link")
ALL = [NOTE, WARNING, ERROR]


def shown(judgement):
    return [(one.rule, one.severity.value) for one in judgement.new]


def test_errors_come_first(site):
    expected = [("broken-link", "error"), ("empty-link", "warning"), ("vague-link", "note")]
    assert shown(judge(site(), ALL)) == expected


def test_the_site_says_how_much_a_rule_matters(site):
    severe = site(vague_link="error", empty_link="off", broken_link="note")
    assert shown(judge(severe, ALL)) == [("vague-link", "error"), ("broken-link", "note")]


@pytest.mark.parametrize(
    ("problems", "strict", "fails"),
    [
        ([], True, False),
        ([NOTE], True, False),
        ([WARNING], False, False),
        ([WARNING], True, True),
        ([ERROR], False, True),
    ],
)
def test_errors_fail_and_warnings_under_strict(site, problems, strict, fails):
    assert judge(site(), problems).fails(strict=strict) is fails


def test_a_finding_is_told_once(site):
    cut = [Problem("alpha/en-us", text, kind="list-cut-off") for text in ("by a fetch", "again")]
    assert len(judge(site(), [*ALL, *ALL, *cut]).new) == 4


def test_what_the_baseline_knows_is_counted_and_not_told(site):
    one = site()
    assert write_baseline(one.baseline, judged(one, [NOTE, ERROR]), {"vague-link"}) == 2
    assert shown(judge(one, ALL)) == [("empty-link", "warning")]
    assert judge(one, ALL).known == 2
    assert judge(site(broken_link="off"), ALL).known == 1


def test_what_is_gone_is_counted_for_rules_that_were_looked_for(site):
    one = site()
    write_baseline(one.baseline, judged(one, ALL), frozenset())
    assert judge(one, [NOTE]) == Judged((), 1, 0)
    assert judge(one, [NOTE], looked={"empty-link", "vague-link"}) == Judged((), 1, 1)


def test_a_new_baseline_keeps_what_the_run_hasnt_looked_for(site):
    one = site()
    write_baseline(one.baseline, judged(one, [NOTE, ERROR]), frozenset())
    write_baseline(one.baseline, judged(one, [WARNING]), {"vague-link", "empty-link"})
    rules = [entry["rule"] for entry in read_baseline(one.baseline).values()]
    assert rules == ["broken-link", "empty-link"]


def test_a_baseline_has_a_line_for_each_finding_in_an_order_that_stays(site):
    one = site()
    write_baseline(one.baseline, judged(one, ALL), frozenset())
    text = one.baseline.read_text("utf-8")
    write_baseline(one.baseline, judged(one, ALL[::-1]), frozenset())
    assert one.baseline.read_text("utf-8") == text
    lines = text.splitlines()[1:-1]
    assert [json.loads(line.rstrip(","))["what"] for line in lines] == [
        "is broken",
        "is empty",
        "is vague",
    ]


def test_no_file_knows_nothing(site, tmp_path):
    assert len(judge(site(), ALL, tmp_path / "none.json").new) == 3


@pytest.mark.parametrize(
    "text", ["", "[]", '{"findings": [{}]}', '{"findings": 1}', '{"findings": ["x"]}']
)
def test_another_file_is_told_with_what_to_do(tmp_path, text):
    path = tmp_path / "b.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError, match=f"{re.escape(str(path))}: isn't a baseline of helpgen"):
        read_baseline(path)
