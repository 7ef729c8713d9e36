"""A theme: a chain of folders with templates, assets, strings and typed options, child first."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import helpgen
from helpgen.errors import ConfigError, ContentError, Problem, Severity
from helpgen.files import digest, read_bytes, read_toml
from helpgen.languages import fallbacks

OptionValue = str | bool | tuple[str, ...]
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_CSS_NAME = r"^--[a-z][a-z0-9-]*$"
_CSS_NEVER = re.compile(r"[<>\\\n]")
_CSS_UNQUOTED = re.compile(r"""[{};"']|/\*""")
_CSS_QUOTED = re.compile(r"""\"[^"]*"|'[^']*'""")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MAX_CHAIN = 8


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Option(_Model):
    """One option as theme.toml declares it."""

    type: Literal["text", "color", "url", "image", "switch", "choice", "list"]
    default: str | bool | list[str] = ""
    choices: tuple[str, ...] = Field(default=(), strict=False)
    css: str = Field(default="", pattern=f"{_CSS_NAME}|^$")
    help: str = ""


class ThemeFile(_Model):
    """A theme.toml."""

    name: str
    version: str = "1.0"
    extends: str = ""
    stylesheets: tuple[str, ...] = Field(default=(), strict=False)
    scripts: tuple[str, ...] = Field(default=(), strict=False)
    options: dict[str, Option] = Field(default_factory=dict)
    defaults: dict[str, Any] = Field(default_factory=dict)


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

    @cached_property
    def fingerprint(self) -> str:
        """Hash of every file of the chain: same fingerprint, same pages."""
        parts = []
        for folder, _ in self.chain:
            for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                parts += [path.relative_to(folder).as_posix().encode(), read_bytes(path)]
        return digest(*parts)

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
                    found |= _checked_strings(read_toml(path), path)
        return found


def _checked_strings(raw: Mapping[str, Any], path: Path) -> dict[str, str | dict[str, str]]:
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
        ConfigError: A theme of the chain is missing, extends itself, or its theme.toml is wrong.
    """
    chain: list[tuple[Path, ThemeFile]] = []
    wanted = name
    while wanted:
        folder = find_theme(wanted, themes)
        if folder is None:
            hint = f"make {themes / wanted / 'theme.toml'}, or name another theme"
            raise ConfigError([_problem(f"theme {name}", f"there's no theme {wanted!r}", hint)])
        if folder in [known for known, _ in chain] or len(chain) >= _MAX_CHAIN:
            raise ConfigError(
                [_problem(f"theme {name}", f"{wanted!r} extends itself", "break the circle")]
            )
        file = _read_theme_file(folder / "theme.toml")
        chain.append((folder, file))
        wanted = file.extends
    theme = Theme(name, tuple(chain))
    if problems := _unknown_defaults(theme):
        raise ConfigError(problems)
    return theme


def _unknown_defaults(theme: Theme) -> list[Problem]:
    return [
        _problem(f"{folder / 'theme.toml'}: defaults.{name}", "isn't an option of the theme", hint)
        for folder, file in theme.chain
        for name in file.defaults
        if name not in theme.options
        for hint in [_known(theme.options)]
    ]


def _read_theme_file(path: Path) -> ThemeFile:
    try:
        return ThemeFile.model_validate(read_toml(path))
    except ContentError as error:
        raise ConfigError([_problem(str(path), str(error).removeprefix(f"{path}: "))]) from error
    except ValidationError as error:
        problems = [
            _problem(f"{path}: {'.'.join(map(str, detail['loc']))}", detail["msg"])
            for detail in error.errors()
        ]
        raise ConfigError(problems) from error


def _problem(where: str, what: str, hint: str = "") -> Problem:
    return Problem(where, what, hint, Severity.ERROR, "config")


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
        _problem(f"{where}.{name}", "isn't an option of this theme", _known(theme.options))
        for name in given
        if name not in theme.options
    ]
    values: dict[str, OptionValue] = {}
    for name, option in theme.options.items():
        value = given.get(name, option.default)
        wrong = _mistake(option, value, theme)
        if wrong:
            place = where if name in given else f"theme {theme.name}: options"
            problems.append(_problem(f"{place}.{name}", wrong, option.help))
        values[name] = tuple(map(str, value)) if isinstance(value, list) else value
    return values, problems


def _known(options: Iterable[str]) -> str:
    return f"known: {', '.join(sorted(options))}"


def _mistake(option: Option, value: Any, theme: Theme) -> str:
    """What's wrong with a value; empty if nothing."""
    if option.type == "switch":
        return "" if isinstance(value, bool) else f"{value!r} must be true or false"
    if option.type == "list":
        sound = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return "" if sound else f"{value!r} must be a list of texts"
    if not isinstance(value, str):
        return f"{value!r} must be text"
    if option.css and not _is_css_value(value):
        return f"{value!r} has characters that CSS would misread"
    return _mistaken_text(option, value, theme) if value else ""


def _is_css_value(value: str) -> bool:
    """Whether the value ends where it should, and the declarations after it stay as they are."""
    unquoted = _CSS_QUOTED.sub("", value)
    depths = list(itertools.accumulate((c == "(") - (c == ")") for c in unquoted))
    closed = not depths or (min(depths) >= 0 and depths[-1] == 0)
    return closed and not _CSS_NEVER.search(value) and not _CSS_UNQUOTED.search(unquoted)


def _mistaken_text(option: Option, value: str, theme: Theme) -> str:
    match option.type:
        case "color":
            return "" if _COLOR.fullmatch(value) else f"{value!r} must be a color such as #0b6e4f"
        case "choice":
            allowed = ", ".join(option.choices)
            return "" if value in option.choices else f"{value!r} must be one of {allowed}"
        case "url":
            sound = urlsplit(value).scheme in {"https", "http", "mailto", "tel"} or (
                value.startswith("/") and not value.startswith("//")
            )
            return "" if sound else f"{value!r} must be a web address or a path that starts with /"
        case "image":
            found = any((folder / "assets" / value).is_file() for folder, _ in theme.chain)
            return "" if found else f"there's no assets/{value} in the theme"
        case _:
            return ""
