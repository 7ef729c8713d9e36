"""What templates get: plain values, prepared in Python; nothing to call but three functions."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import NamedTuple

from markupsafe import Markup

from helpgen.transform import Heading
from helpgen.tree import PageLink

PAGE_TEMPLATES = (
    "home.html",
    "section.html",
    "answer.html",
    "redirect.html",
    "a-z.html",
    "search.html",
    "content.html",
    "404.html",
    "gone.html",
)
"""The templates that pages are rendered with; all others are extended or included by them."""


@dataclass(frozen=True, slots=True)
class BrandContext:
    """`brand` in templates.

    Attributes:
        slug: Short name in paths.
        name: As customers read it.
        base_url: Public address of the site, without a slash at its end.
        origin: Scheme and host of it.
        search_endpoint: Where a running search endpoint answers; often empty.
        feedback_url: Where "Was this answer helpful?" is sent; often empty.
        chat_app_id: Gladly's app id of the chat; empty where there's none.
        chat_script: Address of the chat's script.
        options: An attribute for each option of the theme.
    """

    slug: str
    name: str
    base_url: str
    origin: str
    search_endpoint: str
    feedback_url: str
    chat_app_id: str
    chat_script: str
    options: SimpleNamespace


class TextLanguage(NamedTuple):
    """The language of a text that isn't in the page's own.

    Attributes:
        lang: BCP 47 tag, for `lang`.
        direction: `ltr` or `rtl`, for `dir`.
        name: Its name in the page's language.
    """

    lang: str
    direction: str
    name: str


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """An answer as others link to it.

    Attributes:
        title: Plain text.
        url: Site path.
        foreign: The title's language, where there's no translation.
    """

    title: str
    url: str
    foreign: TextLanguage | None = None


class LanguageLink(NamedTuple):
    """A language of the brand, or this page in that language.

    Attributes:
        lang: BCP 47 tag, for `lang` and `hreflang`.
        name: The language's name in itself.
        direction: `ltr` or `rtl`.
        url: Site path.
        absolute_url: With scheme and host.
        current: Whether it's the page's own language.
        default: Whether it's the brand's default language.
    """

    lang: str
    name: str
    direction: str
    url: str
    absolute_url: str
    current: bool
    default: bool


@dataclass(frozen=True, slots=True)
class EditionContext:
    """`edition` in templates: the language that a page is in.

    Attributes:
        language: Gladly's code, such as `fr-ca`.
        lang: BCP 47 tag, such as `fr-CA`.
        direction: `ltr` or `rtl`.
        language_name: The language's name in itself.
        stemmer: Name of the language's script in `assets/search/stemmers/`; may be empty.
        feed: Site path of the Atom feed of new and changed answers; empty where there's none.
        manifest: Site path of the web manifest.
        others: The home page in every language of the brand, this one included.
        announcement: Safe HTML that stands above every page; often empty.
        legal: Safe HTML of the small print in the footer; may be empty.
    """

    language: str
    lang: str
    direction: str
    language_name: str
    stemmer: str
    feed: str
    manifest: str
    others: tuple[LanguageLink, ...]
    announcement: Markup
    legal: Markup


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section of `nav.sections`.

    Attributes:
        title: Plain text.
        url: Site path.
        count: How many answers it holds.
        answers: The first of them.
    """

    title: str
    url: str
    count: int
    answers: tuple[AnswerLink, ...]


@dataclass(slots=True)
class NavContext:
    """`nav` in templates.

    Attributes:
        home: Site path of the home page.
        sections: In display order.
        pages: The content pages.
        a_z: Site path of the list of all answers.
        search: Site path of the page of search results; empty where search is off.
        current: Site path of the section that the page is in, or of the page itself.
    """

    home: str
    sections: tuple[SectionLink, ...]
    pages: tuple[PageLink, ...]
    a_z: str
    search: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class ListedAnswer:
    """An answer with its beginning, on its section's page and among the featured ones.

    Attributes:
        title: Plain text.
        url: Site path.
        description: The beginning of its text; may be empty.
        foreign: The language of both, where there's no translation.
    """

    title: str
    url: str
    description: str
    foreign: TextLanguage | None = None


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The answers whose names start with a letter.

    Attributes:
        letter: The letter, `0-9`, or `#` for names without either.
        answers: In the order of their names.
    """

    letter: str
    answers: tuple[AnswerLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """`page` in templates. What a kind of page doesn't have is empty.

    Attributes:
        kind: `home`, `section`, `answer`, `a-z`, `search`, `content`, `404` or `gone`; `moved`
            where the address has moved and leads to `url`.
        title: Plain text.
        description: Plain text for search engines; may be empty.
        url: Site path.
        canonical: Full address; empty for 404 and gone. Of an answer without translation,
            that of the original.
        alternates: This page in every language that has it, itself included; none of an
            answer without translation.
        shown: Of an answer that some languages lack: this page in every language that shows
            it, be it the original. Else empty.
        breadcrumbs: From the home page to the page above.
        structured_data: JSON-LD for a script element; empty where there's nothing to tell.
        markdown: Site path of the page's Markdown version; often empty.
        stylesheet: Address of the rules of styles that authors chose; often empty.
        foreign: The language of title, description and body, where there's no translation.
        body: Safe HTML of answers and content pages; its headings start at h2.
        id: The answer's id.
        updated: Day of the last change as readers write it; may be empty.
        updated_iso: The same as `2026-05-14`.
        updated_at: The moment, as RFC 3339 has it.
        headings: Of the body.
        section: The answer's section.
        siblings: Up to eight other answers of it.
        related: Answers about the same things, none of them among the siblings.
        previous: The answer before in the section.
        next: The answer after.
        answers: Of a section.
        featured: Of the home page.
        popular: Of the home page.
        groups: Of the list of all answers.
    """

    kind: str
    title: str
    url: str
    canonical: str = ""
    description: str = ""
    alternates: tuple[LanguageLink, ...] = ()
    shown: tuple[LanguageLink, ...] = ()
    breadcrumbs: tuple[PageLink, ...] = ()
    structured_data: Markup = field(default=Markup())
    markdown: str = ""
    stylesheet: str = ""
    foreign: TextLanguage | None = None
    body: Markup = field(default=Markup())
    id: str = ""
    updated: str = ""
    updated_iso: str = ""
    updated_at: str = ""
    headings: tuple[Heading, ...] = ()
    section: PageLink | None = None
    siblings: tuple[AnswerLink, ...] = ()
    related: tuple[AnswerLink, ...] = ()
    previous: AnswerLink | None = None
    next: AnswerLink | None = None
    answers: tuple[ListedAnswer, ...] = ()
    featured: tuple[ListedAnswer, ...] = ()
    popular: tuple[AnswerLink, ...] = ()
    groups: tuple[LetterGroup, ...] = ()
