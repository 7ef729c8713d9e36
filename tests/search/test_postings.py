"""Postings are written as Whoosh's own codec writes them, by the block."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.analysis import IDTokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import ID, FieldType, Schema
from whoosh.formats import Existence
from whoosh.index import create_in, open_dir

from helpgen.search.postings import PlainCodec, PostingPool, read_postings
from helpgen.search.schema import WeightedTerms

ANSWERS = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "é", "返品", "a b"]), st.sampled_from([1.0, 2.5])),
    min_size=1,
    max_size=6,
)


class WhooshTerms(FieldType):
    """The same field for Whoosh's own pool."""

    def __init__(self):
        super().__init__(Existence(), IDTokenizer())

    def index(self, value, **_):
        return ((term.encode(), 1, weight, b"") for term, weight in value.items())


class WhooshCodec(W3Codec):
    """Whoosh's own, as far as it is used."""

    length_stats = False


def write_ours(folder, answers, first=0):
    schema = Schema(id=ID(unique=True), terms=WeightedTerms())
    index = open_dir(folder, schema=schema) if first else create_in(folder, schema)
    writer = index.writer(codec=PlainCodec(), compound=False)
    writer.pool = pool = PostingPool()
    for number, weights in enumerate(answers, first):
        pool.add_answer("terms", writer.docnum, weights)
        writer.add_document(id=f"{number}")
    writer.commit(optimize=first > 0)


def write_whooshs(folder, answers, first=0):
    schema = Schema(id=ID(unique=True), terms=WhooshTerms())
    index = open_dir(folder, schema=schema) if first else create_in(folder, schema)
    writer = index.writer(codec=WhooshCodec(compression=0), compound=False)
    for number, weights in enumerate(answers, first):
        writer.add_document(id=f"{number}", terms=weights)
    writer.commit(optimize=first > 0)


def written(folder):
    """What stands in the files of postings and of terms."""
    return [[path.read_bytes() for path in folder.glob(f"*.{kind}")] for kind in ("pst", "trm")]


@settings(max_examples=25)
@given(ANSWERS, st.sampled_from([1, 60]), ANSWERS)
def test_files_are_those_that_whoosh_writes_of_the_same_answers(answers, times, more):
    """Of few answers and of more than a block's, and after a second writing that merges both."""
    with TemporaryDirectory() as ours, TemporaryDirectory() as theirs:
        first = answers * times
        for folder, write in ((ours, write_ours), (theirs, write_whooshs)):
            write(folder, first)
        assert written(Path(ours)) == written(Path(theirs))
        for folder, write in ((ours, write_ours), (theirs, write_whooshs)):
            write(folder, more, len(first))
        assert written(Path(ours)) == written(Path(theirs))


def one_by_one(matcher):
    """What a matcher gives, as Whoosh goes through it."""
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight()))
        matcher.next()
    return found


@settings(max_examples=25)
@given(ANSWERS, st.sampled_from([1, 60]), st.booleans())
def test_postings_are_read_as_whoosh_gives_them(answers, times, deletes):
    """Of one block and of several, and without the answers that were deleted meanwhile."""
    with TemporaryDirectory() as folder:
        write_ours(folder, answers * times)
        index = open_dir(folder, schema=Schema(id=ID(unique=True), terms=WeightedTerms()))
        if deletes:
            writer = index.writer()
            writer.delete_by_term("id", "0")
            writer.commit(merge=False)
        with closing(index.reader()) as reader:
            for term in {term for weights in answers for term in weights}:
                matchers = (reader.postings("terms", term.encode()) for _ in range(2))
                assert read_postings(next(matchers)) == one_by_one(next(matchers))
