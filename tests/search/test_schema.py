"""What Whoosh holds."""

from __future__ import annotations

from helpgen.search.analysis import Analyzer
from helpgen.search.schema import WeightedTerms, fingerprint, schema


def test_a_postings_weight_is_the_step_and_one_as_whoosh_has_no_weight_of_nothing():
    written = list(WeightedTerms().index({"order": 0, "返品": 35}))
    assert written == [(b"order", 1, 1.0, b""), ("返品".encode(), 1, 36.0, b"")]


def test_nothing_that_is_typed_is_ever_parsed():
    """The field of terms has no parser: a query goes to it term by term."""
    assert list(schema().names()) == ["address", "id", "shown", "terms"]
    assert not schema()["terms"].self_parsing()


def test_the_fingerprint_names_the_analyzer_and_whoosh():
    assert fingerprint(Analyzer("en")) != fingerprint(Analyzer("fr"))
    assert "whoosh" in fingerprint(Analyzer("en"))
