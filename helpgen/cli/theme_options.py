"""`helpgen theme options`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from helpgen.cli.options import DEFAULT_CONFIG, Config, Format, FormatName, Set
from helpgen.cli.terminal import safe_console, tell_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from helpgen.theme_values import OptionRow


def options(
    theme: Annotated[str, typer.Argument(help="Name of the theme.")],
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
    form: Format = FormatName.TEXT,
) -> None:
    """Show the options of a theme: default, the theme it comes from, and each brand's value.

    The JSON form has their help and choices too.
    """
    from helpgen.config_file import load_site
    from helpgen.theme import load_theme
    from helpgen.theme_values import option_rows

    site = load_site(config, settings or [])
    brands = [brand for brand in site.brands if brand.theme == theme]
    rows = option_rows(load_theme(theme, site.themes), brands)
    if form is FormatName.JSON:
        document = {"theme": theme, "options": [row.as_json() for row in rows]}
        tell_json(document)
    else:
        console = safe_console()
        console.print(_table(rows, [brand.slug for brand in brands]))


def _table(rows: Sequence[OptionRow], brands: Sequence[str]) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("Option", "Type", "Default", "From", *brands):
        table.add_column(name, overflow="fold")
    for row in rows:
        kind = " or ".join(row.choices) or row.type
        values = (_shown(row.brands[slug]) if slug in row.brands else "" for slug in brands)
        table.add_row(row.name, kind, _shown(row.default), row.default_by, *values)
    return table


def _shown(value: Any) -> str:
    """A value as TOML has it; nothing for an empty text."""
    return "" if value == "" else json.dumps(value, ensure_ascii=False)
