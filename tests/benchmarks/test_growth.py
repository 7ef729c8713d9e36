"""Growth is told as a table and as ratios."""

from __future__ import annotations

from benchmarks.growth import Size, report
from benchmarks.measure import Usage


def sizes():
    small = Size(10_000, 20, [Usage(10, 18, 0), Usage(12, 18, 0)], 300_000_000)
    large = Size(50_000, 20, [Usage(50, 90, 0), Usage(48, 90, 0)], 900_000_000)
    alone = Size(10_000, 1, [Usage(20, 20, 0), Usage(20, 20, 0)], 400_000_000)
    return [small, large, alone]


def test_every_size_has_a_row():
    rows = [line for line in report(sizes()).splitlines() if line.startswith("| ")]
    assert rows[1:] == [
        "| 10,000 | 20 | 11.00 s | 18.00 s | 300 MB | 1.10 s |",
        "| 50,000 | 20 | 49.00 s | 90.00 s | 900 MB | 0.98 s |",
        "| 10,000 | 1 | 20.00 s | 20.00 s | 400 MB | 2.00 s |",
    ]


def test_a_size_is_compared_with_the_one_before_in_as_many_editions():
    notes = [line for line in report(sizes()).splitlines() if "÷" in line]
    (note,) = notes
    assert "50,000 ÷ 10,000 answers: 4.50 (4.00 to 5.00) of the time for 5 times as many" in note
    assert note.endswith("peak memory 900 MB instead of 300 MB.")
