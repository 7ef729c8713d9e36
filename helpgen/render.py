"""One edition's answers, routes and theme -> {path: bytes}; nothing is read or written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from helpgen.alphabet import letter_groups
from helpgen.alternates import Alternates
from helpgen.answer_links import answer_links
from helpgen.articles import Articles
from helpgen.config import Brand
from helpgen.errors import ContentError
from helpgen.languages import direction, iso_day, language_tag, long_date, native_name
from helpgen.model import Answer, Snapshot
from helpgen.page_context import (
    BrandContext,
    EditionContext,
    LanguageLink,
    ListedAnswer,
    NavContext,
    PageContext,
    SectionLink,
)
from helpgen.pages import ContentPage
from helpgen.search.analysis import Analyzer
from helpgen.templates import Templates, Translate
from helpgen.theme import Theme
from helpgen.theme_option import OptionValue
from helpgen.transform import summary
from helpgen.tree import PageLink, Routes, SectionRoute

_FIRST_ANSWERS = 5
_SIBLINGS = 8


@dataclass(frozen=True, slots=True)
class EditionInput:
    """All that an edition's pages are made of.

    Attributes:
        brand: From site.toml.
        snapshot: The answers.
        pages: The content pages.
        articles: Both, transformed.
        siblings: Routes of every edition of the brand, the default language first.
        theme: Where templates are.
        options: Values of the theme's options.
        assets: Path of each asset below the brand's folder by its name.
        t: The edition's interface strings.
        search: Whether the page searches by itself.
        foreign: What stands in for answers without translation, in the default language.
    """

    brand: Brand
    snapshot: Snapshot
    pages: tuple[ContentPage, ...]
    articles: Articles
    siblings: Mapping[str, Routes]
    theme: Theme
    options: Mapping[str, OptionValue]
    assets: Mapping[str, str]
    t: Translate
    search: bool
    foreign: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files of an edition.

    Attributes:
        files: Content by path below the brand's folder.
        urls: Site path of each of them that is a page.
    """

    files: Mapping[str, bytes]
    urls: Mapping[str, str]


def render_edition(given: EditionInput) -> Rendered:
    """Every page of an edition and its stylesheet.

    Raises:
        ContentError: A template is wrong; names file and line.
    """
    edition = _Edition(given)
    files, urls = {}, {}
    if given.articles.stylesheet_path:  # first, so that no published page waits for it
        files[given.articles.stylesheet_path] = given.articles.stylesheet.encode()
    for url, template, page in edition.pages():
        path = _file(url, given.brand.base_path)
        files[path] = edition.render(template, page)
        urls[path] = url
    return Rendered(files, urls)


def _file(url: str, base_path: str) -> str:
    """The file of a site path: percent-encoding undone, a folder's page is index.html."""
    path = unquote(url).removeprefix(f"{base_path}/")
    return f"{path}index.html" if path.endswith("/") else path


