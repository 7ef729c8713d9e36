"""An edition is built by one plain function, from frozen inputs to published files."""

from __future__ import annotations

import time
from collections.abc import Iterable

from helpgen.articles import Articles, Foreign, transform_edition
from helpgen.checks.links import check_links
from helpgen.errors import HelpgenError, Problem, Severity, SnapshotError
from helpgen.indexing import index_edition, page_files, search_documents
from helpgen.jobs import EditionJob, EditionResult
from helpgen.model import EditionKey, Snapshot
from helpgen.pages import ContentPage, load_pages
from helpgen.pictures.album import PictureFiles
from helpgen.pictures.problems import Use, picture_problems
from helpgen.publish import Published, Unit
from helpgen.render import EditionInput, render_edition
from helpgen.sitemap import edition_sitemap
from helpgen.snapshot import load_snapshot
from helpgen.templates import translator
from helpgen.theme import Theme, load_theme, resolve_options


def build_edition(job: EditionJob) -> EditionResult:
    """Transform, render, check and write one edition; old files are left for `finish`.

    A mistake in content or theme is a result with `error`, so that others go on.
    """
    start = time.perf_counter()
    try:
        answers, published, problems, index = _built(job)
    except HelpgenError as error:
        return EditionResult(job.edition, error=str(error), seconds=time.perf_counter() - start)
    return EditionResult(
        job.edition,
        answers=answers,
        written=published.written,
        unchanged=published.unchanged,
        removed=published.stale,
        stamps=published.stamps,
        problems=tuple(problems),
        seconds=time.perf_counter() - start,
        index=index,
    )


def _built(job: EditionJob) -> tuple[int, Published, list[Problem], str]:
    site, brand, edition = job.site, job.brand, job.edition
    snapshot = load_snapshot(site.snapshots, edition)
    pages = load_pages(site.content, edition)
    routes = job.siblings[job.language]
    if {a.id for a in snapshot.answers} != set(routes.answers) - routes.foreign or {
        page.stem for page in pages
    } != set(routes.content_pages):
        raise _changed(edition)
    theme = load_theme(brand.theme, site.themes)
    options, _ = resolve_options(theme, brand.options, brand.slug)
    t = translator(theme, job.language)
    foreign = _foreign(job, theme)
    label = t("table_scroll_label")
    articles = transform_edition(
        brand, snapshot, pages, job.siblings, label, foreign=foreign, pictures=job.pictures
    )
    rendered = render_edition(
        EditionInput(
            brand=brand,
            snapshot=snapshot,
            pages=pages,
            articles=articles,
            siblings=job.siblings,
            theme=theme,
            options=options,
            assets=job.assets,
            t=t,
            search=site.search.enabled,
            foreign=foreign.answers,
        )
    )
    documents = search_documents(routes, articles)
    files = {
        **rendered.files,
        **edition_sitemap(brand, snapshot, job.siblings),
        **page_files(site, routes, documents),
    }
    problems = [
        *routes.problems,
        *_short(snapshot.may_be_short, edition),
        *(p for a in snapshot.answers for p in articles.answers[a.id].problems),
        *(p for a in articles.content_pages.values() for p in a.problems),
        *_picture_problems(job, snapshot, pages, articles),
        *check_links(edition, files, rendered.urls, _known(job, files)),
    ]
    published = Unit(site.output, brand.slug, job.language).write(files)
    indexed = index_edition(site, edition, documents)
    return len(snapshot.answers), published, [*problems, *indexed.problems], indexed.generation


def _picture_problems(
    job: EditionJob, snapshot: Snapshot, pages: Iterable[ContentPage], articles: Articles
) -> list[Problem]:
    if job.pictures is None:
        return []
    edition = job.edition
    uses = [
        Use(f"{edition} answer {answer.id}", url)
        for answer in snapshot.answers
        for url in articles.answers[answer.id].pictures
    ]
    uses += [
        Use(page.file, url) for page in pages for url in articles.content_pages[page.stem].pictures
    ]
    return picture_problems(edition, uses, job.pictures)


def _foreign(job: EditionJob, theme: Theme) -> Foreign:
    """What stands in for answers without translation; the default language tells its problems."""
    wanted = job.siblings[job.language].foreign
    if not wanted:
        return Foreign()
    default = next(iter(job.siblings.values())).edition
    stored = load_snapshot(job.site.snapshots, default).answers
    answers = tuple(answer for answer in stored if answer.id in wanted)
    if len(answers) != len(wanted):
        raise _changed(job.edition)
    return Foreign(answers, translator(theme, default.language)("table_scroll_label"))


def _changed(edition: EditionKey) -> SnapshotError:
    return SnapshotError(f"{edition}: answers or pages changed during the build: build again")


def _short(may_be_short: bool, edition: EditionKey) -> list[Problem]:  # noqa: FBT001 - private
    if not may_be_short:
        return []
    what = "Gladly's list was cut off at 1000 answers; there may be more than are built"
    hint = "place every answer in a section of a help center, or file answers under audiences"
    return [Problem(str(edition), what, hint, Severity.WARNING, "list-cut-off")]


def _known(job: EditionJob, files: Iterable[str]) -> frozenset[str]:
    """Site paths beside the edition's own pages."""
    base = job.brand.base_path
    pictures = PictureFiles(job.site.snapshots, [job.pictures or {}])
    known = {f"{base}/{path}" for path in (*job.assets.values(), *files, *pictures)}
    for routes in job.siblings.values():
        known |= {routes.home, routes.path("a-z")}
        known |= {routes.path("search")} if job.site.search.enabled else set()
        known |= {section.url for section in routes.sections}
        known |= {link.url for link in routes.answers.values()}
        known |= {link.url for link in routes.content_pages.values()}
    return frozenset(known)
