"""One typed option of a theme: how theme.toml declares it, and what's wrong with a value of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

OptionType = Literal["text", "color", "url", "image", "switch", "choice", "list"]
OptionValue = str | bool | tuple[str, ...]
OPTION_TYPES: tuple[str, ...] = get_args(OptionType)
_NOTHING: dict[Any, Any] = {"switch": False, "list": []}
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_CSS_NAME = r"^--[a-z][a-z0-9-]*$"
_CSS_NEVER = re.compile(r"[<>\\\n]")
_CSS_UNQUOTED = re.compile(r"""[{};"']|/\*""")
_CSS_QUOTED = re.compile(r"""\"[^"]*"|'[^']*'""")


class Option(BaseModel):
    """One option as theme.toml declares it: `[options.<name>]`."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    type: OptionType = Field(description="Kind of its values.")
    default: str | bool | list[str] = Field(
        default="",
        description=(
            "What it is where nobody sets it. Without it: nothing, for a `switch` `false`; a "
            "`choice` needs one."
        ),
    )
    choices: tuple[str, ...] = Field(
        default=(), strict=False, description="What a `choice` may be."
    )
    css: str = Field(
        default="",
        pattern=f"{_CSS_NAME}|^$",
        description="Custom property of the stylesheet that holds it, such as `--accent`.",
    )
    help: str = Field(default="", description="What it does, for those who set it.")

    @model_validator(mode="before")
    @classmethod
    def _default_of_its_kind(cls, given: Any) -> Any:
        if isinstance(given, dict) and "default" not in given and given.get("type") in _NOTHING:
            return {**given, "default": _NOTHING[given["type"]]}
        return given


def mistake(option: Option, value: Any, asset_folders: Iterable[Path]) -> str:
    """What's wrong with a value; empty if nothing.

    Args:
        option: The option.
        value: What a brand or a theme sets.
        asset_folders: Where pictures may lie.
    """
    if option.type == "switch":
        return "" if isinstance(value, bool) else f"{value!r} must be true or false"
    if option.type == "list":
        sound = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return "" if sound else f"{value!r} must be a list of texts"
    if not isinstance(value, str):
        return f"{value!r} must be text"
    if option.css and not _is_css_value(value):
        return f"{value!r} has characters that CSS would misread"
    if not value and option.type != "choice":
        needed = option.type == "color" and option.default
        return "must not be empty: pages can't do without this color" if needed else ""
    return _mistaken_text(option, value, asset_folders)


def is_plain_path(name: str) -> bool:
    """Whether a name leads to a file below the folder that it's looked for in."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def _is_css_value(value: str) -> bool:
    """Whether the value ends where it should, and the declarations after it stay as they are."""
    unquoted = _CSS_QUOTED.sub("", value)
    depths = list(itertools.accumulate((c == "(") - (c == ")") for c in unquoted))
    closed = not depths or (min(depths) >= 0 and depths[-1] == 0)
    return closed and not _CSS_NEVER.search(value) and not _CSS_UNQUOTED.search(unquoted)


def _mistaken_text(option: Option, value: str, asset_folders: Iterable[Path]) -> str:
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
            found = is_plain_path(value) and any((f / value).is_file() for f in asset_folders)
            return "" if found else f"there's no assets/{value} in the theme"
        case _:
            return ""
