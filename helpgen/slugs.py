"""Names as URL segments: readable in every script, safe on every file system."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_MAX_CHARACTERS = 80
_MAX_BYTES = 180  # file systems stop at 255 bytes a name; Japanese takes three a character
_APOSTROPHES = re.compile("['\u2019\u02bc]")
_ASCII_WORD = re.compile(r"[^\W_]+")
_JOINERS = "\u200c\u200d"  # Persian and Indic words are written with them
_STRAY_JOINERS = re.compile(f"(?<![^\0-\x7f])[{_JOINERS}]+|[{_JOINERS}]+(?![^\0-\x7f])")
_MARKS_AT_START = re.compile(r"^\W+")
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
"""Names of devices to Windows, in every folder."""
_LATIN_LIKE = re.compile(
    # Latin, Greek and Cyrillic blocks read well in Latin letters; other scripts don't.
    "[\u00aa-\u052f\u1c80-\u1c8f\u1d00-\u1fff\u2c60-\u2c7f\ua640-\ua69f\ua720-\ua7ff\uab30-\uab6f\ufb00-\ufb06]+"
)


@lru_cache(maxsize=65536)
def slugify(name: str, *, ascii_only: bool = False) -> str:
    """The name as a URL segment: lower-case words joined by hyphens.

    Latin, Greek and Cyrillic letters become ASCII. Other scripts stay as they are, because
    a transliteration of Japanese or Arabic is readable to nobody; browsers show them as
    written. With `ascii_only` they are transliterated too (anyascii's tables).

    Args:
        name: Any text.
        ascii_only: Leave nothing but `a-z`, `0-9` and hyphens.

    Returns:
        At most 80 characters and 180 bytes, cut between words where there's one;
        empty if the name has no letter or digit.
    """
    text = unicodedata.normalize("NFKC", name)
    text = anyascii(text) if ascii_only else _LATIN_LIKE.sub(_romanised, text)
    text = _APOSTROPHES.sub("", text)  # after romanising, which writes a soft sign as one
    text = unicodedata.normalize("NFC", text.casefold())
    slug = _cut("-".join(_words(text)))
    return f"{slug}-1" if _DEVICE.fullmatch(slug) else slug


def _romanised(match: re.Match[str]) -> str:
    return anyascii(match[0])


def _words(text: str) -> list[str]:
    """Runs of letters and digits, with the vowel signs and joiners that belong to them."""
    if text.isascii():
        return _ASCII_WORD.findall(text)
    text = _STRAY_JOINERS.sub("", text)
    runs = "".join(char if _in_word(char) else " " for char in text).split()
    words = (_MARKS_AT_START.sub("", run).rstrip(_JOINERS) for run in runs)
    return [word for word in words if word]


def _in_word(char: str) -> bool:
    # Vowel signs of Hindi, Thai and others are marks, which Python's \w doesn't count.
    return char.isalnum() or char in _JOINERS or unicodedata.category(char).startswith("M")


def _cut(slug: str) -> str:
    short = slug[:_MAX_CHARACTERS].encode()[:_MAX_BYTES].decode(errors="ignore")
    if short == slug:
        return slug
    word_end = short.rfind("-")
    return short[:word_end] if word_end > _MAX_CHARACTERS // 4 else short.rstrip("-" + _JOINERS)
