"""Answers from and to CSV, in the columns of Gladly's own sample; JSON Lines; Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from helpgen.answer_files import ManagedAnswer
from helpgen.answer_tables import LANGUAGE, MAX_DESCRIPTION, MAX_NAME
from helpgen.answers.bodies import published_html, source_of
from helpgen.answers.drafts import Draft
from helpgen.csv_table import csv_table
from helpgen.errors import ConfigError, Problem, Severity
from helpgen.files import read_text
from helpgen.transform.dom import escape_text

COLUMNS = (
    "language",
    "audience",
    "name",
    "description",
    "public_answer_content",
    "public_answer_title",
)
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_GUARDED = re.compile(r"^'(?=[=+\-@\t\r\n＝＋－＠])")  # noqa: RUF001


def read_csv(path: Path) -> list[Draft]:
    """The rows of a CSV file; rows of one name are one answer in several languages.

    Plain text becomes paragraphs. Several audiences are separated by `;`. An apostrophe that
    keeps a spreadsheet from reading a formula is taken off.

    Raises:
        ConfigError: With `file: line` for every mistake.
        ContentError: The file can't be read.
    """
    rows = csv.DictReader(io.StringIO(read_text(path).removeprefix("\ufeff")))
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        hint = f"the first line has to be {','.join(COLUMNS)}"
        what = f"has no column {', '.join(missing)}"
        raise ConfigError([Problem(str(path), what, hint, Severity.ERROR)])
    drafts, problems = [], []
    for row in rows:
        values = {key: _GUARDED.sub("", row[key] or "") for key in COLUMNS}
        found = [
            Problem(f"{path}: line {rows.line_num}: {key}", what, hint, Severity.ERROR)
            for key, what, hint in _mistakes(values)
        ]
        problems += found
        if not found:
            drafts.append(_draft(values))
    if problems:
        raise ConfigError(problems)
    return drafts


def _mistakes(row: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    if not re.fullmatch(LANGUAGE, row["language"].strip()):
        yield "language", f"{row['language']!r} is no language", "use codes such as en-us"
    for key, longest in (("name", MAX_NAME), ("description", MAX_DESCRIPTION)):
        if len(row[key]) > longest:
            yield key, f"is longer than {longest} characters", "shorten it"
    for key in ("name", "public_answer_title"):
        if not row[key].strip():
            yield key, "is empty", "fill it in"


def _draft(row: Mapping[str, str]) -> Draft:
    text = row["public_answer_content"]
    html = text if _TAG.search(text) else _paragraphs(text)
    suffix, source = source_of(html)
    return Draft(
        name=row["name"].strip(),
        title=row["public_answer_title"].strip(),
        language=row["language"].strip(),
        audiences=tuple(one.strip() for one in row["audience"].split(";") if one.strip()),
        description=row["description"],
        source=source,
        suffix=suffix,
    )


def _paragraphs(text: str) -> str:
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    return "".join(f"<p>{escape_text(part)}</p>".replace("\n", "<br>") for part in parts if part)


def to_csv(answers: Iterable[ManagedAnswer]) -> str:
    """A row for each content."""
    rows = [
        (
            body.language,
            "; ".join(answer.audiences),
            answer.name,
            answer.description,
            published_html(body),
            body.title,
        )
        for answer in answers
        for body in answer.bodies
    ]
    return csv_table([COLUMNS, *rows])


def to_jsonl(answers: Iterable[ManagedAnswer]) -> str:
    """A JSON object a line for each content, as `helpgen emulator --answers` takes them."""
    rows = [
        {
            "id": answer.id,
            "name": body.title,
            "bodyHtml": published_html(body),
            "language": body.language,
            "audience": answer.audiences[0] if answer.audiences else None,
            "updatedAt": body.updated_at,
        }
        for answer in answers
        for body in answer.bodies
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def to_markdown_document(answers: Iterable[ManagedAnswer]) -> str:
    """One document with a heading for each content, to be read or printed."""
    parts = []
    for answer in answers:
        for body in answer.bodies:
            _, source = source_of(published_html(body))
            title = body.title.replace("\n", " ")
            parts.append(f"# {title}\n\n`{answer.id}` · {body.language}\n\n{source.strip()}\n")
    return "\n".join(parts)
