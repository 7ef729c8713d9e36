"""Made-up words of five languages, drawn as real words are: a few often, most seldom."""
# ruff: noqa: RUF001 - the letters are what they look like: Arabic and Japanese

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

_WORDS = 6000


@dataclass(frozen=True, slots=True)
class Script:
    """How a language's words and sentences are put together.

    Attributes:
        syllables: What words are made of.
        lengths: Syllables of a word; what stands here twice comes twice as often.
        space: Between words.
        stop: After a sentence.
        question: After a question.
    """

    syllables: tuple[str, ...]
    lengths: tuple[int, ...]
    space: str = " "
    stop: str = ". "
    question: str = "?"


def _crossed(onsets: str, vowels: str) -> tuple[str, ...]:
    return tuple(a + b for a, b in itertools.product(onsets.split(), vowels.split()))


SCRIPTS = {
    "en-us": Script(_crossed("b c d f g h l m n p r s t th w st", "a e i o u ou er"), (1, 2, 2, 3)),
    "fr-ca": Script(_crossed("b c d f j l m n p r s t v ch", "a é e i o u ou è"), (1, 2, 2, 3)),
    "es-419": Script(
        _crossed("b c d f g l m n p r s t v ll", "a e i o u á ó"), (1, 2, 3, 3), question="?"
    ),
    "ja": Script(
        tuple(
            "あいうえおかきくけこさしすせそたてとなにのはまみもやよらりるれわをん注文返品届料金会員設定確認"
        ),
        (1, 2, 2, 3),
        space="",
        stop="。",
        question="？",
    ),
    "ar": Script(_crossed("ب ت ج د ر س ش ع ف ق ك ل م ن ه", "ا و ي َ ُ"), (1, 2, 2, 3), question="؟"),
}
"""By Gladly's language code."""


class Writer:
    """Writes text in one language.

    Args:
        language: One of `SCRIPTS`.
        rng: Where chance comes from.
    """

    def __init__(self, language: str, rng: random.Random) -> None:
        self._rng = rng
        self._script = SCRIPTS[language]
        self._words = sorted({self._word() for _ in range(_WORDS)})
        rng.shuffle(self._words)
        # Zipf's law: the n-th most frequent word comes 1/n times as often as the first.
        weights = (1 / rank for rank in range(1, len(self._words) + 1))
        self._weights = list(itertools.accumulate(weights))

    def _word(self) -> str:
        count = self._rng.choice(self._script.lengths)
        return "".join(self._rng.choices(self._script.syllables, k=count))

    def words(self, count: int) -> str:
        """That many words, the first with a capital."""
        chosen = self._rng.choices(self._words, cum_weights=self._weights, k=count)
        text = self._script.space.join(chosen)
        return text[:1].upper() + text[1:]

    def sentence(self, count: int) -> str:
        """A sentence of that many words."""
        return self.words(count) + self._script.stop

    def title(self) -> str:
        """What an answer is called; every other one is a question."""
        text = self.words(self._rng.randint(3, 10))
        return text + self._script.question if self._rng.random() < 0.5 else text  # noqa: PLR2004
