"""Bodies of an edition -> articles: each answer and content page through the transform."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Articles:
    """Every article of an edition.

    Attributes:
        answers: By answer id.
        content_pages: By the file's stem.
        parts: What stands on every page, by the file's stem.
        stylesheet: Rules of the styles that authors chose; empty if none did.
        stylesheet_path: Where it goes below the brand's folder; empty if there's none.
        has_markdown: Whether the edition's own answers have Markdown versions.
    """

    answers: Mapping[str, Article]
    content_pages: Mapping[str, Article]
    parts: Mapping[str, Article]
    stylesheet: str
    stylesheet_path: str
    has_markdown: bool = False


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
) -> Articles:
    """All articles of an edition.

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
    """
    language = snapshot.edition.language
    known = _Known(brand, siblings, language, pictures)
    links = siblings[language].answers
    answers = {
        answer.id: transform(
            answer.body_html,
            known.context(
                f"{snapshot.edition} answer {answer.id}",
                answer.name,
                label,
                brand.origin + links[answer.id].url if wanted else "",
            ),
        )
        for found, label, wanted in (
            (snapshot.answers, table_label, markdown),
            (foreign.answers, foreign.table_label, False),
        )
        for answer in found
    }
    content_pages, everywhere = (
        {
            page.stem: transform(page.body_html, known.context(page.file, page.title, table_label))
            for page in given
        }
        for given in (pages, parts)
    )
    rules = dict(
        rule for article in (*answers.values(), *content_pages.values()) for rule in article.rules
    )
    stylesheet = "\n".join(rules[name] for name in sorted(rules))
    # Beside the theme's assets, since hosts keep those for ever and ask for pages again.
    path = f"assets/answers-{language}.{digest(stylesheet.encode())[:8]}.css" if stylesheet else ""
    return Articles(answers, content_pages, everywhere, stylesheet, path, markdown)


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
