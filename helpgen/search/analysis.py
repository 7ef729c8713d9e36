"""Text -> the words it's searched by: folded and stemmed, or pairs of characters.

Languages written without spaces between words (Chinese, Japanese, Thai …), and Korean, whose
words carry their particles with them, are cut into pairs of characters that overlap: every
word of two characters is then found wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from sys import intern
from typing import Literal, NamedTuple

import Stemmer

from helpgen.search.arabic import light_stem
from helpgen.search.folding import fold
from helpgen.search.stopwords import STOPWORDS

VERSION = 2
"""Of the analysis; an index made by another one is made anew."""

Apostrophe = Literal["join", "split", "first"]

SNOWBALL = {
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
"""Snowball's algorithm for a language; the page has the same ones of the same release."""
ARABIC = "arabic-light"
_SPLIT = frozenset({"fr", "it", "ca"})  # l'ordine: the article is a word of its own
_FIRST = frozenset({"tr", "fi"})  # Ankara'da: what follows is an ending
_SHORTENED = frozenset({"s", "d", "ll", "m", "re", "ve"})  # it's, I'd; not those of don't
_LONGEST = 64  # longer runs of letters are keys, hashes or nonsense
_PIECES_KEPT = 20_000  # about 10 MB for each analyzer

_SIGNS = (  # vowel signs and accents that Python doesn't count as letters
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff"
    "\u0e30-\u0e4e\u0eb0-\u0ece\u102b-\u103e\u1780-\u17d3\u3099\u309a\u00ad\u200c\u200d"
)
_LETTER = rf"(?:[^\W_]|[{_SIGNS}])"
_WORD = re.compile(rf"{_LETTER}+(?:['’\-]{_LETTER}+)*")
_PAIRED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"[{_PAIRED}]+|[^{_PAIRED}]+")
_IS_PAIRED = re.compile(rf"[{_PAIRED}]")
_AS_IT_IS = re.compile(
    # Codes aren't stemmed, nor are letters that JavaScript's Snowball counts as two.
    r"[\d\U00010000-\U0010ffff]"
)
_HIRAGANA = re.compile("[\u3041-\u309f]")


class Word(NamedTuple):
    """A word of a text, or of a piece of it.

    Attributes:
        text: Folded; a pair of characters where words aren't told apart.
        term: What stands in the index.
        common: Whether it says little about what someone looks for.
        paired: Whether it's a pair of characters, or a character that stood alone.
        start: Where it begins in the text.
        end: Where it ends, exclusive.
    """

    text: str
    term: str
    common: bool
    paired: bool
    start: int
    end: int


class Entry(NamedTuple):
    """What an index holds of a word.

    Attributes:
        term: What stands in it.
        kept: Whether it does so for a word of a text too, not only for one of a name.
        spelling: The word folded, and in lower case as it's written; None for pairs.
    """

    term: str
    kept: bool
    spelling: tuple[str, str] | None


class _Entries(dict[str, tuple[Entry, ...]]):
    """Words of pieces by the piece; found at no cost once they are known.

    Args:
        listed: Gives those of a piece.
    """

    def __init__(self, listed: Callable[[str], tuple[Entry, ...]]) -> None:
        super().__init__()
        self._listed = listed

    def __missing__(self, piece: str) -> tuple[Entry, ...]:
        entries = self._listed(piece)
        if _is_kept(piece) and len(self) < _PIECES_KEPT:
            self[piece] = entries
        return entries


