"""The public contents of one language in the orders that the public API gives them in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cached_property

from helpgen.emulator.records import ContentRecord

_NAME_WEIGHT = 10


class Shelf:
    """Public contents of one language, sorted by name once, made searchable when first searched."""

    def __init__(self, contents: Iterable[ContentRecord]) -> None:
        self.by_name = sorted(contents, key=_name_order)

    def search(self, query: str) -> list[ContentRecord]:
        """Contents in which any word of the query occurs, best first, then by name.

        A word in the name weighs ten in the body; case doesn't count.
        """
        words = set(re.findall(r"\w+", query.casefold()))
        scores = [(_score(words, *texts), content) for content, texts in self._texts]
        hits = [(score, content) for score, content in scores if score]
        return [content for _, content in sorted(hits, key=lambda hit: -hit[0])]

    @cached_property
    def _texts(self) -> list[tuple[ContentRecord, tuple[str, str]]]:
        return [(content, (_name(content).casefold(), _text(content))) for content in self.by_name]


def _name(content: ContentRecord) -> str:
    return content.title or ""


def _name_order(content: ContentRecord) -> tuple[str, str, str]:
    return _name(content).casefold(), _name(content), content.answer_id


def _text(content: ContentRecord) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", content.body_html)).casefold()


def _score(words: set[str], name: str, text: str) -> int:
    return sum(_NAME_WEIGHT * (word in name) + (word in text) for word in words)
