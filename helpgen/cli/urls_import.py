"""`helpgen urls import`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.options import DEFAULT_CONFIG, Config, Set, chosen, load
from helpgen.cli.terminal import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpgen.config import Brand, Site
    from helpgen.url_import import Match, OldPage

_WORDS = {
    "id": "by id",
    "title": "by the same title",
    "like": "by a title that is like it",
    "none": "without an answer",
}


def import_urls(
    file: Annotated[Path, typer.Argument(help="CSV with url, and answer (an id) or title.")],
    brand: Annotated[str, typer.Option("--brand", "-b", metavar="SLUG", help="Whose they are.")],
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
    likeness: Annotated[
        float, typer.Option(min=0, max=1, help="How like titles must be to mean the same.")
    ] = 0.85,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what leads where, as CSV.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what leads where.")] = False,
) -> None:
    """Let the addresses of an old help center lead to the answers that took their place.

    Answers are those of the last fetch. The next build makes the pages that lead on. Look at
    the matches that are only alike before you publish.
    """
    from helpgen.model import EditionKey
    from helpgen.snapshot import load_snapshot
    from helpgen.url_import import match_pages, read_old_pages

    site = load(config, settings)
    (one,) = chosen(site, [brand])
    pages = read_old_pages(file)
    _check(file, one, pages)
    answers = {
        code: load_snapshot(site.snapshots, EditionKey(one.slug, code)).answers
        for code in one.languages
    }
    matches = list(match_pages(pages, answers, least=likeness))
    _show(matches)
    if report:
        _write(report, matches)
    if not dry_run:
        _remember(site, one, matches)


def _check(file: Path, brand: Brand, pages: Sequence[OldPage]) -> None:
    from helpgen.errors import ConfigError, Problem, Severity
    from helpgen.url_import import misplaced

    problems = []
    for page in pages:
        where = f"{file}, line {page.line}"
        if misplaced(page.path, brand):
            what = f"a page of helpgen's own stands at {page.path}, or it isn't below the brand's"
            hint = f"take the line out; the brand's pages are below {brand.base_url}/"
            problems.append(Problem(where, what, hint, Severity.ERROR))
        if page.language and page.language not in brand.languages:
            hint = f"the brand has {', '.join(brand.languages)}"
            what = f"{page.language} isn't a language of {brand.slug}"
            problems.append(Problem(where, what, hint, Severity.ERROR))
    if problems:
        raise ConfigError(problems)


def _show(matches: Sequence[Match]) -> None:
    for match in matches:
        if match.how == "like":
            tell(f"{match.likeness:.0%} {match.page.path} -> {match.name}")
        if match.how == "none":
            tell(f"     {match.page.path}: no answer")
    counts = Counter[str](match.how for match in matches)
    tell(", ".join(f"{counts[how]} {words}" for how, words in _WORDS.items() if counts[how]))


def _write(file: Path, matches: Sequence[Match]) -> None:
    from helpgen.csv_table import csv_table
    from helpgen.errors import PublishError
    from helpgen.files import write_atomic

    heading = ("url", "language", "match", "likeness", "answer", "name")
    rows = [
        (m.page.path, m.page.language, m.how, f"{m.likeness:.2f}", m.answer, m.name)
        for m in matches
    ]
    try:
        write_atomic(file, csv_table([heading, *rows]).encode())
    except OSError as error:
        raise PublishError(f"{file}: can't be written: {error.strerror}") from error


def _remember(site: Site, brand: Brand, matches: Sequence[Match]) -> None:
    from helpgen.url_ledger import load_ledger, save_ledger, with_imported

    found = {(m.page.language, m.page.path): m.answer for m in matches if m.answer}
    save_ledger(site.urls, with_imported(load_ledger(site.urls), brand.slug, found))
    tell(f"{len(found)} noted in {site.urls}; the next build makes their pages")
