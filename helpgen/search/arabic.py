"""A light stemmer for Arabic: article, prefixed prepositions, the common endings.

After L. Larkey, L. Ballesteros, M. Connell, "Light Stemming for Arabic Information
Retrieval" (2007), the stemmer called light10 there. Words come in folded.
"""

from __future__ import annotations

_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
_ENDINGS = ("نا", "هم", "كم", "ها", "ك", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ت")
_REST, _STEM = 2, 3
"""Letters that must remain without an article, and without endings."""


def light_stem(word: str) -> str:
    """The word without article and endings: `والبطاقات` gives `بطاق`."""
    if word.startswith("و") and len(word) > _REST + 1:
        word = word[1:]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _REST:
            word = word[len(article) :]
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word[: -len(ending)]
    return word
