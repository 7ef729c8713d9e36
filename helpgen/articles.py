"""Bodies of an edition -> articles: each answer and content page through the transform."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helpgen.config import Brand
from helpgen.files import digest
from helpgen.model import Answer, PictureState, Snapshot
from helpgen.pages import ContentPage
from helpgen.pictures.album import PICTURES
from helpgen.transform import Article, Context, transform
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
        stylesheet: Rules of the styles that authors chose; empty if none did.
        stylesheet_path: Where it goes below the brand's folder; empty if there's none.
    """

    answers: Mapping[str, Article]
    content_pages: Mapping[str, Article]
    stylesheet: str
    stylesheet_path: str


def transform_edition(
    brand: Brand,
    snapshot: Snapshot,
    pages: Iterable[ContentPage],
    siblings: Mapping[str, Routes],
    table_label: str,
    *,
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
        foreign: What stands in for answers without translation. Their links lead to this
            edition's pages.
        pictures: What is known of pictures by address; None where they aren't mirrored.
    """
    language = snapshot.edition.language
    known = _Known(brand, siblings, language, pictures)
    answers = {
        answer.id: transform(
            answer.body_html,
            known.context(f"{snapshot.edition} answer {answer.id}", answer.name, label),
        )
        for found, label in (
            (snapshot.answers, table_label),
            (foreign.answers, foreign.table_label),
        )
        for answer in found
    }
    content_pages = {
        page.stem: transform(page.body_html, known.context(page.file, page.title, table_label))
        for page in pages
    }
    rules = dict(
        rule for article in (*answers.values(), *content_pages.values()) for rule in article.rules
    )
    stylesheet = "\n".join(rules[name] for name in sorted(rules))
    path = f"{language}/styles.{digest(stylesheet.encode())[:8]}.css" if stylesheet else ""
    return Articles(answers, content_pages, stylesheet, path)


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

    def context(self, where: str, title: str, table_label: str) -> Context:
        return Context(
            where=where,
            own_urls=self._own_urls,
            answer_urls=self._answer_urls,
            site_paths=self._paths,
            table_label=table_label,
            title=title,
            pictures=self._pictures,
            pictures_path=self._pictures_path,
        )
