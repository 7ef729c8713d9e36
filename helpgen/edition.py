"""An edition is built by one plain function, from frozen inputs to published files."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from helpgen.articles import Articles, Foreign, transform_edition
from helpgen.checks.links import check_links
from helpgen.checks.pictures import allowed_hosts, check_pictures, foreign_pictures
from helpgen.checks.promoted import check_promoted
from helpgen.config import Brand
from helpgen.edition_input import EditionInput
from helpgen.errors import HelpgenError, Problem, Severity, SnapshotError
from helpgen.feed import edition_feed
from helpgen.indexing import index_edition, page_files, search_documents
from helpgen.jobs import EditionJob, EditionResult
from helpgen.llms import edition_llms, markdown_twins
from helpgen.model import EditionKey, Snapshot
from helpgen.pages import ContentPage, load_pages, load_parts
from helpgen.pictures.album import PictureFiles
from helpgen.pictures.problems import Use, picture_problems
from helpgen.publish import Unit
from helpgen.related import Text, related_answers
from helpgen.render import SIBLINGS, render_edition
from helpgen.sitemap import edition_sitemap
from helpgen.snapshot import load_snapshot
from helpgen.templates import translator
from helpgen.theme import Theme, load_theme, resolve_options
from helpgen.theme_check.brand import brand_problems
from helpgen.web_manifest import web_manifest


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
    snapshot = load_snapshot(site.snapshots, edition)
    pages, parts = load_pages(site.content, edition), load_parts(site.content, edition)
    routes = job.siblings[job.language]
    if {a.id for a in snapshot.answers} != set(routes.answers) - routes.foreign or {
        page.stem for page in pages
    } != set(routes.content_pages):
        raise _changed(edition)
    theme = load_theme(brand.theme, site.themes)
    options, _ = resolve_options(theme, brand.options, brand.slug)
    t = translator(theme, job.language)
    foreign = _foreign(job, theme)
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
            related=_related(brand, snapshot, articles),
        )
    )
    site_name = t("site_name", brand=brand.name)
    documents = search_documents(routes, articles)
    files = {
        **rendered.files,
        **edition_sitemap(brand, snapshot, job.siblings),
        **edition_feed(brand, routes, snapshot.answers, articles, t("feed_title", site=site_name)),
        **edition_llms(brand, job.language, job.siblings, articles, t),
        **markdown_twins(brand, routes, snapshot.answers, articles),
        **web_manifest(brand, routes, site_name, options, job.assets),
        **page_files(site, routes, documents),
    }
    pictures = foreign_pictures(brand, _bodies(snapshot, (*pages, *parts), articles))
    first = job.language == brand.languages[0]  # tells what's true of all of them
    problems = [
        *(brand_problems(theme, brand) if first else []),
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
    indexed = index_edition(site, edition, documents)
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
