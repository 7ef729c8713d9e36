"""An edition is built by one plain function, from frozen inputs to published files."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from helpgen.articles import Articles
from helpgen.checks.links import check_links
from helpgen.checks.pictures import allowed_hosts, check_pictures, foreign_pictures
from helpgen.checks.promoted import check_promoted
from helpgen.edition_files import other_files
from helpgen.edition_source import read_edition
from helpgen.errors import HelpgenError, Problem, Severity
from helpgen.indexing import index_edition, search_documents
from helpgen.jobs import EditionJob, EditionResult
from helpgen.model import EditionKey, Snapshot
from helpgen.pages import ContentPage
from helpgen.pictures.album import PictureFiles
from helpgen.pictures.problems import Use, picture_problems
from helpgen.publish import Unit
from helpgen.render import render_edition
from helpgen.search.analyses import Analyses
from helpgen.theme_check.brand import brand_problems


def build_edition(job: EditionJob) -> EditionResult:
    """Transform, render, check and write one edition; old files are left for `finish`.

    A mistake in content or theme is a result with `error`, so that others go on.
    """
    start = time.perf_counter()
    try:
        result = _built(job)
    except HelpgenError as error:
        result = EditionResult(job.edition, error=str(error))
    return replace(result, seconds=time.perf_counter() - start)


def _built(job: EditionJob) -> EditionResult:
    site, brand, edition = job.site, job.brand, job.edition
    source = read_edition(job)
    given, parts = source.given, source.parts
    snapshot, pages, articles = given.snapshot, given.pages, given.articles
    routes = job.siblings[job.language]
    rendered = render_edition(given)
    files = {**rendered.files}
    documents = search_documents(routes, articles)
    analyses = Analyses(edition.language)
    for make in other_files(site, given, lambda: documents, analyses).values():
        files |= make()
    pictures = foreign_pictures(brand, _bodies(snapshot, (*pages, *parts), articles))
    first = job.language == brand.languages[0]  # tells what's true of all of them
    problems = [
        *(brand_problems(given.theme, brand) if first else []),
        *routes.problems,
        *_short(snapshot.may_be_short, edition),
        *(p for a in snapshot.answers for p in articles.answers[a.id].problems),
        *(p for a in articles.content_pages.values() for p in a.problems),
        *(p for a in articles.parts.values() for p in a.problems),
        *(check_promoted(brand, job.siblings) if job.language == next(iter(job.siblings)) else ()),
        *_picture_problems(job, snapshot, (*pages, *parts), articles),
        *check_pictures(brand, pictures),
        *check_links(
            edition, files, rendered.urls, _known(job, files.keys() - rendered.urls.keys())
        ),
    ]
    published = Unit(site.output, brand.slug, job.language).write(files)
    indexed = index_edition(site, edition, documents, analyses)
    return EditionResult(
        edition,
        answers=len(snapshot.answers),
        written=published.written,
        unchanged=published.unchanged,
        removed=published.stale,
        stamps=published.stamps,
        problems=(*problems, *indexed.problems),
        index=indexed.generation,
        picture_hosts=allowed_hosts(brand, pictures),
    )


def _bodies(snapshot: Snapshot, pages: Iterable[ContentPage], articles: Articles) -> dict[str, str]:
    """HTML of what the edition itself holds, by its place."""
    answers = {
        f"{snapshot.edition} answer {answer.id}": articles.answers[answer.id].html
        for answer in snapshot.answers
    }
    written = {**articles.content_pages, **articles.parts}
    return answers | {page.file: written[page.stem].html for page in pages}


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
    written = {**articles.content_pages, **articles.parts}
    uses += [Use(page.file, url) for page in pages for url in written[page.stem].pictures]
    return picture_problems(edition, uses, job.pictures)


def _short(may_be_short: bool, edition: EditionKey) -> list[Problem]:  # noqa: FBT001 - private
    if not may_be_short:
        return []
    what = "Gladly's list was cut off at 1000 answers; there may be more than are built"
    hint = "place every answer in a section of a help center, or file answers under audiences"
    return [Problem(str(edition), what, hint, Severity.WARNING, "list-cut-off")]


def _known(job: EditionJob, files: Iterable[str]) -> frozenset[str]:
    """Site paths beside the edition's own pages."""
    base = job.brand.base_path
    known = {f"{base}/{path}" for path in job.assets.values()}
    known |= {f"{base}/{quote(path)}" for path in files}
    known |= {f"{base}/{path}" for path in PictureFiles(job.site.snapshots, [job.pictures or {}])}
    known |= {job.brand.feedback_url} if job.brand.feedback_url else set()
    for routes in job.siblings.values():
        known |= {routes.home, routes.path("a-z")}
        known |= {routes.path("search")} if job.site.search.enabled else set()
        known |= {section.url for section in routes.sections}
        known |= {link.url for link in routes.answers.values()}
        known |= {link.url for link in routes.content_pages.values()}
    return frozenset(known)