class _Edition:
    """Makes the page contexts of one edition in their order."""

    def __init__(self, given: EditionInput) -> None:
        self._given = given
        language = given.snapshot.edition.language
        self._language = language
        self._routes = given.siblings[language]
        self._links = answer_links(language, given.siblings)
        self._alternates = Alternates(language, given.brand.origin, given.siblings)
        self._home = PageLink(given.t("home"), self._routes.home)
        self._nav = self._navigation()
        self._stylesheet = (
            f"{given.brand.base_path}/{given.articles.stylesheet_path}"
            if given.articles.stylesheet_path
            else ""
        )
        self._templates = Templates(given.theme, self._shared())

    def render(self, template: str, page: PageContext) -> bytes:
        self._nav.current = page.section.url if page.section else page.url
        return self._templates.render(template, page)

    def pages(self) -> Iterator[tuple[str, str, PageContext]]:
        """Site path, template and context of every page."""
        yield _at_its_url("home.html", self._home_page())
        for section in self._routes.sections:
            yield _at_its_url("section.html", self._section_page(section))
        places = _places(self._routes.sections)
        for answer in (*self._given.snapshot.answers, *self._given.foreign):
            page = self._answer_page(answer, *places[answer.id])
            yield page.url, "answer.html", page
            yield self._routes.path("a", answer.id), "redirect.html", page
        yield _at_its_url("a-z.html", self._a_z_page())
        if self._given.search:
            yield _at_its_url("search.html", self._search_page())
        for content_page in self._given.pages:
            yield _at_its_url("content.html", self._content_page(content_page))
        yield _at_its_url("404.html", self._not_found_page())

    def _shared(self) -> dict[str, object]:
        given = self._given
        brand = given.brand
        return {
            "brand": BrandContext(
                brand.slug, brand.name, brand.base_url, brand.search_endpoint or "", self._options()
            ),
            "edition": EditionContext(
                self._language,
                language_tag(self._language),
                direction(self._language),
                native_name(self._language),
                Analyzer(self._language).stemmer,
                self._alternates.of_home(),
            ),
            "nav": self._nav,
            "url": self._url,
            "asset": self._asset,
            "t": given.t,
        }

    def _options(self) -> SimpleNamespace:
        """Theme options; a URL that starts with / is below the edition's home page."""
        values = dict(self._given.options)
        for name, option in self._given.theme.options.items():
            value = values[name]
            if option.type == "url" and isinstance(value, str) and value.startswith("/"):
                values[name] = self._url(value)
        return SimpleNamespace(**values)

    def _navigation(self) -> NavContext:
        routes = self._routes
        sections = tuple(
            SectionLink(
                section.title,
                section.url,
                len(section.answer_ids),
                tuple(self._links[i] for i in section.answer_ids[:_FIRST_ANSWERS]),
            )
            for section in routes.sections
        )
        pages = tuple(routes.content_pages.values())
        search = routes.path("search") if self._given.search else ""
        return NavContext(routes.home, sections, pages, routes.path("a-z"), search)

    def _url(self, path: str) -> str:
        return self._routes.home + path.lstrip("/")

    def _asset(self, name: str) -> str:
        try:
            return f"{self._given.brand.base_path}/{self._given.assets[name]}"
        except KeyError as error:
            raise ContentError(
                f"theme {self._given.theme.name}: there's no assets/{name}: add it, or mend the "
                "name in the template"
            ) from error

    def _absolute(self, url: str) -> str:
        return self._given.brand.origin + url

    def _home_page(self) -> PageContext:
        url = self._routes.home
        return PageContext(
            kind="home",
            title=self._given.brand.name,
            url=url,
            canonical=self._absolute(url),
            description=summary(", ".join(section.title for section in self._routes.sections)),
            alternates=self._alternates.of_home(),
        )

    def _section_page(self, section: SectionRoute) -> PageContext:
        articles = self._given.articles.answers
        answers = tuple(
            ListedAnswer(link.title, link.url, articles[i].description, link.foreign)
            for i in section.answer_ids
            for link in [self._links[i]]
        )
        return PageContext(
            kind="section",
            title=section.title,
            url=section.url,
            canonical=self._absolute(section.url),
            description=summary(" ".join(answer.title for answer in answers)),
            alternates=self._alternates.of_section(section.url),
            breadcrumbs=(self._home,),
            answers=answers,
        )

    def _answer_page(self, answer: Answer, section: SectionRoute, place: int) -> PageContext:
        article = self._given.articles.answers[answer.id]
        links, link = self._links, self._links[answer.id]
        ids = section.answer_ids
        day = iso_day(answer.updated_at)
        start = max(0, min(place - _SIBLINGS // 2, len(ids) - _SIBLINGS - 1))
        near = [i for i in ids[start : start + _SIBLINGS + 1] if i != answer.id]
        return PageContext(
            kind="answer",
            title=answer.name,
            url=link.url,
            canonical=self._absolute(self._original(answer.id).url),
            description=article.description,
            alternates=() if link.foreign else self._alternates.of_answer(answer.id),
            shown=self._alternates.of_shown_answer(answer.id),
            breadcrumbs=(self._home, PageLink(section.title, section.url)),
            stylesheet=self._stylesheet if article.rules else "",
            foreign=link.foreign,
            body=Markup(article.html),  # noqa: S704 - sanitised by the transform
            id=answer.id,
            updated=long_date(self._language, day) if day else "",
            updated_iso=day,
            headings=article.headings,
            section=PageLink(section.title, section.url),
            siblings=tuple(links[i] for i in near[:_SIBLINGS]),
            previous=links[ids[place - 1]] if place else None,
            next=links[ids[place + 1]] if place + 1 < len(ids) else None,
        )

    def _original(self, answer_id: str) -> PageLink:
        """The answer's page, or where there's no translation, that of the default language."""
        foreign = answer_id in self._routes.foreign
        routes = next(iter(self._given.siblings.values())) if foreign else self._routes
        return routes.answers[answer_id]

    def _a_z_page(self) -> PageContext:
        groups = tuple(letter_groups(self._links.values()))
        return self._own_page("a-z", "a_z_title", self._alternates.of_a_z(), groups=groups)

    def _search_page(self) -> PageContext:
        return self._own_page("search", "search_title", self._alternates.of_search())

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
            **more,
        )

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
            stylesheet=self._stylesheet if article.rules else "",
            body=Markup(article.html),  # noqa: S704 - sanitised by the transform
            headings=article.headings,
        )

    def _not_found_page(self) -> PageContext:
        return PageContext(
            kind="404", title=self._given.t("not_found_title"), url=self._routes.home + "404.html"
        )


def _at_its_url(template: str, page: PageContext) -> tuple[str, str, PageContext]:
    return page.url, template, page


def _places(sections: Iterable[SectionRoute]) -> dict[str, tuple[SectionRoute, int]]:
    """The first section that each answer stands in, and its place there."""
    places: dict[str, tuple[SectionRoute, int]] = {}
    for section in sections:
        for place, answer_id in enumerate(section.answer_ids):
            places.setdefault(answer_id, (section, place))
    return places
