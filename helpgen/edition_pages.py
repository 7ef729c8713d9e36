"""One edition's pages in their order: where each stands, its template, what goes into it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from helpgen.alphabet import letter_groups
from helpgen.alternates import Alternates
from helpgen.answer_links import answer_links, original_links
from helpgen.articles import section_description
from helpgen.edition_input import EditionInput
from helpgen.languages import iso_day, language_tag, long_date
from helpgen.llms import twin_url
from helpgen.model import Answer
from helpgen.page_context import (
    LanguageLink,
    ListedAnswer,
    PageContext,
)
from helpgen.page_place import Once, Place
from helpgen.pages import ContentPage
from helpgen.shared_context import navigation, shared_context
from helpgen.structured_data import NO_DATA, StructuredData
from helpgen.templates import Templates
from helpgen.transform import Article, summary
from helpgen.tree import PageLink, SectionRoute, first_places

SIBLINGS = 8
"""Other answers of its section that an answer shows."""


class EditionPages:
    """Makes the page contexts of one edition in their order.

    Args:
        given: All that they are made of.
    """

    def __init__(self, given: EditionInput) -> None:
        self._given = given
        language = given.snapshot.edition.language
        self._language = language
        self._routes = given.siblings[language]
        self._links = answer_links(language, given.siblings)
        self._originals = original_links(language, given.siblings)
        self._alternates = Alternates(language, given.brand.origin, given.siblings)
        self._home = PageLink(given.t("home"), self._routes.home)
        self._nav = navigation(given, self._links)
        site_name = given.t("site_name", brand=given.brand.name)
        self._data = StructuredData(given.brand, language_tag(language), site_name)
        self._templates = Templates(given.theme, self._shared(given))

    def with_theme(self, given: EditionInput) -> EditionPages:
        """The same pages after an edit of templates or assets, which no context depends on.

        Args:
            given: As before, but for its theme's files and `assets`.
        """
        other = copy.copy(self)
        other._given = given  # noqa: SLF001 - a copy of this one
        other._templates = Templates(given.theme, self._shared(given))  # noqa: SLF001
        return other

    def render(self, template: str, page: PageContext) -> bytes:
        """A page as UTF-8.

        Raises:
            ContentError: A template is wrong; names file and line.
        """
        self._nav.current = page.section.url if page.section else page.url
        return self._templates.render(template, page)

    def places(self) -> Iterator[Place]:
        """Every page, none of them made yet."""
        yield Place(self._routes.home, "home.html", self._home_page)
        for section in self._routes.sections:
            yield Place(section.url, "section.html", partial(self._section_page, section))
        firsts = first_places(self._routes.sections)
        for answer in (*self._given.snapshot.answers, *self._given.foreign):
            make = Once(partial(self._answer_page, answer, *firsts[answer.id]))
            yield Place(self._links[answer.id].url, "answer.html", make)
            yield Place(self._routes.path("a", answer.id), "redirect.html", make)
        yield Place(self._routes.path("a-z"), "a-z.html", self._a_z_page)
        if self._given.search:
            yield Place(self._routes.path("search"), "search.html", self._search_page)
        for content_page in self._given.pages:
            url = self._routes.content_pages[content_page.stem].url
            yield Place(url, "content.html", partial(self._content_page, content_page))
        for template, strings in (("404.html", "not_found"), ("gone.html", "gone")):
            url = self._routes.home + template
            yield Place(url, template, partial(self._missing_page, strings, url))
        for url, link in self._given.moves.to.items():
            yield Place(url, "redirect.html", partial(self._moved_page, link))
        for url in self._given.moves.gone:
            yield Place(url, "gone.html", partial(self._missing_page, "gone", url))

    def _shared(self, given: EditionInput) -> dict[str, object]:
        return shared_context(given, self._nav, self._alternates.of_home())

    def _absolute(self, url: str) -> str:
        return self._given.brand.origin + url

    def _home_page(self) -> PageContext:
        url, brand = self._routes.home, self._given.brand
        return PageContext(
            kind="home",
            title=brand.name,
            url=url,
            canonical=self._absolute(url),
            description=summary(", ".join(section.title for section in self._routes.sections)),
            alternates=self._alternates.of_home(),
            featured=tuple(self._listed(i) for i in brand.featured if i in self._links),
            popular=tuple(self._links[i] for i in brand.popular if i in self._links),
            structured_data=self._data.home(url),
        )

    def _listed(self, answer_id: str) -> ListedAnswer:
        link = self._links[answer_id]
        description = self._given.articles.answers[answer_id].description
        return ListedAnswer(link.title, link.url, description, link.foreign)

    def _section_page(self, section: SectionRoute) -> PageContext:
        answers = tuple(self._listed(i) for i in section.answer_ids)
        return PageContext(
            kind="section",
            title=section.title,
            url=section.url,
            canonical=self._absolute(section.url),
            description=section_description(answer.title for answer in answers),
            alternates=self._alternates.of_section(section.url),
            breadcrumbs=(self._home,),
            structured_data=self._data.page(PageLink(section.title, section.url), (self._home,)),
            answers=answers,
        )

    def _answer_page(self, answer: Answer, section: SectionRoute, place: int) -> PageContext:
        article = self._given.articles.answers[answer.id]
        links, link = self._links, self._links[answer.id]
        original = self._originals[answer.id]
        has_twin = self._given.articles.has_markdown and not link.foreign
        ids = section.answer_ids
        day = iso_day(answer.updated_at)
        start = max(0, min(place - SIBLINGS // 2, len(ids) - SIBLINGS - 1))
        near = [i for i in ids[start : start + SIBLINGS + 1] if i != answer.id][:SIBLINGS]
        related = [i for i in self._given.related.get(answer.id, ()) if i not in near]
        updated_at = answer.updated_at or "" if day else ""
        above = (self._home, PageLink(section.title, section.url))
        data = NO_DATA if link.foreign else self._data.answer(original, above, updated_at)
        return PageContext(
            kind="answer",
            title=answer.name,
            url=link.url,
            canonical=self._absolute(original.url),
            description=article.description,
            alternates=() if link.foreign else self._alternates.of_answer(answer.id),
            shown=self._alternates.of_shown_answer(answer.id),
            breadcrumbs=above,
            structured_data=data,
            markdown=twin_url(original) if has_twin else "",
            stylesheet=self._stylesheet_of(article),
            foreign=link.foreign,
            body=Markup(article.html),  # noqa: S704 - sanitised by the transform
            id=answer.id,
            updated=long_date(self._language, day) if day else "",
            updated_iso=day,
            updated_at=updated_at,
            headings=article.headings,
            section=above[1],
            siblings=tuple(links[i] for i in near),
            related=tuple(links[i] for i in related[: self._given.brand.related]),
            previous=links[ids[place - 1]] if place else None,
            next=links[ids[place + 1]] if place + 1 < len(ids) else None,
        )

    def _a_z_page(self) -> PageContext:
        groups = tuple(letter_groups(self._links.values()))
        names = section_description(link.title for group in groups for link in group.answers)
        alternates = self._alternates.of_a_z()
        return self._own_page("a-z", "a_z_title", alternates, description=names, groups=groups)

    def _search_page(self) -> PageContext:
        hint = self._given.t("search_hint").rstrip(":：")  # noqa: RUF001 - as Chinese has it
        alternates = self._alternates.of_search()
        return self._own_page("search", "search_title", alternates, description=hint)

    def _own_page(
        self, kind: str, title: str, alternates: tuple[LanguageLink, ...], **more: Any
    ) -> PageContext:
        """A page of helpgen's own; its address is its kind, its title a string's key."""
        url = self._routes.path(kind)
        return PageContext(
            kind=kind,
            title=self._given.t(title),
            url=url,
            canonical=self._absolute(url),
            alternates=alternates,
            breadcrumbs=(self._home,),
            structured_data=self._data.page(PageLink(self._given.t(title), url), (self._home,)),
            **more,
        )

    def _stylesheet_of(self, article: Article) -> str:
        articles, base = self._given.articles, self._given.brand.base_path
        return f"{base}/{articles.stylesheet_path}" if article.rules else ""

    def _content_page(self, page: ContentPage) -> PageContext:
        article = self._given.articles.content_pages[page.stem]
        link = self._routes.content_pages[page.stem]
        return PageContext(
            kind="content",
            title=page.title,
            url=link.url,
            canonical=self._absolute(link.url),
            description=page.description or article.description,
            alternates=self._alternates.of_content(page.stem),
            breadcrumbs=(self._home,),
            structured_data=self._data.page(link, (self._home,)),
            stylesheet=self._stylesheet_of(article),
            body=Markup(article.html),  # noqa: S704 - sanitised by the transform
            headings=article.headings,
        )

    def _missing_page(self, strings: str, url: str) -> PageContext:
        """What a host shows for an address without a page."""
        kind = {"not_found": "404"}.get(strings, strings)
        title, text = (self._given.t(f"{strings}_{part}") for part in ("title", "text"))
        return PageContext(kind=kind, title=title, url=url, description=text)

    def _moved_page(self, link: PageLink) -> PageContext:
        """The page that took another's place, as `redirect.html` leads there."""
        canonical = self._absolute(link.url)
        return PageContext(kind="moved", title=link.title, url=link.url, canonical=canonical)
