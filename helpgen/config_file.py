"""Reads site.toml into a Site, and tells every mistake in it with place and remedy."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from helpgen.brand_config import SectionSettings
from helpgen.config import (
    Brand,
    CheckSettings,
    DeploySettings,
    EmulatorSettings,
    GladlySettings,
    LintSettings,
    SearchSettings,
    Site,
    SiteSettings,
)
from helpgen.config_values import did_you_mean
from helpgen.errors import ConfigError, ContentError, Problem, Severity
from helpgen.files import read_toml

TABLES: dict[str, type[BaseModel]] = {
    "site": SiteSettings,
    "gladly": GladlySettings,
    "emulator": EmulatorSettings,
    "search": SearchSettings,
    "checks": CheckSettings,
    "lint": LintSettings,
    "deploy.<name>": DeploySettings,
    "brands": Brand,
    "brands.sections": SectionSettings,
}
"""Tables of site.toml by their dotted name."""

_PATTERN_HINTS = {
    "slug": "use lower-case letters, digits and single hyphens, as in 'my-brand'",
    "languages": "use Gladly's lower-case codes, such as en-us, es-419 or fr",
    "theme": "use letters, digits, hyphens and underscores",
}
_SET_HINT = "write it as --set site.output=public or --set brands.<slug>.name=…"
_UNKNOWN = "isn't a key that helpgen knows"
_ID_HINT = "copy the id from Gladly: letters, digits, '.', '_' and '-'"


def read_site(path: Path, overrides: Iterable[str] = ()) -> dict[str, Any]:
    """The raw tables of a site.toml with `--set` overrides applied.

    Args:
        path: The file.
        overrides: Such as `site.output=public` or `brands.fjell.base_url=https://…`.

    Raises:
        ConfigError: The file is missing or isn't TOML, or an override fits nowhere.
    """
    if not path.is_file():
        hint = "make one with 'helpgen init', or name it with --config"
        raise ConfigError([_problem(str(path), "there's no such file", hint)])
    try:
        raw = read_toml(path)
    except ContentError as error:
        raise ConfigError([_problem(path.name, str(error).removeprefix(f"{path}: "))]) from error
    for override in overrides:
        _apply(raw, override)
    return raw


def parse_site(raw: Mapping[str, Any], path: Path) -> tuple[Site | None, list[Problem]]:
    """The Site in the raw tables, or every mistake found in them.

    Args:
        raw: What `read_site` returned.
        path: The file, for places in messages; paths in it start from its folder.
    """
    problems = _doubles(raw, path.name)
    if "root" in raw:  # not a key of the file, though one of the model
        problems.append(_problem(f"{path.name}: root", _UNKNOWN, _alike(("root",))))
    try:
        site = Site.model_validate({**raw, "root": path.resolve().parent})
    except ValidationError as error:
        return None, [_told(detail, path.name) for detail in error.errors()] + problems
    return (None if problems else site), problems


def load_site(path: Path, overrides: Iterable[str] = ()) -> Site:
    """The Site of a site.toml.

    Raises:
        ConfigError: With every mistake found.
    """
    site, problems = parse_site(read_site(path, overrides), path)
    if site is None:
        raise ConfigError(problems)
    return site


def _problem(where: str, what: str, hint: str = "") -> Problem:
    return Problem(where, what, hint, Severity.ERROR, "config")


def _doubles(raw: Mapping[str, Any], file: str) -> list[Problem]:
    brands = raw.get("brands")
    tables = [b for b in brands if isinstance(b, dict)] if isinstance(brands, list) else []
    found = []
    for key in ("slug", "base_url"):
        counts = Counter(str(table[key]).rstrip("/") for table in tables if key in table)
        found += [
            _problem(f"{file}: brands", f"{key} {value!r} is used {count} times", "make it unique")
            for value, count in counts.items()
            if count > 1
        ]
    return found


def _place(location: tuple[int | str, ...]) -> str:
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _told(detail: ErrorDetails, file: str) -> Problem:
    location = tuple(part for part in detail["loc"] if part != "[key]")
    what, hint = _sentence(detail, location)
    return _problem(f"{file}: {_place(location)}", what, hint)


def _sentence(detail: ErrorDetails, location: tuple[int | str, ...]) -> tuple[str, str]:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "helpgen":
            return context["what"], context["hint"]
        case "missing":
            return "is missing", _remedy(location)
        case "extra_forbidden":
            return _UNKNOWN, _alike(location)
        case "model_type" | "dict_type":
            return f"{_short(detail['input'])} isn't a table", _remedy(location)
        case "string_pattern_mismatch":
            names = [part for part in location if isinstance(part, str)]
            return f"{_short(detail['input'])} isn't allowed here", _PATTERN_HINTS.get(
                names[-1], _ID_HINT
            )
        case _:
            wrong = detail["msg"].replace("Input should", "should").replace("tuple", "list")
            return f"{_short(detail['input'])} {wrong[0].lower()}{wrong[1:]}", _remedy(location)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - fits a line


def _table_of(location: tuple[int | str, ...]) -> type[BaseModel] | None:
    names = [part for part in location[:-1] if isinstance(part, str)]
    if names[:1] == ["deploy"]:
        names[1:2] = ["<name>"] * len(names[1:2])
    return TABLES.get(".".join(names)) if names else Site


def _remedy(location: tuple[int | str, ...]) -> str:
    model = _table_of(location)
    field = model.model_fields.get(str(location[-1])) if model else None
    if model is Site and location[-1] in TABLES:
        mark = "[[brands]]" if location[-1] == "brands" else f"[{location[-1]}]"
        return f"add a table {mark}"
    return (field.description or "") if field else ""


def _alike(location: tuple[int | str, ...]) -> str:
    model = _table_of(location)
    known = [name for name in model.model_fields if name != "root"] if model else []
    return did_you_mean(str(location[-1]), known)


def _apply(raw: dict[str, Any], override: str) -> None:
    key, equals, text = override.partition("=")
    if not equals or not key.strip():
        raise ConfigError([_problem(f"--set {override}", "isn't key=value", _SET_HINT)])
    *parents, last = key.strip().split(".")
    table: Any = raw
    for name in parents:
        table = _step(table, name, override)
    if not isinstance(table, dict):
        raise ConfigError([_problem(f"--set {override}", f"{key!r} isn't in a table", _SET_HINT)])
    table[last] = _value(text)


def _step(table: Any, name: str, override: str) -> Any:
    if isinstance(table, list):
        for index, item in enumerate(table):
            if isinstance(item, dict) and name in (item.get("slug"), str(index)):
                return item
        names = ", ".join(
            str(item.get("slug", index))
            for index, item in enumerate(table)
            if isinstance(item, dict)
        )
        raise ConfigError([_problem(f"--set {override}", f"no {name!r} here", f"one of: {names}")])
    if not isinstance(table, dict):
        raise ConfigError([_problem(f"--set {override}", f"{name!r} isn't in a table", _SET_HINT)])
    return table.setdefault(name, {})


def _value(text: str) -> Any:
    """A TOML value, or the text as it stands where it isn't one."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text
