"""Results get to their own place in a page, and to no other."""

from __future__ import annotations

import pytest

from benchmarks.measure import Usage
from benchmarks.tables import PAGE, median_of, others_used, publish, ratio, seconds, write_into

TWO = """\
# Speed

<!-- results of one -->
old
<!-- end of results of one -->
between
<!-- results of two -->
<!-- end of results of two -->
after
"""


def test_results_take_the_place_of_older_ones_and_nothing_else_changes(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(TWO, encoding="utf-8")
    write_into(page, "one", "new")
    assert page.read_text("utf-8") == TWO.replace("old", "new")


def test_an_empty_place_is_filled_and_filled_again(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(TWO, encoding="utf-8")
    write_into(page, "two", "| first |")
    write_into(page, "two", "| second |")
    filled = "<!-- results of two -->\n| second |\n<!-- end"
    assert page.read_text("utf-8") == TWO.replace("<!-- results of two -->\n<!-- end", filled)


@pytest.mark.parametrize("text", ["", "<!-- results of one -->\n", "<!-- results of two -->"])
def test_a_page_without_both_marks_stays_and_is_named(tmp_path, text):
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.md: there's no <!-- results of one -->"):
        write_into(page, "one", "new")
    assert page.read_text("utf-8") == text


def test_what_is_only_printed_stays_out_of_the_docs(capsys):
    before = PAGE.read_bytes()
    publish("run", "a table", print_only=True)
    assert (capsys.readouterr().out, PAGE.read_bytes()) == ("a table\n", before)


@pytest.mark.parametrize("name", ["run", "whole", "growth", "others"])
def test_the_docs_have_a_place_for_each_benchmark(tmp_path, name):
    copy = tmp_path / "copy.md"
    copy.write_bytes(PAGE.read_bytes())
    write_into(copy, name, "| a table |")
    assert "| a table |" in copy.read_text("utf-8")


def test_a_ratio_is_taken_run_by_run():
    assert ratio([1, 4, 3], [2, 2, 2]) == "1.50 (0.50 to 2.00)"
    assert ratio([1], [4]) == "0.25"


def test_the_median_of_times_is_told():
    assert seconds([3, 1, 2.345]) == "2.35 s"
    assert median_of(1) == "One run each."
    assert median_of(3).startswith("Median of 3 runs")


def test_other_programs_are_told_on_average_and_at_most():
    told = others_used([Usage(1, 1, 0.1), Usage(1, 1, 0.3)])
    assert "20% of the machine meanwhile (30% at most)" in told
