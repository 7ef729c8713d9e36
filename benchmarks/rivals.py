"""BM25 as others have it, on the same texts: bm25s, and tantivy, the engine of Quickwit.

Both stem by Snowball, as helpgen does. Any word may match; a query has no syntax.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import bm25s
import Stemmer
import tantivy

from helpgen.judge.metrics import DEPTH
from helpgen.search.analysis import SNOWBALL
from helpgen.search.results import Document

Ask = Callable[[str], list[str]]
"""Ids of the first ten answers to a query."""

_WORDS = re.compile(r"\w+")
_ANALYZER = "stemmed"


def rivals(documents: Sequence[Document], language: str) -> dict[str, Ask]:
    """Every rival by its name."""
    primary = language.partition("-")[0]
    stemmer = SNOWBALL.get(primary, "arabic" if primary == "ar" else "")
    found = {"bm25s": _bm25s(documents, stemmer, [])}
    if primary == "en":  # it has stop words for few languages
        found["bm25s, stop words"] = _bm25s(documents, stemmer, "en")
    index = _tantivy_index(documents, stemmer)
    found["tantivy"] = _tantivy(index, documents, 1.0)
    found["tantivy, title x2"] = _tantivy(index, documents, 2.0)
    return found


def _bm25s(documents: Sequence[Document], stemmer: str, stopwords: str | list[str]) -> Ask:
    texts = [_whole(document) for document in documents]
    stem = Stemmer.Stemmer(stemmer) if stemmer else None

    def tokens(lines: list[str]) -> list[list[str]]:
        words: list[list[str]] = bm25s.tokenize(
            lines, stopwords=stopwords, stemmer=stem, return_ids=False, show_progress=False
        )
        return words

    retriever = bm25s.BM25(method="lucene")
    retriever.index(tokens(texts), show_progress=False)
    known = retriever.vocab_dict

    def ask(query: str) -> list[str]:
        words = [word for word in tokens([query])[0] if word in known]
        if not words:
            return []
        found, scores = retriever.retrieve(
            [words], k=min(DEPTH, len(documents)), show_progress=False
        )
        pairs = zip(found[0], scores[0], strict=True)
        return [documents[number].id for number, score in pairs if score > 0]

    return ask


def _whole(document: Document) -> str:
    return "\n".join((document.name, *document.headings, document.text))


def _tantivy_index(documents: Sequence[Document], stemmer: str) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name=_ANALYZER)
    builder.add_unsigned_field("number", stored=True)
    index = tantivy.Index(builder.build())
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    analyzer = analyzer.filter(tantivy.Filter.remove_long(64)).filter(tantivy.Filter.lowercase())
    if stemmer:
        analyzer = analyzer.filter(tantivy.Filter.stemmer(stemmer))
    index.register_tokenizer(_ANALYZER, analyzer.build())
    writer = index.writer(heap_size=15_000_000, num_threads=1)
    for number, document in enumerate(documents):
        body = "\n".join((*document.headings, document.text))
        writer.add_document(tantivy.Document(title=document.name, body=body, number=number))
    writer.commit()
    index.reload()
    return index


def _tantivy(index: tantivy.Index, documents: Sequence[Document], title: float) -> Ask:
    searcher = index.searcher()

    def ask(query: str) -> list[str]:
        words = " ".join(_WORDS.findall(query.lower()))  # lower: no AND, OR, NOT
        if not words:
            return []
        parsed = index.parse_query(words, ["title", "body"], field_boosts={"title": title})
        hits = searcher.search(parsed, DEPTH).hits
        return [documents[searcher.doc(address)["number"][0]].id for _, address in hits]

    return ask
