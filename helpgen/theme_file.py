"""A theme.toml: what may stand in it, and every mistake in one with its line and what to do."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from helpgen.config_values import did_you_mean, mistake
from helpgen.errors import ConfigError, ContentError, Problem, Severity
from helpgen.files import read_text
from helpgen.theme_option import OPTION_TYPES, Option, is_plain_path
from helpgen.toml_lines import Key, line_of

THEME_API = 1
"""What templates get, the blocks and partials of base, and the keys of theme.toml, as a number.

It goes up with a change that themes made before can't be used with.
"""


class Contrast(BaseModel):
    """`[[contrast]]`: two colors that a page puts together, for `helpgen theme check`."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    text: str = Field(
        min_length=1, description="The upper color, as in a stylesheet: `var(--ink)`."
    )
    on: str = Field(min_length=1, description="The color behind it, written likewise.")
    least: float = Field(
        default=4.5,
        ge=1,
        le=21,
        strict=False,
        description="Contrast by WCAG: 4.5 for text, 3 for large text, borders and icons.",
    )
    help: str = Field(min_length=1, description="What these two colors are on the page.")


class ThemeFile(BaseModel):
    """A theme.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = Field(min_length=1, description="The theme's name; its folder's name is its id.")
    version: str = Field(default="1.0", description="Of the theme, for its makers.")
    helpgen_api: int = Field(
        default=THEME_API,
        description=(
            "Theme API that it's made for. helpgen refuses a theme for another one and says why."
        ),
    )
    extends: str = Field(
        default="", description="The theme that it changes, usually `base`. Empty: it's complete."
    )
    stylesheets: tuple[str, ...] = Field(
        default=(), strict=False, description="Files in `assets/` that become part of `style.css`."
    )
    scripts: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description=(
            "Files in `assets/` that pages load as scripts. What only one of them imports "
            "becomes part of it."
        ),
    )
    options: dict[str, Option] = Field(
        default_factory=dict, description="Options of its own, beside those of the one it extends."
    )
    defaults: dict[str, Any] = Field(
        default_factory=dict, description="Other defaults for options of the themes it extends."
    )
    contrast: tuple[Contrast, ...] = Field(
        default=(), strict=False, description="Pairs of colors, beside those of the one it extends."
    )

    @field_validator("stylesheets", "scripts")
    @classmethod
    def _in_assets(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        outside = [name for name in names if not is_plain_path(name)]
        if outside:
            raise mistake(f"{outside[0]!r} leads out of assets/", "put the file into assets/")
        return names


_MODELS: dict[str, type[BaseModel]] = {"options": Option, "contrast": Contrast}
_REMEDIES = {
    "name": 'add name = "…"',
    "helpgen_api": f"write helpgen_api = {THEME_API}",
    "type": f"use one of {', '.join(OPTION_TYPES)}",
    "css": 'write a custom property, as in css = "--accent"',
    "least": "4.5 for text, 3 for large text, borders and icons",
}


def read_theme_file(path: Path) -> ThemeFile:
    """The theme.toml at a path.

    Raises:
        ConfigError: With every mistake in it.
    """
    try:
        return _parsed(read_text(path))
    except _OtherApi as error:
        raise ConfigError([_other_api(path, error.api)]) from error
    except ValidationError as error:
        raise ConfigError(_told(detail, path) for detail in error.errors()) from error
    except ContentError as error:
        what = str(error).removeprefix(f"{path}: ")
    except (ValueError, RecursionError) as error:  # numbers and nesting beyond Python's limits
        what = f"isn't TOML: {error}"
    raise ConfigError([theme_problem(path, (), what)])


@lru_cache(maxsize=64)  # all themes share base's, and a build reads each for every brand
def _parsed(text: str) -> ThemeFile:
    raw = tomllib.loads(text)
    api = raw.get("helpgen_api", THEME_API)
    if type(api) is int and api != THEME_API:
        raise _OtherApi(api)  # it may have other keys, so nothing else can be told about it
    return ThemeFile.model_validate(raw)


class _OtherApi(Exception):  # noqa: N818 - reads as the sentence it tells
    def __init__(self, api: int) -> None:
        super().__init__(api)
        self.api = api


def _other_api(path: Path, api: int) -> Problem:
    hint = (
        "update helpgen, or take an older version of the theme"
        if api > THEME_API
        else f"take a newer version of the theme, or change it and write helpgen_api = {THEME_API}"
    )
    what = f"the theme is made for theme API {api}, and this helpgen has {THEME_API}"
    return theme_problem(path, ("helpgen_api",), what, hint)


def theme_problem(path: Path, key: Key, what: str, hint: str = "") -> Problem:
    """A mistake at a key of a theme.toml: `themes/mine/theme.toml:14: defaults.accent: …`."""
    return Problem(theme_place(path, key), what, hint, Severity.ERROR, "config")


def theme_place(path: Path, key: Key) -> str:
    """The place of a key of a theme.toml, with the line where it or its table stands."""
    if not key:
        return str(path)
    line = line_of(read_text(path), key)
    return f"{path}{f':{line}' if line else ''}: {'.'.join(map(str, key))}"


def _told(detail: ErrorDetails, path: Path) -> Problem:
    key = tuple(part for part in detail["loc"] if part != "[key]")
    what, hint = _sentence(detail, key)
    return theme_problem(path, key, what, hint)


def _sentence(detail: ErrorDetails, key: Key) -> tuple[str, str]:
    remedy = _REMEDIES.get(str(key[-1]), "")
    match detail["type"]:
        case "helpgen":
            return detail["ctx"]["what"], detail["ctx"]["hint"]
        case "missing":
            return "is missing", remedy or f"add {key[-1]} = …"
        case "extra_forbidden":
            known = _MODELS.get(str(key[0]), ThemeFile).model_fields
            return "isn't a key that helpgen knows", did_you_mean(str(key[-1]), known)
        case "string_pattern_mismatch":
            return f"{detail['input']!r} isn't allowed here", remedy
        case _:
            wrong = detail["msg"].replace("Input should", "should").replace("tuple", "list")
            return f"{detail['input']!r} {wrong[0].lower()}{wrong[1:]}", remedy
