"""What tells of a person in what people type, taken out before it is kept."""

from __future__ import annotations

import re

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_LONG_NUMBER = re.compile(r"\+?\d(?:[ ./()-]{0,2}\d){6,}")


def without_private_words(text: str) -> str:
    """The text, with `[email]` for e-mail addresses and `[number]` for seven digits and more."""
    return _LONG_NUMBER.sub("[number]", _EMAIL.sub("[email]", text))
