"""Spelling variants of a word -> one spelling: case, width, accents, letters that stand for others.

`themes/base/assets/search/analysis.js` does the same; `tests/search/cases/` holds both to it.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(
    # Accents of Latin and Greek letters; й and its like stay, they're letters of their own.
    "(?<![\u0400-\u04ff])[\u0300-\u036f]"
    # Vowel signs of Hebrew and Arabic, the lengthening stroke, joiners, soft hyphens.
    "|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u00ad\u200c\u200d]"
    # What NFKC makes of letters and numbers beside letters and digits: ½, ⒈, ⑴, ŀ, ﷺ.
    "|[ ,.()·\u2044]"
)
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "þ": "th",
        "ё": "е",
        "ς": "σ",
        "ى": "ي",
        "ی": "ي",
        "ة": "ه",
        "ک": "ك",
    }
)


def fold(text: str) -> str:
    """The one spelling of a word: `Größe` and `GRÖSSE` both give `grosse`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    composed = unicodedata.normalize("NFC", _MARKS.sub("", decomposed))
    return composed.translate(_LETTERS)
