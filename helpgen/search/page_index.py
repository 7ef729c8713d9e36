"""Answers -> the index that a page loads to search by itself, as JSON.

The words, their weights and so the order are those of the Whoosh index. `postings` has a line
for each term. A line alternates between how many answers are skipped since the one
before and the step of the weight, both in letters of `ALPHABET`:

    skipped below 56    one letter
    below 504           a letter from the 57th on, then one: (first - 56) * 64 + second + 56
    more                the 64th letter, then three letters, the highest digit first

The page reads a line once a query asks for its term (`themes/base/assets/search/engine.js`).

`vocabulary` has terms and words, folded, both sorted, in as many slices: gzip finds a word again
only where it stood not long before, and the page reads no slice that no query needs. `postings` is
in slices like those of the terms. `spellings` has the words that are written otherwise.
`answers` has a line for each answer, by URL, as that is the order of equal scores: name, URL,
number of the section, description, with tabs between.

Texts are long strings, as a browser reads one many times as fast as the lists that it could be:
reading the words into a list, too, took a third of the time to the first results.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from helpgen.search.analyses import Analyses
from helpgen.search.memory import MemoryIndex
from helpgen.search.results import Document
from helpgen.search.weights import LEVELS, SATURATION, Analysis

FORMAT = 4
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SHORT, _BASE = 56, 64
_DESCRIPTION = 120
_SLICE = 200
_BLANKS = re.compile(r"[\t\n\r]+")
_MOST_ESCAPES = 1.05
"""How much longer a text may become by escapes."""
_MOST_WHOLE = 3_000
"""Answers above which only names, headings and descriptions are searched in the page."""


def page_index(
    language: str,
    home: str,
    documents: Sequence[Document],
    synonyms: Mapping[str, Sequence[str]],
    analyses: Analyses | None = None,
) -> bytes:
    """The page's index of an edition.

    Args:
        language: Gladly's code.
        home: Site path of the edition's home page.
        documents: Its answers.
        synonyms: Other words for a phrase, folded.
        analyses: The answers' words, as far as they are counted already.
    """
    counted = analyses or Analyses(language)
    analyzer = counted.analyzer
    documents = sorted(documents, key=lambda document: _as_in_javascript(document.url))
    words_of = [counted.of(_looked_at(d, len(documents))) for d in documents]
    index = MemoryIndex(words_of, [document.url for document in documents])
    terms = sorted(index.postings, key=_as_in_javascript)
    words = _words(words_of)
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
            "answers": "\n".join(
                "\t".join(map(_plain, _fields(document, home, sections))) for document in documents
            ),
            "vocabulary": _slices(terms, sorted(words, key=_as_in_javascript)),
            "postings": [
                lines for (lines,) in _slices([encoded(index.postings[term]) for term in terms])
            ],
            "spellings": " ".join(f"{w}={written}" for w, written in words.items() if w != written),
            "synonyms": {phrase: list(others) for phrase, others in sorted(synonyms.items())},
        }
    )


def _as_in_javascript(term: str) -> bytes:
    """What puts texts in the order of JavaScript's `<`, by UTF-16 units."""
    return term.encode("utf-16-be")


def _fields(document: Document, home: str, sections: Sequence[str]) -> tuple[str, ...]:
    url = document.url.removeprefix(home)
    return document.name, url, str(sections.index(document.section)), _short(document)


def _plain(text: str) -> str:
    """A field without what separates fields and answers."""
    return _BLANKS.sub(" ", text)


def _short(document: Document) -> str:
    """The description up to the end of a word, as results have two lines for it."""
    text = document.description
    if len(text) <= _DESCRIPTION:
        return text
    return text[:_DESCRIPTION].rpartition(" ")[0].rstrip(" ,;:.") + "…"


def _looked_at(document: Document, answers: int) -> Document:
    return document if answers <= _MOST_WHOLE else replace(document, text=document.description)


def _slices(*lists: Sequence[str]) -> list[list[str]]:
    """As many slices of each list."""
    count = len(lists[0]) // _SLICE + 1
    return [[_slice(lines, number, count) for lines in lists] for number in range(count)]


def _slice(lines: Sequence[str], number: int, count: int) -> str:
    start, end = (len(lines) * place // count for place in (number, number + 1))
    return " ".join(lines[start:end])


def _words(analyses: Sequence[Analysis]) -> dict[str, str]:
    """Each word with its spelling: the plain one where there are several, as in Whoosh's index."""
    spellings = {pair for analysis in analyses for pair in analysis.spellings}
    words: dict[str, str] = {}
    for word, written in sorted(spellings, key=lambda pair: (pair[0] != pair[1], pair)):
        words.setdefault(word, written)
    return words


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
    """A browser reads ASCII twice as fast, so few other characters are written by number."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    escaped = json.dumps(value, separators=(",", ":"))
    return (escaped if len(escaped) <= _MOST_ESCAPES * len(text) else text).encode()
