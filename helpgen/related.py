"""Which answers of an edition are about the same things, told by their words.

Each answer is cut down to the few words that tell most about it: rare in the edition, and
standing in its name, its headings or its first lines. Answers that share such words are
related, the more the rarer they are (TF-IDF, and the cosine between answers).

Words are cut more simply than for search, where every one counts; here a fifth of the time
matters more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from math import log, sqrt
from typing import NamedTuple

from helpgen.search.analysis import Analyzer
from helpgen.search.folding import fold

_NAME = 3.0  # what a word of the name weighs; others weigh 1
_BEGINS = 60  # characters: what an answer is about stands in its first lines
_WORDS = 6  # as many of its words as tell an answer from others
_COMMONEST = 0.1  # share of the answers from which a word tells nothing
_RARE = 4  # answers that a word may have in small editions too
_SHORTEST = 2  # letters of a word
_LEAST = 0.15  # of the cosine; what lies below shares words by chance
_LEAST_BY_ONE = 0.3  # where it's one word only

_WORD = re.compile(  # signs of vowels aren't letters to Python
    r"[\w\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670\u0900-\u0dff\u0e30-\u0e4e\u200c]+"
)
_UNSPACED = re.compile(  # Thai, Lao, Burmese, Khmer, Japanese, Chinese, Korean
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
)
_HIRAGANA = re.compile("[\u3041-\u309f]+")  # mostly endings and particles

Terms = Callable[[str], list[str]]
Vector = list[tuple[float, str]]
Holders = Mapping[str, list[tuple[int, float]]]


class Text(NamedTuple):
    """An answer as it's compared.

    Attributes:
        id: Its id.
        name: Its title.
        headings: Titles of its parts.
        text: Its body, plain.
    """

    id: str
    name: str
    headings: tuple[str, ...]
    text: str


def related_answers(language: str, texts: Sequence[Text], count: int) -> dict[str, list[str]]:
    """Ids of the answers that are most like each one, by its id, the nearest first.

    Answers that share too little are left out, so that some have fewer than `count`. Equal
    ones stand in the order of `texts`; the same texts always give the same lists.

    Args:
        language: Gladly's code.
        texts: The answers of one edition.
        count: How many at most for each.
    """
    vectors = list(_vectors(_terms(Analyzer(language)), texts))
    holders: dict[str, list[tuple[int, float]]] = {}
    for place, vector in enumerate(vectors):
        for weight, term in vector:
            holders.setdefault(term, []).append((place, weight))
    return {
        text.id: [texts[near].id for near in _nearest(place, vectors[place], holders)[:count]]
        for place, text in enumerate(texts)
    }


def _nearest(own: int, vector: Vector, holders: Holders) -> list[int]:
    """Places of the answers that share enough, the nearest first."""
    scores: dict[int, float] = {}
    several: set[int] = set()
    for weight, term in vector:
        for place, other in holders[term]:
            if place in scores:
                several.add(place)
                scores[place] += weight * other
            else:
                scores[place] = weight * other
    scores.pop(own, None)
    near = sorted(
        (-score, place)
        for place, score in scores.items()
        if score >= (_LEAST if place in several else _LEAST_BY_ONE)
    )
    return [place for _, place in near]


def _vectors(terms: Terms, texts: Sequence[Text]) -> Iterator[Vector]:
    """The weightiest words of each answer; the squares of their weights add up to 1."""
    weighted = [_weighted(terms, text) for text in texts]
    frequency = Counter(chain.from_iterable(weighted))
    most = min(len(texts) - 1, max(_RARE, len(texts) * _COMMONEST))
    rarity = {
        term: log(len(texts) / known) for term, known in frequency.items() if 1 < known <= most
    }
    for weights in weighted:
        telling = [(w * rarity[term], term) for term, w in weights.items() if term in rarity]
        best = sorted(telling, reverse=True)[:_WORDS]
        length = sqrt(sum(weight * weight for weight, _ in best))
        yield [(weight / length, term) for weight, term in best]


def _weighted(terms: Terms, text: Text) -> dict[str, float]:
    """What each word of an answer weighs, by the best place it stands in."""
    body = " ".join((*text.headings, text.text[:_BEGINS]))
    weights = dict.fromkeys(terms(body), 1.0)
    for term in terms(text.name):
        weights[term] = _NAME
    return weights


def _terms(analyzer: Analyzer) -> Terms:
    """Gives the stemmed words of a text, without those that say little; remembers each."""
    known: dict[str, list[str]] = {}

    def cut(word: str) -> list[str]:
        known[word] = _of_word(analyzer, fold(word))
        return known[word]

    def terms(text: str) -> list[str]:
        return [
            term
            for word in _WORD.findall(text)
            for term in (known[word] if word in known else cut(word))
        ]

    return terms


def _of_word(analyzer: Analyzer, folded: str) -> list[str]:
    if _UNSPACED.search(folded):
        runs = _HIRAGANA.split(folded)
        return [one + other for run in runs for one, other in pairwise(run)]
    says_little = len(folded) < _SHORTEST or folded in analyzer.stopwords
    return [] if says_little else [analyzer.term(folded)]
