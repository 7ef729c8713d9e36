"""Other generators are told beside helpgen, each with its ratio."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from benchmarks.measure import Usage
from benchmarks.others_report import report
from benchmarks.parity import Parity

SCENARIOS = ("cold", "unchanged rebuild", "one answer changed")


@dataclass
class Named:
    """A generator, as far as a report asks."""

    name: str
    version: str = "1.2"


def told(names, parity=None):
    racing = [Named("helpgen"), *map(Named, names)]
    times = {
        (scenario, one.name): [Usage(2.0 * place, 3.0 * place, 0)]
        for place, one in enumerate(racing, 1)
        for scenario in SCENARIOS
    }
    memory = {one.name: 50_000_000 * place for place, one in enumerate(racing, 1)}
    return report(times, memory, parity or {}, racing, "20 answers").splitlines()


def test_each_generator_has_two_columns():
    lines = told(["Hugo", "Pelican"])
    assert "Hugo 1.2, Pelican 1.2" in lines[0]
    assert lines[2] == "| | helpgen | Hugo | ÷ helpgen | Pelican | ÷ helpgen |"
    assert lines[4] == "| cold, wall | 2.00 s | 4.00 s | 2.00 | 6.00 s | 3.00 |"
    assert lines[10] == "| cold, peak memory | 50 MB | 100 MB | 2.00 | 150 MB | 3.00 |"


def test_one_that_is_missing_has_no_column():
    assert told(["Hugo"])[2] == "| | helpgen | Hugo | ÷ helpgen |"


@pytest.mark.parametrize(
    ("parity", "note"),
    [
        (Parity(9, ("a",), (), ()), "9 of helpgen's 10 pages, with the same markup."),
        (
            Parity(9, (), (), ("b.html",)),
            "9 pages; 1 of them differ in markup (such as b.html).",
        ),
    ],
)
def test_how_its_pages_compare_is_told(parity, note):
    told_of = told(["Hugo"], {"Hugo": parity})[12]
    assert told_of.startswith("- Hugo made")
    assert told_of.endswith(note)
