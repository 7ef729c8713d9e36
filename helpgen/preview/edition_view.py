"""One edition as the preview holds it: every file of it, each made when it's asked for."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cached_property

from helpgen.articles import Transformed
from helpgen.checks.blocked_picture import allowed_hosts, foreign_pictures
from helpgen.edition_files import other_files
from helpgen.edition_pages import EditionPages
from helpgen.edition_source import read_edition
from helpgen.jobs import EditionJob
from helpgen.llms import markdown_twins
from helpgen.page_place import Place
from helpgen.preview.drafts import Draft
from helpgen.preview.related_later import Later, related_for
from helpgen.preview.snapshots import Snapshots
from helpgen.render import file_of
from helpgen.search.results import Document
from helpgen.search_documents import search_documents
from helpgen.theme import Theme
from helpgen.transform import Article
from helpgen.tree import Routes

_TWIN = "/index.md"


class EditionView:
    """The files of an edition.

    Args:
        job: Which edition, and what stands around it.
        snapshots: Where snapshots come from.
        before: The edition as it was with the same words and settings, if it was; articles
            and related answers that would come out the same are taken from it.
        later: Works out what pages needn't wait for; None where they wait.

    Raises:
        HelpgenError: A file of it can't be used.
    """

    job: EditionJob

    def __init__(
        self,
        job: EditionJob,
        snapshots: Snapshots,
        before: EditionView | None = None,
        later: Later | None = None,
    ) -> None:
        if before and (before.job.siblings, before.job.pictures) != (job.siblings, job.pictures):
            before = None
        kept = (
            before.kept(snapshots.load(job.site.snapshots, job.edition).answers) if before else {}
        )
        self.job = job
        self._given = read_edition(job, kept, load=snapshots.load).given
        related = related_for(self._given.related, self.answers, later)
        if before and before._given.snapshot.answers == self._given.snapshot.answers:  # noqa: SLF001
            related = before._given.related  # noqa: SLF001
        self._given = replace(self._given, related=related)
        self._pages = EditionPages(self._given)
        drafts = snapshots.drafts_of(job.site.snapshots, job.edition)
        self._drafts = {draft.answer_id: draft for draft in drafts}

    def kept(self, answers: Iterable[object]) -> Mapping[str, Article]:
        """Articles that are made already, of those of its answers that are among `answers`."""
        articles = self._given.articles.answers
        made = articles.made if isinstance(articles, Transformed) else {}
        same = set(self._given.snapshot.answers).intersection(answers)
        return {answer.id: made[answer.id] for answer in same if answer.id in made}

    def with_theme(self, theme: Theme, assets: Mapping[str, str]) -> EditionView:
        """The edition after an edit of templates or assets.

        Args:
            theme: As it stands now; its theme.toml and strings are the same.
            assets: Path of each asset by its name.
        """
        other = copy.copy(self)
        other.job = replace(self.job, assets=assets)
        other._given = replace(self._given, theme=theme, assets=assets)  # noqa: SLF001
        other._pages = self._pages.with_theme(other._given)  # noqa: SLF001
        other._places = self._places  # noqa: SLF001 - of the same pages
        return other

    def file(self, path: str) -> bytes | None:
        """Content of a file by its path below the brand's folder; None if there's none.

        Raises:
            ContentError: A template is wrong; names file and line.
        """
        if place := self._places.get(path):
            return self._pages.render(place.template, place.make())
        articles = self._given.articles
        if path.startswith(f"assets/answers-{articles.language}."):
            return articles.stylesheet.encode() if path == articles.stylesheet_path else None
        return self._other(path)

    def forget_pages(self) -> None:
        """Prepare pages anew, after what was done later."""
        self.__dict__.pop("_places", None)

    def draft(self, path: str) -> Draft | None:
        """The draft that the page at a path shows; None if it shows what is published."""
        return self._drafts.get(self._ids.get(path, "")) if self._drafts else None

    def url_of(self, answer_id: str) -> str:
        """Site path of an answer's page; empty if it has none."""
        link = self._routes.answers.get(answer_id)
        return link.url if link else ""

    def url_of_page(self, stem: str) -> str:
        """Site path of a content page by its file's name; empty if there's none."""
        link = self._routes.content_pages.get(stem)
        return link.url if link else ""

    def paths(self) -> list[str]:
        """Path of every page."""
        return list(self._places)

    def pages_by_kind(self) -> dict[str, list[str]]:
        """Site paths of the pages by their template's name without its end, in their order."""
        found: dict[str, list[str]] = {}
        for place in self._places.values():
            found.setdefault(place.template.removesuffix(".html"), []).append(place.url)
        return found

    def sitemaps(self) -> list[str]:
        """Paths of the edition's sitemaps below the brand's folder."""
        makers = other_files(self.job.site, self._given, list)
        return list(makers[f"{self.job.language}/sitemap*.xml"]())

    def picture_hosts(self) -> tuple[str, ...]:
        """Origins of all its pictures that the policy allows by itself."""
        articles = self._given.articles
        found = (*articles.answers.items(), *articles.content_pages.items())
        bodies = {name: article.html for name, article in (*found, *articles.parts.items())}
        brand = self.job.brand
        return allowed_hosts(brand, foreign_pictures(brand, bodies))

    @property
    def answers(self) -> int:
        """How many answers it holds."""
        return len(self._given.snapshot.answers)

    @cached_property
    def _places(self) -> dict[str, Place]:
        base = self.job.brand.base_path
        return {file_of(place.url, base): place for place in self._pages.places()}

    @cached_property
    def _ids(self) -> dict[str, str]:
        """Id of each answer by the path of its page."""
        routes, base = self._routes, self.job.brand.base_path
        return {file_of(link.url, base): key for key, link in routes.answers.items()}

    @property
    def _routes(self) -> Routes:
        return self.job.siblings[self.job.language]

    def _other(self, path: str) -> bytes | None:
        if path.endswith(_TWIN):
            return self._twin(path)
        articles = self._given.articles

        def documents() -> list[Document]:
            return search_documents(self._routes, articles)

        for pattern, make in other_files(self.job.site, self._given, documents).items():
            if fnmatchcase(path, pattern):
                return make().get(path)
        return None

    def _twin(self, path: str) -> bytes | None:
        """The Markdown version of one answer, made without the others."""
        answer_id = self._ids.get(f"{path.removesuffix(_TWIN)}/index.html")
        given = self._given
        answers = [answer for answer in given.snapshot.answers if answer.id == answer_id]
        return markdown_twins(self.job.brand, self._routes, answers, given.articles).get(path)
