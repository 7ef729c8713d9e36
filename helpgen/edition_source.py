"""What an edition is made of, read from disk: snapshot, content pages, theme, articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from helpgen.article_cache import ArticleCache
from helpgen.articles import Articles, Foreign, transform_edition
from helpgen.config import Brand
from helpgen.edition_input import EditionInput
from helpgen.edition_pages import SIBLINGS
from helpgen.errors import SnapshotError
from helpgen.files import digest
from helpgen.jobs import EditionJob
from helpgen.model import EditionKey, Snapshot
from helpgen.pages import ContentPage, load_pages, load_parts
from helpgen.related import Text, related_answers
from helpgen.snapshot import Loader, load_snapshot
from helpgen.templates import translator
from helpgen.theme import Theme, load_theme, resolve_options
from helpgen.transform import Article


@dataclass(frozen=True, slots=True)
class EditionSource:
    """What an edition is made of.

    Attributes:
        given: All that its pages are made of.
        parts: What stands on every page, as it was written.
        cache: Its articles of the build before; None where those aren't asked for.
    """

    given: EditionInput
    parts: tuple[ContentPage, ...]
    cache: ArticleCache | None = None


def read_edition(
    job: EditionJob,
    known: Mapping[str, Article] | None = None,
    *,
    load: Loader = load_snapshot,
    cached: Path | None = None,
) -> EditionSource:
    """What an edition is made of; articles and related answers are made when they're asked for.

    Args:
        job: Which edition.
        known: Articles that are made already, by answer id.
        load: Gives a snapshot.
        cached: File of its articles of the build before, which are known, too.

    Raises:
        HelpgenError: A file can't be used.
    """
    site, brand, edition = job.site, job.brand, job.edition
    snapshot = load(site.snapshots, edition)
    pages, parts = load_pages(site.content, edition), load_parts(site.content, edition)
    routes = job.siblings[job.language]
    if {a.id for a in snapshot.answers} != set(routes.answers) - routes.foreign or {
        page.stem for page in pages
    } != set(routes.content_pages):
        raise _changed(edition)
    theme = load_theme(brand.theme, site.themes)
    t = translator(theme, job.language)
    foreign = _foreign(job, theme, load)
    cache = _cache(job, cached, (t("table_scroll_label"), foreign.table_label)) if cached else None
    if cache:
        known = {**cache.known((*snapshot.answers, *foreign.answers)), **(known or {})}
    articles = transform_edition(
        brand,
        snapshot,
        pages,
        job.siblings,
        t("table_scroll_label"),
        parts=parts,
        markdown=site.site.markdown_twins,
        foreign=foreign,
        pictures=job.pictures,
        known=known,
    )
    given = EditionInput(
        brand=brand,
        snapshot=snapshot,
        pages=pages,
        articles=articles,
        siblings=job.siblings,
        theme=theme,
        options=resolve_options(theme, brand.options, brand.slug)[0],
        assets=job.assets,
        t=t,
        search=site.search.enabled,
        foreign=foreign.answers,
        related=Related(lambda: _related(brand, snapshot, articles)),
        moves=job.moves,
    )
    return EditionSource(given, parts, cache)


def _cache(job: EditionJob, path: Path, labels: Iterable[str]) -> ArticleCache:
    parts = (job.surroundings, str(job.site.site.markdown_twins), *labels)
    return ArticleCache(path, digest(*(part.encode() for part in parts)))


class Related(Mapping[str, list[str]]):
    """Related answers by id, all worked out when one is asked for.

    Args:
        work_out: Gives all of them.
    """

    def __init__(self, work_out: Callable[[], Mapping[str, list[str]]]) -> None:
        self._work_out = work_out

    @cached_property
    def _found(self) -> Mapping[str, list[str]]:
        return self._work_out()

    def __getitem__(self, key: str) -> list[str]:
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _related(brand: Brand, snapshot: Snapshot, articles: Articles) -> dict[str, list[str]]:
    """What's related to each answer in its own language, those that its page may not show too."""
    if not brand.related:
        return {}
    texts = [
        Text(answer.id, answer.name, tuple(h.text for h in article.headings), article.text)
        for answer in snapshot.answers
        for article in [articles.answers[answer.id]]
    ]
    return related_answers(snapshot.edition.language, texts, brand.related + SIBLINGS)


def _foreign(job: EditionJob, theme: Theme, load: Loader) -> Foreign:
    """What stands in for answers without translation; the default language tells its problems."""
    wanted = job.siblings[job.language].foreign
    if not wanted:
        return Foreign()
    default = next(iter(job.siblings.values())).edition
    stored = load(job.site.snapshots, default).answers
    answers = tuple(answer for answer in stored if answer.id in wanted)
    if len(answers) != len(wanted):
        raise _changed(job.edition)
    return Foreign(answers, translator(theme, default.language)("table_scroll_label"))


def _changed(edition: EditionKey) -> SnapshotError:
    return SnapshotError(f"{edition}: answers or pages changed during the build: build again")
