"""`helpgen search eval` on the sample, as a person runs it."""

from __future__ import annotations

import json
from collections import Counter

import pytest

pytestmark = pytest.mark.slow
QUERIES = "content/queries.toml"


@pytest.fixture
def evaluate(helpgen, sample_dist, tmp_path, request):
    """`evaluate(file, *options)` judges the sample's indexes."""

    def run(file=QUERIES, *options):
        return helpgen(
            *("search", "eval", file, "--index", sample_dist.parent / "search"),
            *("--memory", tmp_path / "eval.json", *options),
            cwd=request.config.rootpath,
        )

    return run


def test_the_sample_is_found_in_all_its_editions(evaluate):
    """The thresholds of the file itself, and every edition well enough."""
    done = evaluate(QUERIES, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    asked = Counter(query["edition"] for query in found["queries"])
    passed = Counter(query["edition"] for query in found["queries"] if query["passed"])
    assert len(asked) == 6
    assert {
        edition: count for edition, count in passed.items() if count < 0.9 * asked[edition]
    } == {}
    assert found["missed"] == []


def test_a_run_below_a_threshold_fails_and_says_why(evaluate, tmp_path):
    file = tmp_path / "queries.tsv"
    head = "query\tbrand\tlanguage\texpect\n"
    file.write_text(f"{head}refund\tfjell\ten-us\tIRQ3-NbKRemm9efXeBdscg\n返金\tfjell\tja\tnone\n")
    done = evaluate(file, "--threshold", "passed=0.9")
    assert done.returncode == 3
    assert "failed  fjell/ja  '返金'\n        none isn't an answer of fjell/ja\n" in done.stdout
    assert "1 of 2 queries passed" in done.stdout
    assert "not good enough: passed is 0.500, below 0.9" in done.stdout
    again = evaluate(file)
    assert again.returncode == 0
    assert "mrr              0.500   before 0.500" in again.stdout


def test_a_bad_file_is_told_with_its_line(evaluate, tmp_path):
    file = tmp_path / "queries.tsv"
    file.write_text("query\tbrand\tlanguage\texpect\nrefund\tfjell\n")
    done = evaluate(file)
    assert done.returncode == 2
    assert done.stderr.startswith(f"error: {file}:2: has no language: ")


def test_index_and_url_together_are_refused(evaluate):
    done = evaluate(QUERIES, "--url", "https://example.com")
    assert done.returncode == 2
    assert "give --index or --url, not both" in done.stderr
