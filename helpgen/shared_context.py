"""What all pages of an edition share: brand, edition, navigation, functions for templates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import SimpleNamespace

from markupsafe import Markup

from helpgen import web_manifest
from helpgen.edition_input import EditionInput
from helpgen.errors import ContentError
from helpgen.feed import feed_url, has_feed
from helpgen.languages import direction, language_tag, native_name
from helpgen.page_context import (
    AnswerLink,
    BrandContext,
    EditionContext,
    LanguageLink,
    NavContext,
    SectionLink,
)
from helpgen.pages import ANNOUNCEMENT, LEGAL
from helpgen.search.analysis import Analyzer
from helpgen.tree import Routes

_FIRST_ANSWERS = 5


def shared_context(
    given: EditionInput, nav: NavContext, alternates: tuple[LanguageLink, ...]
) -> dict[str, object]:
    """What templates find by name beside `page`.

    Args:
        given: What the edition is made of.
        nav: Its navigation.
        alternates: The home page in other languages.
    """
    home = _routes(given).home
    return {
        "brand": _brand(given),
        "edition": _edition(given, alternates),
        "nav": nav,
        "url": lambda path: home + path.lstrip("/"),
        "asset": partial(_asset, given),
        "t": given.t,
    }


def navigation(given: EditionInput, links: Mapping[str, AnswerLink]) -> NavContext:
    """An edition's navigation.

    Args:
        given: What the edition is made of.
        links: Of its answers, by id.
    """
    routes = _routes(given)
    sections = tuple(
        SectionLink(
            section.title,
            section.url,
            len(section.answer_ids),
            tuple(links[i] for i in section.answer_ids[:_FIRST_ANSWERS]),
        )
        for section in routes.sections
    )
    pages = tuple(routes.content_pages.values())
    search = routes.path("search") if given.search else ""
    return NavContext(routes.home, sections, pages, routes.path("a-z"), search)


def _brand(given: EditionInput) -> BrandContext:
    brand = given.brand
    return BrandContext(
        slug=brand.slug,
        name=brand.name,
        base_url=brand.base_url,
        origin=brand.origin,
        search_endpoint=brand.search_endpoint or "",
        feedback_url=brand.feedback_url or "",
        chat_app_id=brand.chat_app_id or "",
        chat_script=brand.chat_script,
        options=SimpleNamespace(**given.page_options()),
    )


def _edition(given: EditionInput, alternates: tuple[LanguageLink, ...]) -> EditionContext:
    routes = _routes(given)
    language = routes.edition.language
    return EditionContext(
        language,
        language_tag(language),
        direction(language),
        native_name(language),
        Analyzer(language).stemmer,
        feed_url(routes) if has_feed(given.snapshot.answers) else "",
        routes.home + web_manifest.NAME,
        alternates,
        _part(given, ANNOUNCEMENT),
        _part(given, LEGAL),
    )


def _part(given: EditionInput, stem: str) -> Markup:
    part = given.articles.parts.get(stem)
    return Markup(part.html if part else "")  # noqa: S704 - sanitised by the transform


def _routes(given: EditionInput) -> Routes:
    return given.siblings[given.snapshot.edition.language]


def _asset(given: EditionInput, name: str) -> str:
    try:
        return f"{given.brand.base_path}/{given.assets[name]}"
    except KeyError as error:
        raise ContentError(
            f"theme {given.theme.name}: there's no assets/{name}: add it, or mend the "
            "name in the template"
        ) from error
