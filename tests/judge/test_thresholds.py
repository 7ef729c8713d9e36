"""How good it must be."""

from __future__ import annotations

import pytest

from helpgen.errors import ConfigError
from helpgen.judge.thresholds import Thresholds, parse_thresholds


def test_shares_may_not_be_below_and_times_not_above():
    limits = Thresholds({"mrr": 0.5, "success_at_1": 0.9, "p99_ms": 10.0, "median_ms": 1.0})
    figures = {"mrr": 0.5, "success_at_1": 0.875, "p99_ms": 10.1, "median_ms": 0.9}
    assert list(limits.missed(figures)) == [
        "success_at_1 is 0.875, below 0.9",
        "p99_ms is 10.1, above 10",
    ]


def test_the_command_line_counts_before_the_file():
    both = Thresholds({"mrr": 0.5, "passed": 1.0}) | parse_thresholds(["mrr=0.25"], "--threshold")
    assert both.limits == {"mrr": 0.25, "passed": 1.0}


@pytest.mark.parametrize("option", ["mrr", "mrr=x", "mrr=1.5", "mrr=-1", "mrr=nan", "speed=1"])
def test_what_isnt_one_is_told(option):
    with pytest.raises(ConfigError, match="--threshold"):
        parse_thresholds([option], "--threshold")
