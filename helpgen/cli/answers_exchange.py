"""`helpgen answers import` and `helpgen answers export`."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from helpgen.cli.answers_common import Chosen
from helpgen.cli.options import DEFAULT_CONFIG, Config, Set, load
from helpgen.cli.terminal import tell, tell_data


class Form(StrEnum):
    """How answers are exported."""

    CSV = "csv"
    JSONL = "jsonl"
    MARKDOWN = "markdown"


def import_csv(
    file: Annotated[Path, typer.Argument(help="A CSV file in the columns of Gladly's sample.")],
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
) -> None:
    """Make answers of the rows of a CSV file, or give those of the same name new texts.

    Columns: language, audience, name, description, public_answer_content,
    public_answer_title. Rows of one name are one answer in several languages.
    """
    from helpgen.answers.importing import import_drafts
    from helpgen.answers.journal import exclusive
    from helpgen.answers.offline import answers_folder
    from helpgen.answers.spreadsheet import read_csv

    site = load(config, settings)
    drafts = read_csv(file)
    with exclusive(answers_folder(site)):
        done = import_drafts(answers_folder(site), drafts)
    for what, path in done:
        tell(f"{what:<8} {path.relative_to(site.root)}")
    counts = Counter(what for what, _ in done)
    tell(f"{counts['new']} new, {counts['updated']} updated, {counts['same']} the same.")


def export(
    answers: Chosen = None,
    form: Annotated[Form, typer.Option("--format", help="csv, jsonl or markdown.")] = Form.CSV,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; standard output without.")
    ] = None,
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
) -> None:
    """Write managed answers into one file: CSV, JSON Lines or a Markdown document."""
    from helpgen.answers.offline import chosen_ids, offline
    from helpgen.answers.spreadsheet import to_csv, to_jsonl, to_markdown_document
    from helpgen.files import write_atomic

    space = offline(load(config, settings))
    ids = chosen_ids(space, answers or ())
    found = [space.local.answers[key] for key in ids if key in space.local.answers]
    writers = {Form.CSV: to_csv, Form.JSONL: to_jsonl, Form.MARKDOWN: to_markdown_document}
    text = writers[form](sorted(found, key=lambda one: one.folder.name))
    if output is None:
        tell_data(text)
    else:
        write_atomic(output, text.encode())
