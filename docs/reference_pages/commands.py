"""Every command with its options, and the exit codes."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any

import typer

from helpgen.cli import app
from helpgen.cli.exits import Exit
from reference_pages.markdown import page, table

_EXITS = {
    Exit.GOOD: "All went well.",
    Exit.FAILED: "Something failed: Gladly didn't answer, an edition couldn't be built. What was "
    "published before is still there.",
    Exit.USAGE: "The command line or the configuration is wrong; nothing was done. For `answers "
    "plan` and `answers status`: there are changes; what is wrong ends them with 1.",
    Exit.PROBLEMS: "`--strict` was given, and there are errors or warnings. For `search eval`: a "
    "query failed, or an edition missed a threshold. For `report translations`: a language is "
    "beyond a limit that was given. For `theme check`: there are errors, or warnings under "
    "`--strict`. For `answers`: conflicts wait for a decision, or `lint` found errors.",
    Exit.CHANGED: "`--exit-code` was given, all went well, and something changed: `build` wrote "
    "or deleted a file, `deploy` sent or deleted one, `report changes` found a difference.",
    Exit.INTERRUPTED: "Stopped by Ctrl-C.",
}
_DEFAULTS: dict[Any, str] = {None: "none", "": "none", False: "off", True: "on"}
_METAVARS = {Path: "PATH", int: "NUMBER", float: "NUMBER", str: "TEXT"}


def commands() -> str:
    """Every command with its options, from the typer application."""
    group: Any = typer.main.get_command(app)
    parts = [part for name, command in _commands(group) for part in _command(name, command)]
    codes = [[f"`{code.value}`", _EXITS[code]] for code in Exit]
    return page(
        "Commands",
        f"{group.help}",
        *parts,
        "## Exit codes",
        table(["code", "meaning"], codes),
    )


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its whole name: `build`, `search serve`."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _command(name: str, command: Any) -> list[str]:
    hints = typing.get_type_hints(command.callback)
    options = [option for option in command.params if option.param_type_name == "option"]
    arguments = [_argument(p) for p in command.params if p not in options]
    usage = " ".join([f"helpgen {name}", *(["[OPTIONS]"] if options else []), *arguments])
    parts = [f"## `helpgen {name}`", f"```\n{usage}\n```", str(command.help)]
    rows = [_parameter(parameter, hints[parameter.name]) for parameter in command.params]
    return [*parts, table(["option", "default", "what it does"], rows)] if rows else parts


def _argument(parameter: Any) -> str:
    name = parameter.name.upper()
    return name if parameter.required else f"[{name}]"


def _parameter(parameter: Any, hint: Any) -> list[str]:
    if parameter.param_type_name == "argument":
        names = f"`{parameter.name.upper()}`"
    else:
        value = "" if parameter.is_flag else f" {parameter.metavar or _metavar(hint)}"
        options = [*parameter.opts, *parameter.secondary_opts]
        names = ", ".join(f"`{option}{value}`" for option in options)
    return [names, _default(parameter), parameter.help]


def _default(parameter: Any) -> str:
    value = parameter.default
    if parameter.required:
        return "required"
    if value is None or isinstance(value, bool | str):
        return _DEFAULTS.get(value) or f"`{value}`"
    return f"`{value}`"


def _metavar(hint: Any) -> str:
    kinds = [kind for kind in typing.get_args(hint) if kind is not NoneType] or [hint]
    kind = kinds[0]
    return "|".join(kind) if issubclass(kind, StrEnum) else _METAVARS[kind]
