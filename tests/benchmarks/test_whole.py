"""Everything with search is told beside both programs together."""

from __future__ import annotations

from benchmarks.measure import Usage
from benchmarks.whole import Peaks, Run, report


def test_helpgen_is_compared_with_the_sum_of_both():
    runs = [Run(Usage(6, 12, 0), Usage(3, 5, 0), Usage(5, 10, 0.5))]
    lines = report("20 answers", runs, Peaks(300_000_000, 400_000_000, 100_000_000)).splitlines()
    assert "20 answers" in lines[0]
    assert lines[4:7] == [
        "| wall | 6.00 s | 3.00 s | 5.00 s | 0.75 |",
        "| processors | 12.00 s | 5.00 s | 10.00 s | 0.80 |",
        "| peak memory | 300 MB | 400 MB | 100 MB | 0.75 |",
    ]
    assert "50% at most" in lines[-1]
