"""What's to be told of an edition's pictures: one line for each, or one for a host with many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from helpgen.errors import Problem, Severity
from helpgen.model import EditionKey, PictureFailure, PictureState
from helpgen.pictures.album import Album

_TOLD_ONE_BY_ONE = 3
_NOT_FETCHED = PictureFailure(
    "not-fetched",
    "hasn't been fetched yet",
    "run 'helpgen fetch', or 'helpgen build' without --offline",
)
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Use:
    """A picture in an article.

    Attributes:
        where: The article's place, such as `fjell/en-us answer ZVux…`.
        url: The picture's address.
    """

    where: str
    url: str


def picture_problems(edition: EditionKey, uses: Iterable[Use], album: Album) -> list[Problem]:
    """What is wrong with an edition's pictures.

    The same at the fetch and at every build from it. A picture whose older copy is shown is a
    note. More than three of one host for one reason are told as one.

    Args:
        edition: Which one.
        uses: Pictures in the order of its articles.
        album: What is known of them.
    """
    groups: dict[tuple[str, str, bool], list[Use]] = defaultdict(list)
    for use in uses:
        failure = _failure(album.get(use.url))
        if failure:
            groups[_host(use.url), failure.kind, _has_copy(use, album)].append(use)
    return [
        problem
        for (host, _, kept), group in groups.items()
        for problem in _told(edition, host, group, album, kept=kept)
    ]


def _failure(state: PictureState | None) -> PictureFailure | None:
    return _NOT_FETCHED if state is None else state.failure


def _has_copy(use: Use, album: Album) -> bool:
    return use.url in album and album[use.url].picture is not None


def _told(
    edition: EditionKey, host: str, group: list[Use], album: Album, *, kept: bool
) -> Iterable[Problem]:
    severity = Severity.NOTE if kept else Severity.WARNING
    kind = "old-picture" if kept else "missing-picture"
    if len({use.url for use in group}) > _TOLD_ONE_BY_ONE:
        yield Problem(
            f"{edition} pictures of {host}", *_together(group, album, kept=kept), severity, kind
        )
        return
    for use in dict.fromkeys(group):
        failure = _failure(album.get(use.url)) or _NOT_FETCHED
        what = f"the picture {_short(use.url)} {failure.what}{_instead(use, album, failure)}"
        yield Problem(use.where, what, failure.hint, severity, kind)


def _together(group: list[Use], album: Album, *, kept: bool) -> tuple[str, str]:
    first = group[0]
    failure = _failure(album.get(first.url)) or _NOT_FETCHED
    urls, articles = len({use.url for use in group}), len({use.where for use in group})
    places = f"{articles} articles" if articles > 1 else "one article"
    shown = "older copies are shown" if kept else "links stand in their places"
    what = (
        f"{urls} pictures in {places} couldn't be fetched and {shown}; the first is "
        f"{_short(first.url)} in {first.where}, which {failure.what}"
    )
    return what, failure.hint


def _instead(use: Use, album: Album, failure: PictureFailure) -> str:
    state = album.get(use.url)
    if state and state.picture:
        return f"; the copy of {state.fetched_at[:10]} is shown"
    return "; a link stands in its place" if failure.link else "; it was left out"


def _host(url: str) -> str:
    try:
        return _printable(urlsplit(url).hostname or "no host")
    except ValueError:
        return "no host"


def _short(url: str) -> str:
    return _printable(url if len(url) <= _LONGEST else url[: _LONGEST - 1] + "…")


def _printable(text: str) -> str:
    """The text without what could steer a terminal."""
    return "".join(character if character.isprintable() else "�" for character in text)
