"""site.toml together with the themes it names: every mistake in either, in one go."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helpgen.config import Site
from helpgen.config_file import parse_site, read_site
from helpgen.errors import ConfigError, Problem
from helpgen.theme import load_theme, resolve_options


def load_whole_site(path: Path, overrides: Iterable[str] = ()) -> Site:
    """The site of a configuration file whose themes and theme options are sound too.

    Raises:
        ConfigError: With every mistake found.
    """
    raw = read_site(path, overrides)
    site, problems = parse_site(raw, path)
    problems += _theme_problems(raw, path)
    if site is None or problems:
        raise ConfigError(problems)
    return site


def _theme_problems(raw: dict[str, Any], path: Path) -> list[Problem]:
    """Mistakes in the themes and options of all brands that can be read, right or not."""
    settings = raw.get("site")
    folder = settings.get("themes", "themes") if isinstance(settings, dict) else "themes"
    brands = raw.get("brands")
    problems: list[Problem] = []
    for index, brand in enumerate(brands if isinstance(brands, list) else []):
        name = brand.get("theme", "base") if isinstance(brand, dict) else None
        options = brand.get("options", {}) if isinstance(brand, dict) else None
        if not isinstance(name, str) or not isinstance(options, dict):
            continue
        try:
            theme = load_theme(name, path.resolve().parent / str(folder))
        except ConfigError as error:
            problems += error.problems
            continue
        where = f"{path.name}: brands[{index}].options"
        problems += resolve_options(theme, options, where)[1]
    return list(dict.fromkeys(problems))
