"""What Whoosh holds: each answer's terms with their weights, and what results show of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import whoosh
from whoosh.analysis import IDTokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, STORED, FieldType, Schema
from whoosh.formats import Existence

from helpgen.search import weights
from helpgen.search.analysis import Analyzer

TERMS, KEY, SHOWN, ADDRESS = "terms", "id", "shown", "address"


_TERMS_KEPT = 50_000
_WEIGHTS = tuple(step + 1.0 for step in range(len(weights.LEVELS)))
"""One number for all postings of a step: millions of them wait in memory to be sorted."""


class WeightedTerms(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose value is the step of each term; a posting's weight is that step plus one."""

    def __init__(self) -> None:
        super().__init__(Existence(), IDTokenizer())

    def index(
        self, value: Mapping[str, int], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """What Whoosh writes: term, frequency, weight, and nothing more."""
        return ((_bytes(term), 1, _WEIGHTS[step], b"") for term, step in value.items())


@lru_cache(_TERMS_KEPT)
def _bytes(term: str) -> bytes:
    return term.encode()


class PlainCodec(W3Codec):  # type: ignore[misc]  # as above
    """Whoosh's own codec without statistics of lengths, which no weight of ours asks for.

    With them Whoosh looks for a file at every posting: half the time of writing an index.
    """

    length_stats = False


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
