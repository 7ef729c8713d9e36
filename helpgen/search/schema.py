"""What Whoosh holds: each answer's terms with their weights, and what results show of it."""

from __future__ import annotations

import whoosh
from whoosh.analysis import IDTokenizer
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
from whoosh.formats import Existence

from helpgen.search import weights
from helpgen.search.analysis import Analyzer

TERMS, KEY, SHOWN, ADDRESS = "terms", "id", "shown", "address"


class WeightedTerms(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field of terms; a posting's weight is the step of the term in the answer plus one.

    Its postings are given to the writer's pool.
    """

    def __init__(self) -> None:
        super().__init__(Existence(), IDTokenizer())


def schema() -> Schema:
    """The fields of an index; addresses apart from what's shown, as all are read at once."""
    return Schema(
        **{
            KEY: ID(unique=True),
            TERMS: WeightedTerms(),
            SHOWN: STORED(),
            ADDRESS: COLUMN(VarBytesColumn()),
        }
    )


def fingerprint(analyzer: Analyzer) -> str:
    """Changes whenever an index would be another one, whatever the answers."""
    return f"{analyzer.fingerprint} / {weights.VERSION} / whoosh {whoosh.versionstring()}"
