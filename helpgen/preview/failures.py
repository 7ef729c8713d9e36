"""A mistake as the page shows it: what, where, the lines around, the way there, what to do."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from helpgen.errors import ConfigError, HelpgenError, Problem
from helpgen.toml_lines import Key, line_of

_AROUND = 3  # lines above and below
_PLACE = re.compile(
    r"(?P<file>[^\n:]*?\.(?:html|toml|md|css|js|json|svg))(?::(?P<line>\d+))?: (?P<what>.*)",
    re.DOTALL,
)
_LINE = re.compile(r"\bat line (\d+)")
_PARTS = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_MOST = 100_000  # bytes of a file of which lines are shown


@dataclass(frozen=True, slots=True)
class Failure:
    """One mistake.

    Attributes:
        what: The whole message, in one or two sentences.
        hint: What to do; may be empty, where the message says it.
        file: The file it's in; empty where there's none.
        line: Its line, from 1; 0 where that isn't known.
        excerpt: Number and text of the lines around.
        chain: The way there, as `file:line` of each template, the page's own first.
    """

    what: str
    hint: str = ""
    file: str = ""
    line: int = 0
    excerpt: tuple[tuple[int, str], ...] = ()
    chain: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For the page's script."""
        return asdict(self)


def failures_of(error: HelpgenError, root: Path) -> list[Failure]:
    """What an error tells, mistake by mistake.

    Args:
        error: As it was raised.
        root: Folder of site.toml: places below it are shown from there.
    """
    if isinstance(error, ConfigError):
        return [_of_problem(problem, root) for problem in error.problems]
    return [_of_text(str(error), "", root, _chain(error))]


def _of_problem(problem: Problem, root: Path) -> Failure:
    file, _, key = problem.where.partition(": ")
    text = f"{problem.where}: {problem.what}"
    found = _of_text(text, problem.hint, root, ())
    path = root / file
    if key and not found.line and path.suffix == ".toml" and path.is_file():
        line = line_of(_text(path), _key(key)) or 0
        return _with_lines(Failure(text, problem.hint, file, line), path)
    return found


def _key(dotted: str) -> Key:
    return tuple(int(n) if n else name for n, name in _PARTS.findall(dotted))


def _of_text(text: str, hint: str, root: Path, chain: tuple[str, ...]) -> Failure:
    match = _PLACE.match(text)
    if not match:
        return Failure(_short(text, root), hint, chain=tuple(_short(one, root) for one in chain))
    path = root / match["file"]
    line = match["line"] or (found[1] if (found := _LINE.search(match["what"])) else "0")
    short = tuple(_short(one, root) for one in chain)
    failure = Failure(
        _short(match["what"], root), hint, _short(str(path), root), int(line), (), short
    )
    return _with_lines(failure, path)


def _with_lines(failure: Failure, path: Path) -> Failure:
    first = max(1, failure.line - _AROUND)
    lines = _text(path).splitlines()[first - 1 : failure.line + _AROUND] if failure.line else []
    excerpt = tuple(enumerate(lines, first))
    return Failure(failure.what, failure.hint, failure.file, failure.line, excerpt, failure.chain)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST).decode("utf-8", "replace")
    except OSError:
        return ""  # the message says so already


def _chain(error: BaseException) -> tuple[str, ...]:
    """Places in templates on the way to what went wrong, the outermost first."""
    cause = error.__cause__
    places = list(_template_places(cause)) if cause else []
    return tuple(place for n, place in enumerate(places) if place not in places[:n])


def _template_places(cause: BaseException) -> Iterator[str]:
    for frame, line in traceback.walk_tb(cause.__traceback__):
        file = frame.f_code.co_filename
        if file.endswith(".html"):
            yield f"{file}:{line}"


def _short(text: str, root: Path) -> str:
    return text.replace(f"{root}/", "")
