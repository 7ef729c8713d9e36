"""`helpgen theme …`: the commands for those who make themes."""

from __future__ import annotations

import typer

from helpgen.cli import theme_check, theme_new, theme_options, theme_override

theme = typer.Typer(
    help="Start a theme, see its options, change templates, and check all of it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
theme.command("new")(theme_new.new)
theme.command("options")(theme_options.options)
theme.command("override")(theme_override.override)
theme.command("check")(theme_check.check)
