"""The list of rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpgen.checks.rules import ASKED, ELSEWHERE, IN_BODIES, IN_PAGES, RULES
from helpgen.config_values import CHECK_RULES

HELPGEN = Path(__file__).parents[2] / "helpgen"
NAMES = [rule.name for rule in RULES]


def test_the_configuration_knows_the_same_rules():
    assert sorted(NAMES) == sorted(CHECK_RULES)


def test_each_rule_that_looks_stands_in_a_file_of_its_name():
    for rule, find in (*IN_PAGES, *IN_BODIES):
        assert find.__module__ == f"helpgen.checks.{rule.name.replace('-', '_')}"


def test_every_rule_says_what_it_means():
    assert all(re.fullmatch(r"[A-Z\[`].*\.", rule.about) for rule in RULES)
    assert {*ELSEWHERE, *(rule.name for rule in ASKED)} <= set(NAMES)


@pytest.mark.parametrize("folder", ["transform", "pictures"])
def test_what_the_steps_of_a_build_tell_is_a_rule(folder):
    text = "".join(path.read_text("utf-8") for path in (HELPGEN / folder).glob("*.py"))
    kinds = set(re.findall(r'"((?:bad|broken|dead|missing|old|relative|removed)-[a-z]+)"', text))
    assert kinds <= set(NAMES)
    assert kinds


@pytest.mark.parametrize(
    "file", ["layout_problems.py", "edition.py", "indexing.py", "overrides.py"]
)
def test_so_is_what_the_plan_and_the_index_tell(file):
    text = (HELPGEN / file).read_text("utf-8")
    kinds = set(re.findall(r'Severity\.\w+,?\s+"([a-z-]+)"', text)) - {"config"}
    assert kinds
    assert kinds <= set(NAMES)
