"""Articles as the last build made them, so that only bodies that changed go through the transform.

A file for each edition, beside the snapshots: `transform` is pure, so what it made of the same
body in the same surroundings is what it would make again. The file is `marshal`'s, which takes a
tenth of JSON's time; its first line tells whether this Python and this helpgen may read it.
"""

from __future__ import annotations

import contextlib
import marshal
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpgen.errors import Problem, Severity
from helpgen.files import digest, write_atomic
from helpgen.model import Answer, EditionKey
from helpgen.routes_cache import problems_from_json, problems_to_json
from helpgen.transform import Article, Heading


def article_file(folder: Path, edition: EditionKey) -> Path:
    """The file of an edition's articles.

    Args:
        folder: Of all of them.
        edition: Which edition.
    """
    return folder / edition.brand / f"{edition.language}.articles"


def forget(folder: Path, edition: EditionKey) -> None:
    """Delete the articles of an edition; where that can't be, they take space and do no harm.

    Args:
        folder: Of all of them.
        edition: Which edition.
    """
    path = article_file(folder, edition)
    with contextlib.suppress(OSError):
        path.unlink()
        path.parent.rmdir()


class ArticleCache:
    """The articles of one edition that are known from the build before.

    Args:
        path: The file; it may not be there.
        surroundings: Hash of all that an article depends on beside its own answer.
    """

    def __init__(self, path: Path, surroundings: str) -> None:
        self._path = path
        self._surroundings = surroundings
        self._stored = _load(path, surroundings)

    def known(self, answers: Iterable[Answer]) -> dict[str, Article]:
        """Articles by answer id, of those answers that are as they were.

        Args:
            answers: As they are now.
        """
        found = {}
        for answer in answers:
            made_of, article = self._stored.get(answer.id, ("", None))
            if article is not None and made_of == _made_of(answer):
                found[answer.id] = article
        return found

    def save(
        self, answers: Iterable[Answer], articles: Mapping[str, Article]
    ) -> tuple[Problem, ...]:
        """Write what is known now, unless it's what was known before.

        Args:
            answers: All of the edition.
            articles: What became of each, by its id.

        Returns:
            Why it can't be written, if it can't.
        """
        hashes = {answer.id: _made_of(answer) for answer in answers}
        if hashes == {answer_id: made_of for answer_id, (made_of, _) in self._stored.items()}:
            return ()
        stored = {key: (made_of, _plain(articles[key])) for key, made_of in hashes.items()}
        try:
            self._write(marshal.dumps(stored))
        except OSError as error:
            return (_unkept(self._path, error),)
        return ()

    def _write(self, data: bytes) -> None:
        # One name for all processes: of a killed one no more than one file is left, and if two
        # write at once, the sum tells.
        new = self._path.with_suffix(".new")
        write_atomic(self._path, _head(self._surroundings, data) + data, temporary=new)
        ignore = self._path.parent.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")


def _unkept(path: Path, error: OSError) -> Problem:
    return Problem(
        str(path),
        f"the articles can't be kept for the next build: {error.strerror or error}",
        "check free space and permissions; until then each build makes all of them anew; what's "
        "published is whole",
        Severity.WARNING,
        "unkept-articles",
        "unkept",
    )


def _load(path: Path, surroundings: str) -> dict[str, tuple[str, Article]]:
    """What the file holds, if it's whole and of the same surroundings; else all is made anew."""
    try:
        written = path.read_bytes()
    except OSError:  # most often there's none yet
        return {}
    head, _, data = written.partition(b"\n")
    if head + b"\n" != _head(surroundings, data):
        return {}
    # The folder is trusted like that of the indexes; the sum tells of damage.
    stored = marshal.loads(data)  # noqa: S302
    return {key: (made_of, _article(plain)) for key, (made_of, plain) in stored.items()}


def _head(surroundings: str, data: bytes) -> bytes:
    """The first line: `marshal` reads neither another Python's file nor a damaged one."""
    return f"helpgen {surroundings} {len(data)} {zlib.crc32(data)}\n".encode()


def _made_of(answer: Answer) -> str:
    return digest(answer.name.encode(), answer.language.encode(), answer.body_html.encode())


def _plain(article: Article) -> tuple[Any, ...]:
    """An article as values that `marshal` knows."""
    return (
        article.html,
        article.text,
        article.markdown,
        article.description,
        [(h.level, h.id, h.text) for h in article.headings],
        article.rules,
        problems_to_json(article.problems),
        article.pictures,
    )


def _article(plain: tuple[Any, ...]) -> Article:
    html, text, markdown, description, headings, rules, problems, pictures = plain
    headings = tuple(Heading(*heading) for heading in headings)
    problems = problems_from_json(problems)
    return Article(html, text, markdown, description, headings, rules, problems, pictures)
