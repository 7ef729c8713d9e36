"""An edition is built by one plain function, from frozen inputs to published files."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from helpgen.article_cache import ArticleCache, article_file
from helpgen.changes.pages import page_sums
from helpgen.checks.addresses import other_hosts
from helpgen.checks.blocked_picture import allowed_hosts, foreign_pictures
from helpgen.checks.rules import problems as find_problems
from helpgen.checks.seen import Seen, Written
from helpgen.config import Site
from helpgen.edition_files import other_files
from helpgen.edition_input import EditionInput
from helpgen.edition_source import EditionSource, read_edition
from helpgen.errors import HelpgenError, Problem, Severity
from helpgen.jobs import EditionJob, EditionResult
from helpgen.languages import iso_day
from helpgen.model import EditionKey, Snapshot
from helpgen.pictures.album import PictureFiles
from helpgen.pictures.problems import Use, picture_problems
from helpgen.publish import Unit
from helpgen.render import Rendered, render_edition
from helpgen.search.analyses import Analyses
from helpgen.search.results import Document
from helpgen.search_documents import search_documents
from helpgen.stopwatch import Stopwatch
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


def check_edition(job: EditionJob, *, external: bool = False) -> EditionResult:
    """The same without writing anything, and so without a search index.

    Args:
        job: Which edition.
        external: Gather the addresses of other hosts too.
    """
    start = time.perf_counter()
    try:
        made = make_edition(job)
        urls = _urls(made.seen) if external else {}
        result = replace(_result(job, made), problems=tuple(found_in(job, made)), urls=urls)
    except HelpgenError as error:
        result = EditionResult(job.edition, error=str(error))
    return replace(result, seconds=time.perf_counter() - start)


@dataclass(frozen=True, slots=True)
class Made:
    """An edition that isn't published yet.

    Attributes:
        given: What it's made of.
        files: Content by path below the brand's folder.
        documents: What search sees of it.
        analyses: The words of those.
        seen: What rules look at.
        watch: Where the time of making it went.
        cache: Its articles of the build before.
    """

    given: EditionInput
    files: Mapping[str, bytes]
    documents: Sequence[Document]
    analyses: Analyses
    seen: Seen
    watch: Stopwatch
    cache: ArticleCache | None = None


def _built(job: EditionJob) -> EditionResult:
    unit = Unit(job.site.output, job.brand.slug, job.language)
    made = make_edition(job, cached=article_file(job.site.articles, job.edition))
    watch = made.watch
    with watch.stage("check"):
        problems = found_in(job, made)
    with watch.stage("publish"):
        published = unit.write(made.files)
        unkept = _keep_articles(made)
    result = replace(
        _result(job, made),
        written=published.written,
        unchanged=published.unchanged,
        removed=published.stale,
        stamps=published.stamps,
        pages=page_sums(made.files) if job.site.site.keep_builds else {},
        passing=unkept,
    )
    documents, analyses = made.documents, made.analyses
    del made  # pages and articles are as large as what the index takes
    result = replace(result, problems=tuple(problems))
    if not job.site.search.enabled:
        return result
    with watch.stage("index"):
        from helpgen.indexing import index_edition

        indexed = index_edition(job.site, job.edition, documents, analyses)
    return replace(result, problems=(*problems, *indexed.problems), index=indexed.generation)


def _result(job: EditionJob, made: Made) -> EditionResult:
    """What is known of an edition before it's published."""
    return EditionResult(
        job.edition,
        answers=len(made.given.snapshot.answers),
        picture_hosts=allowed_hosts(job.brand, made.seen.pictures),
        updated=_updated(job.site, made.given.snapshot),
        watch=made.watch,
    )


def _keep_articles(made: Made) -> tuple[Problem, ...]:
    """Leave them to the next build; why that can't be, if it can't."""
    if made.cache is None:
        return ()
    answers = (*made.given.snapshot.answers, *made.given.foreign)
    return made.cache.save(answers, made.given.articles.answers)


