"""`helpgen report changes`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.exits import Exit
from helpgen.cli.options import DEFAULT_CONFIG, Brands, Config, Set, chosen, load
from helpgen.cli.terminal import save_document, say, tell_data, tell_document
from helpgen.visible import visible

if TYPE_CHECKING:
    from helpgen.changes.compare import Changes
    from helpgen.changes.wording import Links
    from helpgen.config import Site


class Form(StrEnum):
    """How changes are told."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"


def changes(
    config: Config = DEFAULT_CONFIG,
    since: Annotated[
        str,
        typer.Option(
            metavar="BUILD",
            help="The older build: its id or the beginning of it, a day (what stood when it "
            "began), or the path of its record or of a folder of records (the last of them). By "
            "default the one before the newer.",
        ),
    ] = "",
    until: Annotated[
        str,
        typer.Option(
            metavar="BUILD",
            help="The newer build, named likewise; a day is what stood when it ended. By default "
            "the last one.",
        ),
    ] = "",
    brand: Brands = None,
    form: Annotated[
        Form,
        typer.Option(
            "--format",
            help="For people; for a comment under a pull request; for machines; or as a page.",
        ),
    ] = Form.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it to this file."),
    ] = None,
    preview_url: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Where the newer build can be looked at, as https://pr-42.example/{brand}; by "
            "default each brand's base_url.",
        ),
    ] = "",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 4 if anything changed.")
    ] = False,
    settings: Set = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show every change as text.")
    ] = False,
) -> None:
    """Tell what changed from one build to another: answers, sections, pages, problems.

    Builds that change something keep a record; two of them are compared, and nothing is asked
    of Gladly.
    """
    site = load(config, settings)
    slugs = [one.slug for one in chosen(site, brand)] if brand else None
    found, links = _compared(site, since, until, slugs, _checked(preview_url))
    _tell(_document(found, links, form, everything=verbose), form, output)
    if exit_code and found:
        raise typer.Exit(Exit.CHANGED)


def _checked(preview_url: str) -> str:
    if preview_url and not preview_url.startswith(("https://", "http://")):
        raise typer.BadParameter(
            f"{preview_url!r} isn't a web address: write it as https://pr-42.example/{{brand}}",
            param_hint="--preview-url",
        )
    return preview_url


def _compared(
    site: Site, since: str, until: str, slugs: list[str] | None, preview: str
) -> tuple[Changes, Links]:
    from helpgen.changes.choose import chosen_records
    from helpgen.changes.compare import compare
    from helpgen.changes.reading import read_record
    from helpgen.changes.wording import Links

    older, newer = chosen_records(site.builds, since, until)
    found = compare(read_record(older, site), read_record(newer, site), slugs)
    return found, Links(found.until.base_urls, preview)


def _document(found: Changes, links: Links, form: Form, *, everything: bool) -> str:
    if form is Form.MARKDOWN:
        from helpgen.changes.as_markdown import to_markdown

        return to_markdown(found, links)
    if form is Form.HTML:
        from helpgen.changes.as_html import to_html

        return to_html(found, links)
    if form is Form.JSON:
        from helpgen.changes.as_json import to_json

        return to_json(found, links)
    from helpgen.changes.as_text import lines

    return visible("".join(f"{line}\n" for line in lines(found, links, everything=everything)))


def _tell(text: str, form: Form, output: Path | None) -> None:
    if output is not None:
        save_document(output, text)
        say(f"wrote {output}")
    elif form is Form.JSON:
        tell_document(text.rstrip("\n"))
    else:
        tell_data(text)
