"""A theme: a chain of folders with templates, assets, strings and typed options, child first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import helpgen
from helpgen.config_values import did_you_mean
from helpgen.errors import ConfigError, ContentError, Problem, Severity
from helpgen.files import digest, files_below, read_bytes, read_toml
from helpgen.languages import fallbacks
from helpgen.theme_file import ThemeFile, read_theme_file, theme_problem
from helpgen.theme_option import Option, OptionValue, mistake

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Theme:
    """A theme with the themes it extends.

    Attributes:
        name: As site.toml names it.
        chain: Folder and theme.toml of each theme, the most specific first.
    """

    name: str
    chain: tuple[tuple[Path, ThemeFile], ...]

    @cached_property
    def options(self) -> dict[str, Option]:
        """Every option of the chain, with the default of the most specific theme."""
        found: dict[str, Option] = {}
        for _, file in reversed(self.chain):
            found |= file.options
            for name, default in file.defaults.items():
                if name in found:
                    found[name] = found[name].model_copy(update={"default": default})
        return found

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates are looked for, in order."""
        return tuple(folder / "templates" for folder, _ in self.chain)

    @property
    def asset_folders(self) -> tuple[Path, ...]:
        """Where assets are looked for, in order."""
        return tuple(folder / "assets" for folder, _ in self.chain)

    @cached_property
    def fingerprint(self) -> str:
        """Hash of every file of the chain: same fingerprint, same pages.

        Raises:
            ContentError: A file can't be read, or a link leads out of a theme's folder.
        """
        return digest(*(_folder_digest(folder).encode() for folder, _ in self.chain))

    def strings(self, language: str) -> dict[str, str | dict[str, str]]:
        """Interface strings of a language; missing ones come from the language it's a kind of.

        Raises:
            ContentError: A string file isn't TOML or holds something else than text.
        """
        return self._strings_of(fallbacks(language))

    def translated_strings(self, language: str) -> dict[str, str | dict[str, str]]:
        """Those of them that aren't there in English only.

        Raises:
            ContentError: As for `strings`.
        """
        english, *codes = fallbacks(language)
        own = language.partition("-")[0] == english
        return self._strings_of([english, *codes] if own else codes)

    def _strings_of(self, codes: Iterable[str]) -> dict[str, str | dict[str, str]]:
        found: dict[str, str | dict[str, str]] = {}
        for code in codes:
            for folder, _ in reversed(self.chain):
                path = folder / "strings" / f"{code}.toml"
                if path.is_file():
                    found |= read_strings(path)
        return found


def _folder_digest(folder: Path) -> str:
    try:
        found = [(name, path, path.stat()) for name, path in files_below(folder)]
    except OSError as error:  # gone since it was listed
        raise ContentError(f"{folder}: can't be read: {error.strerror}: build again") from error
    return _digest_of(tuple((name, path, s.st_mtime_ns, s.st_size) for name, path, s in found))


@lru_cache(maxsize=64)  # every brand has base's files
def _digest_of(files: tuple[tuple[str, Path, int, int], ...]) -> str:
    """Hash of names and contents; the times and sizes tell whether it's still the same."""
    return digest(
        *(part for name, path, _, _ in files for part in (name.encode(), read_bytes(path)))
    )


def read_strings(path: Path) -> dict[str, str | dict[str, str]]:
    """Interface strings of a file by their keys: text, or plural forms.

    Raises:
        ContentError: It can't be read, isn't TOML or holds something else than text.
    """
    raw = read_toml(path)
    for key, value in raw.items():
        texts = value.values() if isinstance(value, dict) else [value]
        if not all(isinstance(text, str) for text in texts):
            raise ContentError(f"{path}: {key} must be text, or a table of plural forms")
    return dict(raw)


def find_theme(name: str, themes: Path) -> Path | None:
    """The folder of a theme: the site's own, or one that comes with helpgen."""
    if not _NAME.fullmatch(name):
        return None  # a path would lead out of the themes folders
    package = Path(helpgen.__file__).parent
    for home in (themes, package / "themes", package.parent / "themes"):
        if (home / name / "theme.toml").is_file():
            return home / name
    return None


def load_theme(name: str, themes: Path) -> Theme:
    """A theme and those it extends.

    Args:
        name: As site.toml or theme.toml names it.
        themes: The site's themes folder.

    Raises:
        ConfigError: A theme of the chain is missing, extends itself, or its theme.toml is
            wrong, with every mistake in it.
    """
    chain: list[tuple[Path, ThemeFile]] = []
    wanted = name
    while wanted:
        folder = find_theme(wanted, themes)
        if folder is None:
            hint = f"make {themes / wanted / 'theme.toml'}, or name another theme"
            raise _refused(f"theme {name}", f"there's no theme {wanted!r}", hint)
        known = [folder for folder, _ in chain]
        if folder in known:
            circle = " → ".join([*(one.name for one in known[known.index(folder) :]), wanted])
            hint = "let one of them extend another theme, such as base"
            raise _refused(f"theme {name}", f"themes extend each other in a circle: {circle}", hint)
        file = read_theme_file(folder / "theme.toml")
        chain.append((folder, file))
        wanted = file.extends
    theme = Theme(name, tuple(chain))
    if problems := [*_wrong_options(theme), *_wrong_defaults(theme)]:
        raise ConfigError(problems)
    return theme


def _refused(where: str, what: str, hint: str) -> ConfigError:
    return ConfigError([Problem(where, what, hint, Severity.ERROR, "config")])


def _wrong_options(theme: Theme) -> Iterable[Problem]:
    for folder, file in theme.chain:
        for name, option in file.options.items():
            if wrong := mistake(option, option.default, theme.asset_folders):
                key = ("options", name, "default")
                yield theme_problem(folder / "theme.toml", key, wrong, option.help)


def _wrong_defaults(theme: Theme) -> Iterable[Problem]:
    for folder, file in theme.chain:
        for name, value in file.defaults.items():
            option = theme.options.get(name)
            wrong = (
                mistake(option, value, theme.asset_folders)
                if option
                else "isn't an option of the theme"
            )
            if wrong:
                hint = option.help if option else did_you_mean(name, theme.options)
                yield theme_problem(folder / "theme.toml", ("defaults", name), wrong, hint)


def resolve_options(
    theme: Theme, given: Mapping[str, Any], where: str
) -> tuple[dict[str, OptionValue], list[Problem]]:
    """Values of all options of a theme, and what's wrong with the given ones.

    Args:
        theme: Declares the options.
        given: `[brands.options]` of site.toml.
        where: Place of that table, for problems.
    """
    problems = [
        _problem(f"{where}.{name}", "isn't an option of this theme", _known(name, theme))
        for name in given
        if name not in theme.options
    ]
    values: dict[str, OptionValue] = {}
    for name, option in theme.options.items():
        value = given.get(name, option.default)
        if name in given and (wrong := mistake(option, value, theme.asset_folders)):
            problems.append(_problem(f"{where}.{name}", wrong, option.help))
        values[name] = tuple(map(str, value)) if isinstance(value, list) else value
    return values, problems


def _known(name: str, theme: Theme) -> str:
    return f"{did_you_mean(name, theme.options)} ('helpgen theme options {theme.name}' lists all)"


def _problem(where: str, what: str, hint: str) -> Problem:
    return Problem(where, what, hint, Severity.ERROR, "config")
