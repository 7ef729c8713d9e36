"""An edition's Atom feed of new and changed answers (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from html import escape

from helpgen.articles import Articles
from helpgen.config import Brand
from helpgen.languages import language_tag
from helpgen.model import Answer
from helpgen.tree import Routes

MOST_ENTRIES = 50
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
# https://www.w3.org/TR/xml/#charsets
_NO_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def edition_feed(
    brand: Brand, routes: Routes, answers: Iterable[Answer], articles: Articles, title: str
) -> dict[str, bytes]:
    """The feed by its path below the brand's folder; nothing where no answer has a time.

    An entry's id is the answer's address by its id in Gladly, which stays when it's renamed.

    Args:
        brand: Whose answers they are.
        routes: Of the edition.
        answers: Of the edition; those without a time of their last change are left out.
        articles: Made of the answers.
        title: Of the feed, plain text.
    """
    dated = [(when, answer) for answer in answers if (when := changed_at(answer)) is not None]
    dated.sort(key=lambda pair: (-pair[0].timestamp(), pair[1].id))
    if not dated:
        return {}
    language = routes.edition.language
    home, own = brand.origin + routes.home, f"{brand.origin}{feed_url(routes)}"
    lines = [
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language_tag(language)}">',
        f"<id>{_text(own)}</id>",
        f"<title>{_text(title)}</title>",
        f"<updated>{_text(dated[0][1].updated_at)}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{_text(own)}"/>',
        f'<link rel="alternate" type="text/html" href="{_text(home)}"/>',
        f"<author><name>{_text(brand.name)}</name></author>",
        *(_entry(brand, routes, answer, articles) for _, answer in dated[:MOST_ENTRIES]),
        "</feed>",
    ]
    return {f"{language}/feed.xml": (_XML + "\n".join(lines) + "\n").encode()}


def feed_url(routes: Routes) -> str:
    """Site path of an edition's feed."""
    return f"{routes.home}feed.xml"


def has_feed(answers: Iterable[Answer]) -> bool:
    """Whether an edition has a feed: any answer with a time."""
    return any(changed_at(answer) for answer in answers)


def changed_at(answer: Answer) -> datetime | None:
    """When an answer last changed; None where Gladly left it out, or told no moment."""
    try:
        when = datetime.fromisoformat(answer.updated_at or "")
    except ValueError:
        return None
    return when if when.tzinfo else None


def _entry(brand: Brand, routes: Routes, answer: Answer, articles: Articles) -> str:
    summary = _text(articles.answers[answer.id].description)
    url = _text(brand.origin + routes.answers[answer.id].url)
    parts = [
        f"<id>{_text(brand.origin + routes.path('a', answer.id))}</id>",
        f"<title>{_text(answer.name)}</title>",
        f"<updated>{_text(answer.updated_at)}</updated>",
        f'<link rel="alternate" type="text/html" href="{url}"/>',
        f"<summary>{summary}</summary>" if summary else "",
    ]
    return f"<entry>{''.join(parts)}</entry>"


def _text(text: str | None) -> str:
    return escape(_NO_XML.sub("", text or ""))
