"""How long a text takes to read, and how hard it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpgen.config_values import LintRule

WORDS_A_MINUTE = 200
LONGEST = 5
"""Minutes; longer answers are better split."""
HARDEST = 14
"""School years that a text may ask for (Flesch and Kincaid, 1975; for English)."""
_WORD = re.compile(r"[A-Za-z']+")
_SENTENCE = re.compile(r"[.!?]+(?:\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)
_FEWEST = 100


def reading(text: str, language: str) -> Iterator[tuple[LintRule, str, str]]:
    """A finding where a text is long or hard to read.

    Args:
        text: Plain.
        language: The level is told for English alone, in texts of 100 words and more.
    """
    words = text.split()
    minutes = len(words) / WORDS_A_MINUTE
    if minutes > LONGEST:
        yield "reading", f"takes {minutes:.0f} minutes to read", "split it"
    level = grade(text) if language.partition("-")[0] == "en" else None
    if level is not None and level > HARDEST:
        yield "reading", f"asks for {level:.0f} years of school", "write shorter sentences"


def grade(text: str) -> float | None:
    """Flesch-Kincaid grade level of an English text; None for one of under 100 words."""
    words = _WORD.findall(text)
    if len(words) < _FEWEST:
        return None
    sentences = max(1, len([one for one in _SENTENCE.split(text) if one.strip()]))
    syllables = sum(max(1, len(_VOWELS.findall(word))) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
