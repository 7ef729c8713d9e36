"""Answers -> the index that a page loads to search by itself, as JSON.

The words, their weights and so the order are those of the Whoosh index. `postings` has a line
for each line of `terms`. A line alternates between how many answers are skipped since the one
before and the step of the weight, both in letters of `ALPHABET`:

    skipped below 56    one letter
    below 504           a letter from the 57th on, then one: (first - 56) * 64 + second + 56
    more                the 64th letter, then three letters, the highest digit first

The page reads a line once a query asks for its term (`themes/base/assets/search/engine.js`).

`words` has a line for each line of `terms` too: the words that have this term, folded, with
commas between. A word that begins with its term is only what comes after it, another one has
`=` before it; where it's written otherwise, `:` and that follow. A pair of characters has `~`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from helpgen.search.analysis import Analyzer
from helpgen.search.memory import MemoryIndex
from helpgen.search.results import Document
from helpgen.search.weights import LEVELS, SATURATION, Analysis, analyse

FORMAT = 1
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SHORT, _BASE = 56, 64
_DESCRIPTION = 120
_MOST_WHOLE = 3_000
"""Answers above which only names, headings and descriptions are searched in the page."""


def page_index(
    language: str,
    home: str,
    documents: Sequence[Document],
    synonyms: Mapping[str, Sequence[str]],
) -> bytes:
    """The page's index of an edition.

    Args:
        language: Gladly's code.
        home: Site path of the edition's home page.
        documents: Its answers in display order; those of a section together.
        synonyms: Other words for a phrase, folded.
    """
    analyzer = Analyzer(language)
    analyses = [analyse(_looked_at(d, len(documents)), analyzer) for d in documents]
    index = MemoryIndex(analyses, [document.url for document in documents])
    terms = sorted(index.postings, key=_as_in_javascript)
    sections = list(dict.fromkeys(document.section for document in documents))
    return _json(
        {
            "format": FORMAT,
            "language": language,
            "analyzer": {
                "stemmer": analyzer.stemmer,
                "apostrophe": analyzer.apostrophe,
                "shortened": analyzer.shortened,
                "stopwords": sorted(analyzer.stopwords),
            },
            "levels": LEVELS,
            "saturation": SATURATION,
            "sections": sections,
            "answers": [
                [d.name, d.url.removeprefix(home), sections.index(d.section), _short(d)]
                for d in documents
            ],
            "terms": "\n".join(terms),
            "postings": "\n".join(encoded(index.postings[term]) for term in terms),
            "words": "\n".join(_words(analyses, terms, analyzer)),
            "synonyms": {phrase: list(others) for phrase, others in sorted(synonyms.items())},
        }
    )


def _as_in_javascript(term: str) -> bytes:
    """What puts texts in the order of JavaScript's `<`, by UTF-16 units."""
    return term.encode("utf-16-be")


def _short(document: Document) -> str:
    """The description up to the end of a word, as results have two lines for it."""
    text = document.description
    if len(text) <= _DESCRIPTION:
        return text
    return text[:_DESCRIPTION].rpartition(" ")[0].rstrip(" ,;:.") + "…"


def _looked_at(document: Document, answers: int) -> Document:
    return document if answers <= _MOST_WHOLE else replace(document, text=document.description)


def _words(analyses: Sequence[Analysis], terms: Sequence[str], analyzer: Analyzer) -> Iterator[str]:
    spellings = {pair for analysis in analyses for pair in analysis.spellings}
    first: dict[str, str] = {}  # where there are several, the plain one, as in Whoosh's index
    for word, written in sorted(spellings, key=lambda pair: (pair[0] != pair[1], pair)):
        first.setdefault(word, written)
    words: dict[str, list[str]] = {}
    for word, written in sorted(first.items()):
        term = analyzer.term(word)
        short = word.removeprefix(term) if word.startswith(term) else f"={word}"
        words.setdefault(term, []).append(short if word == written else f"{short}:{written}")
    return (",".join(words[term]) if term in words else "~" for term in terms)


def encoded(postings: Mapping[int, int]) -> str:
    """A line of postings: step of the weight by the answer's number."""
    parts, before = [], -1
    for number in sorted(postings):
        parts += [_skipped(number - before - 1), ALPHABET[postings[number]]]
        before = number
    return "".join(parts)


def _skipped(count: int) -> str:
    if count < _SHORT:
        return ALPHABET[count]
    rest = count - _SHORT
    if rest < (_BASE - 1 - _SHORT) * _BASE:
        return ALPHABET[_SHORT + rest // _BASE] + ALPHABET[rest % _BASE]
    digits = (count // _BASE**2, count // _BASE % _BASE, count % _BASE)
    return ALPHABET[-1] + "".join(ALPHABET[digit] for digit in digits)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
