"""Answer bodies as editors leave them in Gladly: div soup, lists, headings, links, debris.

Counts follow public help centers of about 400 to 1,400 articles (Arduino, login.gov,
Adobe Commerce): about 200 words at the median, 2 kB of HTML, a heading in every third.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence

from benchmarks.vocabulary import Writer

_MEDIAN_WORDS, _SPREAD = 190, 0.6
_SHORTEST, _LONGEST = 25, 1200
_BLANK = "<div><br/></div>"
_LINK = '<a href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>'


class Author:
    """Writes the answers of one edition.

    Args:
        writer: The edition's language.
        rng: Where chance comes from.
        own_links: Addresses of other answers.
    """

    def __init__(self, writer: Writer, rng: random.Random, own_links: Sequence[str]) -> None:
        self._write = writer
        self._rng = rng
        self._own_links = own_links

    def body(self) -> str:
        """HTML of one answer."""
        drawn = self._rng.lognormvariate(math.log(_MEDIAN_WORDS), _SPREAD)
        words = round(min(_LONGEST, max(_SHORTEST, drawn)))
        soup = self._rng.random() < 0.6  # noqa: PLR2004 - typed into Gladly, not uploaded
        blocks = "".join(self._blocks(words, self._division if soup else self._paragraph))
        return blocks + ("<div><br/>\u200b</div>" if soup else "")

    def _blocks(self, words: int, paragraph: Callable[[int], str]) -> Iterator[str]:
        with_headings = words > 150 and self._rng.random() < 0.5  # noqa: PLR2004
        yield paragraph(min(words, 40))
        left = words - 40
        while left > 0:
            if with_headings and self._rng.random() < 0.35:  # noqa: PLR2004
                yield f"<h2>{self._write.words(self._rng.randint(2, 6))}</h2>"
            count = min(left, self._rng.randint(20, 60))
            yield self._special(count) if self._rng.random() < 0.3 else paragraph(count)  # noqa: PLR2004
            left -= count

    def _special(self, words: int) -> str:
        (kind,) = self._rng.choices((self._list, self._picture, self._table), (80, 14, 6))
        return kind(words)

    def _division(self, words: int) -> str:
        return f"<div>{self._text(words)}</div>{_BLANK}"

    def _paragraph(self, words: int) -> str:
        return f"<p>{self._text(words)}</p>\n"

    def _text(self, words: int) -> str:
        parts = []
        while words > 0:
            count = min(words, self._rng.randint(6, 18))
            parts.append(self._sentence(count))
            words -= count
        return "".join(parts).rstrip()

    def _sentence(self, words: int) -> str:
        chance = self._rng.random()
        if chance < 0.12:  # noqa: PLR2004 - about two links an answer
            return f"{self._link()} {self._write.sentence(words)}"
        if chance < 0.2:  # noqa: PLR2004
            return f"<strong>{self._write.words(3)}</strong> {self._write.sentence(words)}"
        if chance < 0.25:  # noqa: PLR2004
            return f"{self._write.words(2)} &#39;{self._write.words(1)}&#39; &amp; " + (
                self._write.sentence(words)
            )
        return self._write.sentence(words)

    def _link(self) -> str:
        own = self._own_links and self._rng.random() < 0.6  # noqa: PLR2004
        foreign = f"https://www.elsewhere.example/page/{self._rng.randint(1, 500)}?ref=help"
        address = self._rng.choice(self._own_links) if own else foreign
        return _LINK.format(address, self._write.words(self._rng.randint(1, 4)))

    def _list(self, words: int) -> str:
        tag = self._rng.choice(("ul", "ol"))
        size = max(3, words // 10)
        items = "".join(f"<li>{self._text(max(3, words // size))}</li>" for _ in range(size))
        return f"<{tag}>{items}</{tag}>"

    def _picture(self, _: int) -> str:
        number = self._rng.randint(1, 900)
        source = f"https://cdn.elsewhere.example/pictures/{number}.png"
        return f'<p><img src="{source}" alt="{self._write.words(4)}" width="640" height="360"/></p>'

    def _table(self, words: int) -> str:
        rows = "".join(
            f"<tr><td>{self._write.words(2)}</td><td>{self._write.words(3)}</td></tr>"
            for _ in range(max(2, words // 5))
        )
        return f"<table><tbody>{rows}</tbody></table>"
