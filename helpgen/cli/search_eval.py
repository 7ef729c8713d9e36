"""`helpgen search eval`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.exits import Exit
from helpgen.cli.options import DEFAULT_CONFIG, Config, Json, load
from helpgen.cli.terminal import tell_document

if TYPE_CHECKING:
    from helpgen.errors import ConfigError
    from helpgen.search.query_sets import QuerySet
    from helpgen.search_judge import Ask

DEFAULT_LAST = Path("build/search-eval.json")


def evaluate(
    file: Annotated[Path, typer.Argument(help="The query set: TOML, or a table with tabs (.tsv).")],
    config: Config = DEFAULT_CONFIG,
    index: Annotated[
        Path | None,
        typer.Option(help="Folder of the search indexes; by default that of the configuration."),
    ] = None,
    url: Annotated[
        str,
        typer.Option(help="Ask this endpoint instead, before `/search`; https, or this machine."),
    ] = "",
    gladly: Annotated[
        str,
        typer.Option(
            metavar="ORG_ID",
            help="Ask the endpoint for answers-search as Gladly has it, for this organization.",
        ),
    ] = "",
    last: Annotated[
        Path, typer.Option(help="File of the last run's ranks; this run's replace them.")
    ] = DEFAULT_LAST,
    as_json: Json = False,
) -> None:
    """Judge search by queries and the answers that they should find.

    Exit codes: 0 all found, 1 something failed, 2 the file or an option is wrong, 3 a query
    failed or an edition missed a threshold.
    """
    from helpgen.cli.search_eval_report import as_document, print_report
    from helpgen.search.judged_ranks import load_ranks, ranks_of, save_ranks
    from helpgen.search.judging import Judgement
    from helpgen.search.query_sets import read_query_set
    from helpgen.search_judge import judge

    asked = read_query_set(file)
    before = load_ranks(last)
    with _asker(asked, config, index, url, gladly) as (target, ask):
        judgement = Judgement(target, judge(asked.queries, ask), asked.thresholds)
    save_ranks(last, ranks_of(target, judgement.outcomes))
    if as_json:
        tell_document(as_document(judgement, before))
    else:
        print_report(judgement, before)
    raise typer.Exit(Exit.GOOD if judgement.good else Exit.PROBLEMS)


@contextlib.contextmanager
def _asker(
    asked: QuerySet, config: Path, index: Path | None, url: str, gladly: str
) -> Iterator[tuple[str, Ask]]:
    """What is asked, in words, and how."""
    from helpgen.model import EditionKey
    from helpgen.search.library import Library
    from helpgen.search_judge import check_editions, endpoint_asker, gladly_asker, index_asker

    if gladly and not url:
        raise _wrong("--gladly", "needs an address to ask", "give --url https://host")
    if index is not None and url:
        raise _wrong("--index", "is of no use with --url", "leave one of them out")
    if gladly:
        brands = load(config, None).brands
        check_editions(
            asked.queries,
            (EditionKey(b.slug, language) for b in brands for language in b.languages),
        )
        with gladly_asker(url, gladly, {b.slug: b.audience_id for b in brands}) as ask:
            yield f"answers-search of {url}", ask
    elif url:
        with endpoint_asker(url) as ask:
            yield url, ask
    else:
        folder = index or load(config, None).search_index
        library = Library(folder)
        check_editions(asked.queries, library.editions)
        yield str(folder), index_asker(library)


def _wrong(option: str, what: str, hint: str) -> ConfigError:
    from helpgen.errors import ConfigError, Problem, Severity

    return ConfigError([Problem(option, what, hint, Severity.ERROR, "search-eval")])
