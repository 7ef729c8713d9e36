"""What Whoosh holds."""

from __future__ import annotations

from pathlib import Path

import helpgen.search.schema
from helpgen.search.analysis import Analyzer
from helpgen.search.schema import fingerprint, schema


def test_nothing_that_is_typed_is_ever_parsed():
    """The field of terms has no parser: a query goes to it term by term."""
    assert list(schema().names()) == ["address", "id", "shown", "terms"]
    assert not schema()["terms"].self_parsing()


def test_the_fingerprint_names_the_analyzer_and_whoosh():
    assert fingerprint(Analyzer("en")) != fingerprint(Analyzer("fr"))
    assert "whoosh" in fingerprint(Analyzer("en"))


def test_whooshs_query_language_is_nowhere_in_use():
    sources = Path(helpgen.search.schema.__file__).parent.rglob("*.py")
    users = [path.name for path in sources if "whoosh.q" in path.read_text(encoding="utf-8")]
    assert users == [], "neither whoosh.qparser nor whoosh.query"
