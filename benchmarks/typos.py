"""Queries as fingers leave them: one slip in each, drawn by chance from five kinds."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4
_KEYBOARDS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ"),
)


def with_typo(text: str, seed: str) -> str:
    """The text with one slip in one of its words.

    It's one of four letters or more, or the longest one where all are shorter.

    Args:
        text: A query.
        seed: Where chance starts; the same one gives the same slip.
    """
    rng = random.Random(seed)
    words = list(_WORD.finditer(text))
    if not words:
        return text
    longest = max(words, key=lambda word: len(word[0]))
    chosen = rng.choice([word for word in words if len(word[0]) >= _SHORTEST] or [longest])
    return text[: chosen.start()] + slip(chosen[0], rng) + text[chosen.end() :]


def slip(word: str, rng: random.Random) -> str:
    """The word with one slip; never as it was, if it has two different letters."""
    for _ in range(20):
        changed = rng.choice(_KINDS)(word, rng.randrange(len(word)), rng)
        if changed != word and changed:
            return changed
    return word


def rarest(text: str, holding: Mapping[str, int], count: int = 2) -> str:
    """The query cut to the words that the fewest answers hold, in their order.

    Words that no answer holds are left out, as nothing could be found by them.
    """
    words = list(dict.fromkeys(word for word in _WORD.findall(text) if word.lower() in holding))
    kept = sorted(words, key=lambda word: (holding[word.lower()], -len(word)))[:count]
    return " ".join(word for word in words if word in kept)


def held(texts: Iterable[str]) -> Counter[str]:
    """How many texts hold each word as it's written, in lower case."""
    return Counter(word for text in texts for word in {w.lower() for w in _WORD.findall(text)})


def _swap(word: str, place: int, _: random.Random) -> str:
    place = min(place, len(word) - 2)
    if place < 0:
        return word
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _drop(word: str, place: int, _: random.Random) -> str:
    return word[:place] + word[place + 1 :]


def _double(word: str, place: int, _: random.Random) -> str:
    return word[: place + 1] + word[place:]


def _neighbour(word: str, place: int, rng: random.Random) -> str:
    near = _neighbours(word[place].lower())
    return word[:place] + rng.choice(near) + word[place + 1 :] if near else word


def _insert(word: str, place: int, rng: random.Random) -> str:
    letters = "".join(_keyboard(word[place].lower()))
    return word[:place] + rng.choice(letters) + word[place:]


def _keyboard(letter: str) -> tuple[str, ...]:
    of_letter = (rows for rows in _KEYBOARDS if any(letter in row for row in rows))
    return next(of_letter, _KEYBOARDS[0])


def _neighbours(letter: str) -> str:
    for row in _keyboard(letter):
        place = row.find(letter)
        if place >= 0:
            return row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
    return ""


_KINDS: tuple[Callable[[str, int, random.Random], str], ...] = (
    *(_swap, _drop, _double),
    *(_neighbour, _insert),
)
