"""Bodies of an edition -> articles: each answer and content page through the transform."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from helpgen.config import Brand
from helpgen.files import digest
from helpgen.model import Answer, PictureState, Snapshot
from helpgen.pages import ContentPage
from helpgen.pictures.album import PICTURES
from helpgen.transform import Article, Context, summary, transform
from helpgen.tree import Routes


@dataclass(frozen=True, slots=True)
class Foreign:
    """Answers without translation, in the brand's default language.

    Attributes:
        answers: As that language's snapshot has them.
        table_label: Accessible name of their tables without a caption.
    """

    answers: tuple[Answer, ...] = ()
    table_label: str = ""


class Transformed(Mapping[str, Article]):
    """Articles by id, each made when it's first asked for.

    Args:
        makers: Make each one.
        known: Those that are made already, by id; others may be among them.
    """

    def __init__(
        self,
        makers: Mapping[str, Callable[[], Article]],
        known: Mapping[str, Article] | None = None,
    ) -> None:
        self._makers = makers
        self.made = {key: article for key, article in (known or {}).items() if key in makers}

    def __getitem__(self, key: str) -> Article:
        article = self.made.get(key)
        if article is None:
            article = self.made[key] = self._makers[key]()
        return article

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


@dataclass(frozen=True)
class Articles:
    """Every article of an edition.

    Attributes:
        language: Of the edition.
        answers: By answer id.
        content_pages: By the file's stem.
        parts: What stands on every page, by the file's stem.
        has_markdown: Whether the edition's own answers have Markdown versions.
        bodies: The answers as they came.
    """

    language: str
    answers: Mapping[str, Article]
    content_pages: Mapping[str, Article]
    parts: Mapping[str, Article]
    has_markdown: bool
    bodies: tuple[Answer, ...]

    @cached_property
    def stylesheet(self) -> str:
        """Rules of the styles that authors chose; empty if none did."""
        styled = (self.answers[a.id] for a in self.bodies if _may_have_styles(a.body_html))
        rules = dict(
            rule for article in (*styled, *self.content_pages.values()) for rule in article.rules
        )
        return "\n".join(rules[name] for name in sorted(rules))

    @cached_property
    def stylesheet_path(self) -> str:
        """Where it goes below the brand's folder; empty if there's none."""
        if not self.stylesheet:
            return ""
        # Beside the theme's assets, since hosts keep those for ever and ask for pages again.
        return f"assets/answers-{self.language}.{digest(self.stylesheet.encode())[:8]}.css"


def transform_edition(
    brand: Brand,
    snapshot: Snapshot,
    pages: Iterable[ContentPage],
    siblings: Mapping[str, Routes],
    table_label: str,
    *,
    parts: Iterable[ContentPage] = (),
    markdown: bool = False,
    foreign: Foreign = Foreign(),
    pictures: Mapping[str, PictureState] | None = None,
    known: Mapping[str, Article] | None = None,
) -> Articles:
    """All articles of an edition; those of answers are made when they are asked for.

    Args:
        brand: Whose edition it is; its addresses, old and new, mark links as its own.
        snapshot: The answers.
        pages: The content pages.
        siblings: Routes of all editions of the brand by language. A link to an answer that
            isn't in this language leads to it in another one, the default language first.
        table_label: Accessible name of tables without a caption.
        parts: What stands on every page.
        markdown: Whether to make Markdown versions of the edition's own answers too.
        foreign: What stands in for answers without translation. Their links lead to this
            edition's pages.
        pictures: What is known of pictures by address; None where they aren't mirrored.
        known: Articles of answers that are made already, by id.
    """
    language = snapshot.edition.language
    target = _Known(brand, siblings, language, pictures)
    links = siblings[language].answers

    def article(answer: Answer, label: str, *, wanted: bool) -> Article:
        where = f"{snapshot.edition} answer {answer.id}"
        url = brand.origin + links[answer.id].url if wanted else ""
        return transform(answer.body_html, target.context(where, answer.name, label, url))

    makers = {
        answer.id: partial(article, answer, label, wanted=wanted)
        for found, label, wanted in (
            (snapshot.answers, table_label, markdown),
            (foreign.answers, foreign.table_label, False),
        )
        for answer in found
    }
    content_pages, everywhere = (
        {
            page.stem: transform(page.body_html, target.context(page.file, page.title, table_label))
            for page in given
        }
        for given in (pages, parts)
    )
    bodies = (*snapshot.answers, *foreign.answers)
    answers = Transformed(makers, known)
    return Articles(language, answers, content_pages, everywhere, markdown, bodies)


def _may_have_styles(body_html: str) -> bool:
    """Whether a body may get a rule: `transform.styles` makes them of these alone."""
    lower = body_html.lower()
    return "style" in lower or "<font" in lower


def section_description(titles: Iterable[str]) -> str:
    """What a section holds, for search results: the names of its answers."""
    return summary(" · ".join(titles))


class _Known:
    """What links and pictures of an edition may lead to."""

    def __init__(
        self,
        brand: Brand,
        siblings: Mapping[str, Routes],
        language: str,
        pictures: Mapping[str, PictureState] | None,
    ) -> None:
        self._pictures = pictures
        self._pictures_path = f"{brand.base_path}/{PICTURES}/"
        self._own_urls = (brand.base_url, *brand.help_center_urls)
        self._answer_urls: dict[str, str] = {}
        paths: set[str] = set()
        for routes in (siblings[language], *siblings.values()):
            for answer_id, link in routes.answers.items():
                self._answer_urls.setdefault(answer_id, link.url)
                paths.add(link.url)
            paths |= {routes.home, routes.path("a-z"), routes.path("search")}
            paths |= {section.url for section in routes.sections}
            paths |= {page.url for page in routes.content_pages.values()}
        self._paths = frozenset(paths)

    def context(self, where: str, title: str, table_label: str, page_url: str = "") -> Context:
        return Context(
            where=where,
            own_urls=self._own_urls,
            answer_urls=self._answer_urls,
            site_paths=self._paths,
            table_label=table_label,
            title=title,
            page_url=page_url,
            pictures=self._pictures,
            pictures_path=self._pictures_path,
        )
