"""Content pages: Markdown files of a brand in one language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from helpgen.content_files import page_files
from helpgen.errors import ConfigError, ContentError, Problem, Severity
from helpgen.files import read_text
from helpgen.markdown import render_markdown, split_front_matter
from helpgen.model import EditionKey
from helpgen.slugs import slugify

_KEYS = frozenset({"title", "description"})


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A content page.

    Attributes:
        stem: The file's name without `.md`, which is its address.
        title: From the front matter.
        description: From the front matter; may be empty.
        body_html: HTML of the Markdown below it, not yet sanitised.
        file: Where it comes from, for messages.
    """

    stem: str
    title: str
    description: str
    body_html: str
    file: str


def load_pages(content: Path, edition: EditionKey) -> tuple[ContentPage, ...]:
    """The content pages of an edition, by file name.

    Raises:
        ConfigError: With every file that can't be used and why.
    """
    pages, problems = [], []
    for path in page_files(content, edition):
        try:
            pages.append(_load(path))
        except ContentError as error:
            problems.append(Problem(str(path), str(error).removeprefix(f"{path}: "), "", _ERROR))
    if problems:
        raise ConfigError(problems)
    return tuple(pages)


_ERROR = Severity.ERROR


def _load(path: Path) -> ContentPage:
    where = str(path)
    head, body = split_front_matter(read_text(path), where)
    unknown = sorted(set(head) - _KEYS)
    if unknown:
        raise ContentError(
            f"{where}: front matter has {', '.join(unknown)}; known: title, description"
        )
    title, description = head.get("title"), head.get("description", "")
    if not isinstance(title, str) or not title.strip():
        raise ContentError(f'{where}: front matter lacks a title: add title = "…"')
    if not isinstance(description, str):
        raise ContentError(f"{where}: description must be text")
    if slugify(path.stem) != path.stem:
        raise ContentError(
            f"{where}: the file's name is its address: call it {slugify(path.stem)}.md"
        )
    return ContentPage(path.stem, title.strip(), description.strip(), render_markdown(body), where)