class Analyzer:
    """Cuts texts of one language into words.

    Args:
        language: Gladly's code, such as `fr-ca`.
    """

    def __init__(self, language: str) -> None:
        primary = language.partition("-")[0].lower()
        self.stemmer = ARABIC if primary == "ar" else SNOWBALL.get(primary, "")
        self.apostrophe: Apostrophe = (
            "split" if primary in _SPLIT else "first" if primary in _FIRST else "join"
        )
        self.shortened = primary == "en"
        self.stopwords = STOPWORDS.get("nb" if primary in {"no", "nn"} else primary, frozenset())
        self._stem = _stemmer(self.stemmer)
        self._parts: Callable[[str], tuple[Word, ...]] = lru_cache(_PIECES_KEPT)(self._cut)
        self._entries = _Entries(self._listed)

    @property
    def fingerprint(self) -> str:
        """Changes whenever this analyzer may give other words than it did."""
        words = " ".join(sorted(self.stopwords))
        return f"{VERSION} {self.stemmer} {self.apostrophe} {self.shortened} {words}"

    def words(self, text: str) -> Iterator[Word]:
        """The words of a text in their order; those with hyphens also as one."""
        for match in _WORD.finditer(text):
            start = match.start()
            for word in self.parts(match[0]):
                yield word._replace(start=start + word.start, end=start + word.end)

    def pieces(self, text: str) -> list[str]:
        """What stands between blanks and punctuation, in its order."""
        return _WORD.findall(text)

    def places(self, text: str) -> Iterator[tuple[int, str]]:
        """Each of those pieces, and where it begins."""
        return ((match.start(), match[0]) for match in _WORD.finditer(text))

    def counted(self, text: str) -> Iterator[tuple[tuple[Entry, ...], int]]:
        """The words of each of those pieces, and how often it stands in a text."""
        pieces = Counter(self.pieces(text))
        return zip(map(self._entries.__getitem__, pieces), pieces.values(), strict=True)

    def parts(self, piece: str) -> tuple[Word, ...]:
        """The words of a piece, with their places in it."""
        return self._parts(piece) if _is_kept(piece) else self._cut(piece)

    def _listed(self, piece: str) -> tuple[Entry, ...]:
        return tuple(
            Entry(word.term, word.paired or not word.common, _spelling(word, piece))
            for word in self._cut(piece)  # it is kept as entries only
        )

    def term(self, folded: str) -> str:
        """The term of a folded word without pairs of characters."""
        return folded if _AS_IT_IS.search(folded) else self._stem(folded)

    def _cut(self, piece: str) -> tuple[Word, ...]:
        """The words in a piece of text between spaces or punctuation."""
        parts = list(self._hyphenated(piece))
        pieces = [part for part in parts if not part.paired]
        if "-" in piece and 1 < len(pieces) == len(parts):
            parts.append(self._part("".join(part.text for part in pieces), 0, len(piece)))
        return tuple(parts)

    def _hyphenated(self, piece: str) -> Iterator[Word]:
        start = 0
        for name in piece.split("-"):
            yield from self._with_apostrophes(name, start)
            start += len(name) + 1

    def _with_apostrophes(self, name: str, start: int) -> Iterator[Word]:
        pieces = name.replace("’", "'").split("'")
        end = start + len(name)
        if self.apostrophe == "split":
            for piece in pieces:
                yield from self._runs(piece, start, start + len(piece))
                start += len(piece) + 1
        elif self.apostrophe == "first" or (self.shortened and _is_shortened(pieces)):
            yield from self._runs(pieces[0], start, end)
        else:
            yield from self._runs("".join(pieces), start, end)

    def _runs(self, piece: str, start: int, end: int) -> Iterator[Word]:
        folded = fold(piece)
        if not folded:
            return
        if not _IS_PAIRED.search(folded):
            yield self._part(folded, start, end)
            return
        exact = len(folded) == end - start
        for run in _RUN.finditer(folded):
            first, last = (start + run.start(), start + run.end()) if exact else (start, end)
            if _IS_PAIRED.match(run[0]):
                yield from _pairs(run[0], first, last)
            else:
                yield self._part(run[0], first, last)

    def _part(self, folded: str, start: int, end: int) -> Word:
        folded = folded[:_LONGEST]
        return Word(
            text=folded,
            term=self.term(folded),
            common=folded in self.stopwords,
            paired=False,
            start=start,
            end=end,
        )


def _spelling(word: Word, piece: str) -> tuple[str, str] | None:
    return None if word.paired else (word.text, piece[word.start : word.end].lower())


def _is_kept(piece: str) -> bool:
    """Whether it's remembered: runs of pairs are hardly ever the same, and take much memory."""
    return len(piece) <= _LONGEST and (piece.isascii() or not _IS_PAIRED.search(piece))


def _is_shortened(pieces: list[str]) -> bool:
    return len(pieces) == 2 and pieces[1].lower() in _SHORTENED  # noqa: PLR2004 - around one sign


def _pairs(run: str, start: int, end: int) -> Iterator[Word]:
    exact = len(run) == end - start
    if len(run) == 1:
        yield _pair(run, start, end)
    for index, (first, second) in enumerate(pairwise(run)):
        place = start + index if exact else start
        yield _pair(first + second, place, place + 2 if exact else end)


def _pair(pair: str, start: int, end: int) -> Word:
    pair = intern(pair)  # most stand in many answers, whose words are all held at once
    # Hiragana are mostly endings and particles: they help, but needn't be there.
    common = bool(_HIRAGANA.search(pair))
    return Word(text=pair, term=pair, common=common, paired=True, start=start, end=end)


def _stemmer(name: str) -> Callable[[str], str]:
    if name == ARABIC:
        return light_stem
    if not name:
        return str
    stem: Callable[[str], str] = Stemmer.Stemmer(name, 0).stemWord
    return stem
