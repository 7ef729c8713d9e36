"""The command line: one small file a command, no logic; heavy imports wait until they are used."""

from __future__ import annotations

import sys

import typer

from helpgen.cli import (
    audiences,
    build,
    check,
    deploy,
    emulator,
    fetch,
    headers,
    init,
    serve,
    version,
)
from helpgen.cli.exits import Exit
from helpgen.cli.lazy import lazy_group
from helpgen.cli.retries import tell_retries
from helpgen.cli.terminal import tell

app = typer.Typer(
    name="helpgen",
    help="Static help centers from Gladly Public Answers: many brands, many languages.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("build")(build.build)
app.command("check")(check.check)
app.command("serve")(serve.serve)
app.command("fetch")(fetch.fetch)
app.command("deploy")(deploy.deploy)
app.command("emulator")(emulator.emulator)
app.command("audiences")(audiences.audiences)
app.command("headers")(headers.headers)
app.command("init")(init.init)
for name, module, about in (
    (
        "answers",
        "helpgen.cli.answers",
        "Keep answers as files, see what will change in Gladly, and publish it.",
    ),
    (
        "search",
        "helpgen.cli.search",
        "Serve the search indexes, see what people search for, and judge what they find.",
    ),
    (
        "report",
        "helpgen.cli.reports",
        "Show what changed, how answers stand, what readers say and search for, what to work on.",
    ),
    (
        "theme",
        "helpgen.cli.theme",
        "Start a theme, see its options, change templates, and check all of it.",
    ),
    (
        "urls",
        "helpgen.cli.urls",
        "Let the addresses of an old help center lead to the answers that took their place.",
    ),
):
    app.add_typer(lazy_group(module, about), name=name)
app.command("version")(version.version)


def main() -> None:
    """Run the command line; what a person can mend is told without a traceback."""
    from helpgen.errors import ConfigError, HelpgenError, PublishError

    tell_retries()
    try:
        app()
    except ConfigError as error:
        for problem in error.problems:
            tell(f"error: {problem}", err=True)
        sys.exit(Exit.USAGE)
    except (HelpgenError, PublishError) as error:
        tell(f"error: {error}", err=True)
        sys.exit(Exit.FAILED)
    except SystemExit as ended:
        if ended.code == Exit.INTERRUPTED:  # typer makes it of Ctrl-C, without a word
            tell("stopped; what's published is whole", err=True)
        raise
