"""Addresses of an old help center -> the answers that they lead to from now on."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz, process

from helpgen.config import Brand
from helpgen.errors import ContentError
from helpgen.files import read_text
from helpgen.model import Answer
from helpgen.slugs import slugify

How = Literal["id", "title", "like", "none"]
_COLUMNS = frozenset({"url", "answer", "title", "language"})
_OWN = frozenset({"assets", "pictures", "index.html", "404.html"})
_LONGEST_SEGMENT = 255 - len(".html")  # bytes; what file systems take


@dataclass(frozen=True, slots=True)
class OldPage:
    """A page of an old help center.

    Attributes:
        line: Of the file that names it.
        path: Its path, percent-encoding undone, without a slash at the end.
        answer: Id of the answer that took its place; may be empty.
        title: Its title; may be empty.
        language: Gladly's code; empty for the default one.
    """

    line: int
    path: str
    answer: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Match:
    """What an old page leads to.

    Attributes:
        page: Which one.
        how: By its `id`, by the same `title`, by a title that is `like` it, or `none`.
        answer: The answer's id; empty where there's none.
        name: The answer's name.
        likeness: Of both titles, 0 to 1.
    """

    page: OldPage
    how: How
    answer: str = ""
    name: str = ""
    likeness: float = 0.0


def read_old_pages(file: Path) -> list[OldPage]:
    """The pages that a CSV file names: `url`, and of `answer`, `title`, `language` what's known.

    Raises:
        ContentError: A column or an address can't be used; names the line.
    """
    rows = csv.DictReader(read_text(file).removeprefix("\ufeff").splitlines(keepends=True))
    columns = set(rows.fieldnames or ())
    if "url" not in columns or columns - _COLUMNS:
        raise ContentError(
            f"{file}: its first line names {', '.join(sorted(map(str, columns))) or 'no columns'}: "
            "name url, and answer (its id) or title, and language if there are several"
        )
    return [_page(file, rows.line_num, row) for row in rows]


def _page(file: Path, line: int, row: Mapping[str, str | None]) -> OldPage:
    values = {key: (row.get(key) or "").strip() for key in _COLUMNS}
    path = old_path(values["url"])
    if path is None:
        raise ContentError(
            f"{file}, line {line}: {values['url']!r} can't be a page of a static site: take the "
            "line out, or let your host answer for it"
        )
    return OldPage(line, path, values["answer"], values["title"], values["language"])


def old_path(url: str) -> str | None:
    """The path of a URL or of a path by itself; None where no file can stand there.

    Host, query and fragment are left out: the host is the help center's own from now on. A page
    that only a query tells from others can't be a file.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = unquote(parts.path).rstrip("/")
    segments = path.split("/")[1:]
    usable = path.startswith("/") and not parts.query and all(map(_is_usable, segments))
    return path if segments and usable else None


def _is_usable(segment: str) -> bool:
    return (
        bool(segment.strip(". "))
        and segment.isprintable()
        and not set(segment) & set('\\:*?"<>|')  # names that Windows refuses, and odd ones
        and len(segment.encode()) <= _LONGEST_SEGMENT
    )


def misplaced(path: str, brand: Brand) -> bool:
    """Whether a page of helpgen's own stands there, or the path isn't below the brand's."""
    below = path.removeprefix(brand.base_path)
    if brand.base_path and not path.startswith(f"{brand.base_path}/"):
        return True
    first, _, rest = below.strip("/").partition("/")
    return first in _OWN or (first in brand.languages and not rest)


def match_pages(
    pages: Iterable[OldPage],
    answers: Mapping[str, Sequence[Answer]],
    *,
    least: float,
) -> Iterator[Match]:
    """What each page leads to: the answer that it names, else the one whose name is most like it.

    Args:
        pages: With languages that `answers` has; a page without one is in the language whose
            folder it lies in, else in the first of those.
        answers: The answers of a brand by language, the default one first.
        least: How like two titles must be, 0 to 1.
    """
    default = next(iter(answers))
    names = {code: {a.id: slugify(a.name) or a.name for a in own} for code, own in answers.items()}
    for page in pages:
        folder = next((part for part in page.path.split("/") if part in answers), default)
        code = page.language or folder
        found = {answer.id: answer.name for answer in answers[code]}
        match = _match(replace(page, language=code), names[code], least)
        yield replace(match, name=found.get(match.answer, ""))


def _match(page: OldPage, names: Mapping[str, str], least: float) -> Match:
    if page.answer:
        known = page.answer in names
        return Match(page, "id", page.answer, "", 1.0) if known else Match(page, "none")
    # Without a title the address itself often tells: 360001-how-to-return.
    title = slugify(page.title or page.path.rpartition("/")[2].removesuffix(".html"))
    best = process.extractOne(title, names, scorer=fuzz.token_sort_ratio) if title else None
    if best is None or best[1] < least * 100:
        return Match(page, "none")
    same = best[0] == title
    return Match(page, "title" if same else "like", best[2], "", best[1] / 100)
