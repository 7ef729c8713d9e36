"""Links to an edition's answers, as its pages show them."""

from __future__ import annotations

from collections.abc import Mapping

from helpgen.languages import direction, language_tag, name_in
from helpgen.page_context import AnswerLink, TextLanguage
from helpgen.tree import PageLink, Routes


def answer_links(language: str, siblings: Mapping[str, Routes]) -> dict[str, AnswerLink]:
    """A link to each answer by its id; those without translation say their language.

    Args:
        language: The edition's.
        siblings: Routes of every edition of the brand, the default language first.
    """
    routes = siblings[language]
    default = next(iter(siblings))
    original = TextLanguage(language_tag(default), direction(default), name_in(default, language))
    return {
        answer_id: AnswerLink(link.title, link.url, original if foreign else None)
        for answer_id, link in routes.answers.items()
        for foreign in [answer_id in routes.foreign]
    }


def original_links(language: str, siblings: Mapping[str, Routes]) -> dict[str, PageLink]:
    """The page of each answer that search engines are to show, by the answer's id.

    That's the default language's where there's no translation. Arguments as above.
    """
    routes, default = siblings[language], next(iter(siblings.values()))
    return {**routes.answers, **{i: default.answers[i] for i in routes.foreign}}
