"""Descriptions of pictures describe them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity

RULE = Rule(
    "poor-alt",
    Severity.WARNING,
    'The description of a picture is its file\'s name, or a word such as "image", which is read '
    "aloud and tells nothing.",
)
_ALT: Final = re.compile(r'<img [^>]*?\balt="([^"]+)"')
_FILE: Final = re.compile(r"\S*\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|heic|avif)", re.IGNORECASE)
_CAMERA: Final = re.compile(r"(?:img|dsc|image|screen[ _-]?shot)[ _-]*[\d _.-]*", re.IGNORECASE)
_WORDS: Final = frozenset(
    "image picture photo pic graphic icon screenshot figure alt untitled imagen foto bild "
    "capture 画像 图片 圖片 이미지 изображение صورة".split()
)


def find(seen: Seen) -> Iterator[Problem]:
    """Pictures in bodies whose description is none; those without any are `missing-alt`."""
    for one in seen.written:
        if "<img" in one.article.html:
            for written in _ALT.findall(one.article.html):
                alt = " ".join(unescape(written).split())
                if _is_poor(alt):
                    what = f"a picture's description, {alt!r}, doesn't say what it shows"
                    yield RULE.problem(
                        one.where, what, 'describe it, or write alt="" if it only decorates'
                    )


def _is_poor(alt: str) -> bool:
    word = alt.casefold().strip(" .:")
    return bool(word in _WORDS or _FILE.fullmatch(alt) or _CAMERA.fullmatch(alt))
