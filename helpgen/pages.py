"""Content pages of a brand in one language, and what stands on all of its pages: Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from helpgen.content_files import page_files, part_files
from helpgen.errors import ConfigError, ContentError, Problem, Severity
from helpgen.files import read_text
from helpgen.markdown import render_markdown, split_front_matter
from helpgen.model import EditionKey
from helpgen.slugs import slugify

ANNOUNCEMENT, LEGAL = "_announcement", "_legal"
"""Stems of the files that hold the announcement above every page, and its small print."""
_KEYS = frozenset({"title", "description"})
_HEADING = re.compile(r"<h[1-6]\b", re.IGNORECASE)
_STYLE = re.compile(r"<[^>]+\sstyle\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContentPage:
    """A content page, or a part of every page.

    Attributes:
        stem: The file's name without `.md`, which is a page's address.
        title: From the front matter; a part has none.
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
    return _each(_page, page_files(content, edition))


def load_parts(content: Path, edition: EditionKey) -> tuple[ContentPage, ...]:
    """What stands on every page of an edition: `_announcement.md` and `_legal.md`, if there.

    Raises:
        ConfigError: With every file that can't be used and why.
    """
    return _each(_part, part_files(content, edition))


def _each(load: Callable[[Path], ContentPage], paths: Iterable[Path]) -> tuple[ContentPage, ...]:
    pages, problems = [], []
    for path in paths:
        try:
            pages.append(load(path))
        except ContentError as error:
            problems.append(Problem(str(path), str(error).removeprefix(f"{path}: "), "", _ERROR))
    if problems:
        raise ConfigError(problems)
    return tuple(pages)


_ERROR = Severity.ERROR


def _page(path: Path) -> ContentPage:
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


def _part(path: Path) -> ContentPage:
    where = str(path)
    if path.stem not in (ANNOUNCEMENT, LEGAL):
        known = f"{ANNOUNCEMENT}.md, {LEGAL}.md"
        raise ContentError(f"{where}: no page's name starts with _; what stands on all: {known}")
    head, body = split_front_matter(read_text(path), where)
    if head:
        raise ContentError(f"{where}: it has no title: take the front matter out")
    body_html = render_markdown(body)
    if _HEADING.search(body_html):
        raise ContentError(f"{where}: it stands on every page: write its headings as bold text")
    if _STYLE.search(body_html):
        raise ContentError(f"{where}: it has styles: leave its look to the theme's stylesheet")
    return ContentPage(path.stem, "", "", body_html, where)
