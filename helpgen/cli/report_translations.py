"""`helpgen report translations`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.exits import Exit
from helpgen.cli.options import DEFAULT_CONFIG, Brands, Config, Json, Set, chosen, load
from helpgen.cli.terminal import safe_console, tell, tell_data, tell_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.table import Table

    from helpgen.translations import AnswerRow, BrandTranslations, MissingStrings

_SHOWN = 25
_TO_DO = frozenset({"outdated", "missing", "fallback"})


def translations(
    config: Config = DEFAULT_CONFIG,
    brand: Brands = None,
    settings: Set = None,
    as_json: Json = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print a CSV row for each answer and language.")
    ] = False,
    min_share: Annotated[
        float | None,
        typer.Option(
            min=0, max=1, help="Exit with 3 if a language has less of the default one's answers."
        ),
    ] = None,
    max_outdated: Annotated[
        int | None, typer.Option(min=0, help="Exit with 3 if more answers of a language are old.")
    ] = None,
    all_strings: Annotated[
        bool, typer.Option("--all-strings", help="Exit with 3 if an interface string is missing.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show every answer that needs work.")
    ] = False,
) -> None:
    """Show which answers are translated, outdated or missing in which language.

    It reads what was fetched last; nothing is asked of Gladly.
    """
    from helpgen.translations import brand_translations, missing_strings, to_csv, to_json

    if as_json and as_csv:
        raise typer.BadParameter("give one of --json and --csv")
    site = load(config, settings)
    brands = chosen(site, brand)
    found = [brand_translations(site, one) for one in brands]
    strings = missing_strings(site, brands)
    if as_json:
        tell_json(to_json(found, strings))
    elif as_csv:
        tell_data(to_csv(found))
    else:
        _print(found, strings, verbose)
    missed = [
        *(line for one in found for line in _missed(one, min_share, max_outdated)),
        *(_told(one) for one in strings if all_strings),
    ]
    for line in missed:
        tell(f"error: {line}", err=True)
    if missed:
        raise typer.Exit(Exit.PROBLEMS)


def _missed(
    found: BrandTranslations, min_share: float | None, max_outdated: int | None
) -> Iterator[str]:
    from helpgen.translations import State

    for language in found.languages[1:]:
        share, outdated = found.share(language), found.counts(language)[State.OUTDATED]
        if min_share is not None and share < min_share:
            yield (
                f"{found.slug}/{language}: {share:.1%} of the answers are translated, less than "
                f"{min_share:.1%}: translate more, or lower --min-share"
            )
        if max_outdated is not None and outdated > max_outdated:
            yield (
                f"{found.slug}/{language}: {outdated} translations are outdated, more than "
                f"{max_outdated}: translate them anew, or raise --max-outdated"
            )


def _told(one: MissingStrings) -> str:
    return f"theme {one.theme}: strings/{one.language}.toml lacks {', '.join(one.keys)}"


def _print(
    found: Sequence[BrandTranslations],
    strings: Sequence[MissingStrings],
    verbose: bool,  # noqa: FBT001 - private
) -> None:

    console = safe_console()
    for brand in found:
        console.print(_counts(brand))
        rows = [row for row in brand.answers if _TO_DO.intersection(row.states.values())]
        shown = rows if verbose else rows[:_SHOWN]
        if shown:
            console.print(_to_do(brand, shown))
        if len(shown) < len(rows):
            console.print(f"… and {len(rows) - len(shown)} more (see all with --verbose or --csv)")
    for one in strings:
        console.print(_told(one), soft_wrap=True)


def _counts(brand: BrandTranslations) -> Table:
    from helpgen.translations import State

    states = [state for state in State if state is not State.ORIGINAL]
    table = _table(f"{brand.slug}, translated from {brand.languages[0]}", "Language")
    for name in (*states, "share"):
        table.add_column(name.capitalize(), justify="right")
    for language in brand.languages[1:]:
        counts = brand.counts(language)
        numbers = [str(counts[state]) for state in states]
        table.add_row(language, *numbers, f"{brand.share(language):.0%}")
    return table


def _to_do(brand: BrandTranslations, rows: Iterable[AnswerRow]) -> Table:
    table = _table("To do", "Answer", "Id", *brand.languages)
    for row in rows:
        states = (row.states[language] for language in brand.languages)
        table.add_row(row.name, row.id, *(state if state in _TO_DO else "" for state in states))
    return table


def _table(title: str, *columns: str) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, pad_edge=False, title_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    return table