def make_edition(job: EditionJob, *, cached: Path | None = None) -> Made:
    """Transform and render an edition.

    Args:
        job: Which one.
        cached: File of its articles of the build before.

    Raises:
        HelpgenError: A mistake in content or theme.
    """
    site, edition, watch = job.site, job.edition, Stopwatch()
    with watch.stage("read"):
        source = read_edition(job, cached=cached)
    given = source.given
    with watch.stage("transform"):
        _transform(given, watch)
    with watch.stage("related"):
        len(given.related)
    with watch.stage("other files"):  # before the pages, which would be held beside the indexes
        others: dict[str, bytes] = {}
        documents = search_documents(job.siblings[job.language], given.articles)
        analyses = Analyses(edition.language)
        for make in other_files(site, given, lambda: documents, analyses).values():
            others |= make()
    with watch.stage("render"):
        rendered = render_edition(given, watch)
    files = {**rendered.files, **others}
    seen = _seen(job, source, rendered, files)
    return Made(given, files, documents, analyses, seen, watch, source.cache)


def _transform(given: EditionInput, watch: Stopwatch) -> None:
    """Make every article, so that the time of each is known."""
    articles = given.articles.answers
    for answer_id in articles:
        start = time.perf_counter()
        articles[answer_id]  # made when it's asked for
        watch.answers[answer_id] = time.perf_counter() - start
    watch.keep_slowest()


def _seen(
    job: EditionJob, source: EditionSource, rendered: Rendered, files: Mapping[str, bytes]
) -> Seen:
    written = _written(source)
    return Seen(
        job.site,
        job.brand,
        job.siblings,
        job.edition,
        rendered.pages,
        {url: files[path] for path, url in rendered.urls.items()},
        written,
        _known(job, files.keys() - rendered.urls.keys()),
        foreign_pictures(job.brand, {one.where: one.article.html for one in written}),
    )


def found_in(job: EditionJob, made: Made) -> list[Problem]:
    """All that's wrong with an edition: what its making told, and what rules find.

    Args:
        job: Which edition.
        made: What became of it.
    """
    given, written = made.given, made.seen.written
    return [
        *(brand_problems(given.theme, job.brand) if job.is_default else []),
        *job.siblings[job.language].problems,
        *_short(given.snapshot.may_be_short, job.edition),
        *(problem for one in written for problem in one.article.problems),
        *_picture_problems(job, written),
        *find_problems(made.seen),
    ]


def _written(source: EditionSource) -> tuple[Written, ...]:
    """What editors wrote in the edition's language."""
    given = source.given
    edition, articles = given.snapshot.edition, given.articles
    return (
        *(
            Written(f"{edition} answer {a.id}", a.name, articles.answers[a.id], a.id)
            for a in given.snapshot.answers
        ),
        *(Written(p.file, p.title, articles.content_pages[p.stem]) for p in given.pages),
        *(Written(p.file, p.title, articles.parts[p.stem]) for p in source.parts),
    )


def _picture_problems(job: EditionJob, written: Iterable[Written]) -> list[Problem]:
    if job.pictures is None:
        return []
    uses = [Use(one.where, url) for one in written for url in one.article.pictures]
    return picture_problems(job.edition, uses, job.pictures)


def _updated(site: Site, snapshot: Snapshot) -> dict[str, str]:
    """Day of the last change by answer id, where somebody wants to know."""
    if not site.checks.stale_after:
        return {}
    days = ((answer.id, iso_day(answer.updated_at)) for answer in snapshot.answers)
    return {answer_id: day for answer_id, day in days if day}


def _urls(seen: Seen) -> dict[str, tuple[str, ...]]:
    """Places of each address of another host, those of the brand's own help center aside."""
    own = (seen.brand.base_url, *seen.brand.help_center_urls)
    places: dict[str, list[str]] = {}
    for url, data in seen.files.items():
        for address in dict.fromkeys(other_hosts(data)):
            if not address.startswith(own):
                places.setdefault(address, []).append(seen.place(url))
    return {address: tuple(found) for address, found in places.items()}


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
