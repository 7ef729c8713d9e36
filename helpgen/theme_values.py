"""What options a theme has, where each comes from, and what every brand makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from helpgen.config import Brand
from helpgen.theme import Theme


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option of a theme.

    Attributes:
        name: As site.toml and theme.toml name it.
        type: Kind of its values.
        choices: What a choice may be.
        default: What it is where no brand sets it.
        declared_by: Folder name of the theme that has it under `[options]`.
        default_by: Folder name of the theme whose default it is.
        help: What it does.
        brands: What each brand sets, by slug; brands that set nothing aren't there.
    """

    name: str
    type: str
    choices: tuple[str, ...]
    default: str | bool | list[str]
    declared_by: str
    default_by: str
    help: str
    brands: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        return asdict(self)


def option_rows(theme: Theme, brands: Iterable[Brand]) -> list[OptionRow]:
    """Every option of a theme, those of the deepest theme first.

    Args:
        theme: The theme.
        brands: Those that use it.
    """
    brands = list(brands)
    return [
        OptionRow(
            name,
            option.type,
            option.choices,
            option.default,
            _declared_by(theme, name),
            default_by(theme, name),
            option.help,
            {brand.slug: brand.options[name] for brand in brands if name in brand.options},
        )
        for name, option in theme.options.items()
    ]


def default_by(theme: Theme, name: str) -> str:
    """Folder name of the theme whose default an option has."""
    return next(
        folder.name for folder, file in theme.chain if name in file.defaults or name in file.options
    )


def _declared_by(theme: Theme, name: str) -> str:
    return next(folder.name for folder, file in theme.chain if name in file.options)
