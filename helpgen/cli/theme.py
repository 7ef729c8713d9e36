"""`helpgen theme …`: the commands for those who make themes."""

from __future__ import annotations

import typer

from helpgen.cli import theme_check, theme_new, theme_options, theme_override

group = typer.Typer()
group.command("new")(theme_new.new)
group.command("options")(theme_options.options)
group.command("override")(theme_override.override)
group.command("check")(theme_check.check)
