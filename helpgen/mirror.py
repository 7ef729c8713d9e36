"""Pictures of answers and pages -> copies beside the snapshots, for `images = "mirror"`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from filelock import FileLock, Timeout

from helpgen.config import Brand, Site
from helpgen.errors import ConfigError, HelpgenError, Problem, SnapshotError
from helpgen.model import EditionKey, PictureFailure
from helpgen.pages import load_pages, load_parts
from helpgen.pictures.album import (
    FOLDER,
    album_editions,
    album_path,
    parse_album,
    read_album,
    save_album,
)
from helpgen.pictures.download import Downloader
from helpgen.pictures.library import Library
from helpgen.pictures.limits import Limits
from helpgen.pictures.problems import Use, picture_problems
from helpgen.pictures.visits import OnProgress, Visitor, visit_all
from helpgen.snapshot import load_snapshot
from helpgen.transform import picture_addresses

_PATIENCE = 1800  # seconds that another run may hold the folder
_TOO_MANY = PictureFailure(
    "too-many", "is one too many", "split the answer, or take pictures out of it"
)


@dataclass(frozen=True, slots=True)
class MirrorOutcome:
    """How mirroring ended.

    Attributes:
        pictures: Addresses that have a copy now.
        problems: What was found.
        errors: What failed altogether, such as a full disk; what was there before stays.
    """

    pictures: int
    problems: tuple[Problem, ...] = ()
    errors: tuple[str, ...] = ()


def mirror_pictures(
    site: Site,
    brands: Iterable[Brand],
    stand_ins: Mapping[str, str],
    limits: Limits = Limits(),  # noqa: B008 - frozen
    on_progress: OnProgress = lambda *_: None,
) -> MirrorOutcome:
    """Fetch the pictures that the snapshots and content pages of the brands name.

    Nothing is fetched again that its server says is unchanged. A picture that can't be had
    is a problem; the copy that there is stays.

    Args:
        site: Says where snapshots and content pages are.
        brands: Which of its brands.
        stand_ins: Origin that's asked in place of another one; see `Downloader`.
        limits: Of the run.
        on_progress: Told how many pictures are done, and of how many.
    """
    folder = site.snapshots / FOLDER
    try:
        uses = dict(_uses(site, brands))
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "_lock").acquire(timeout=_PATIENCE):
            return _mirrored(site, uses, stand_ins, limits, on_progress)
    except Timeout:
        told = f"{folder}: another run has held it for {_PATIENCE} s: wait for it or end it"
    except OSError as error:
        told = f"{folder}: pictures can't be kept: {error.strerror or error}"
    except HelpgenError as error:
        told = str(error)
    return MirrorOutcome(0, errors=(told,))


def _mirrored(
    site: Site,
    uses: Mapping[EditionKey, list[Use]],
    stand_ins: Mapping[str, str],
    limits: Limits,
    on_progress: OnProgress,
) -> MirrorOutcome:
    library = Library(site.snapshots / FOLDER, limits)
    with Downloader(limits, stand_ins=stand_ins) as downloader:
        visitor = Visitor(library, downloader)
        wanted = {edition: _within_limits(found, limits) for edition, found in uses.items()}
        states = visit_all(visitor, set().union(*wanted.values()), limits, on_progress)
        problems: list[Problem] = []
        for edition, found in uses.items():
            album = {
                use.url: states[use.url]
                if use.url in wanted[edition]
                else visitor.unvisited(use.url, _TOO_MANY)
                for use in found
            }
            save_album(site.snapshots, edition, album)
            problems += picture_problems(edition, found, album)
    _collect(site, library)
    return MirrorOutcome(
        sum(state.picture is not None for state in states.values()), tuple(problems)
    )


def _uses(site: Site, brands: Iterable[Brand]) -> Iterator[tuple[EditionKey, list[Use]]]:
    """Every picture of each edition that has been fetched."""
    for brand in brands:
        own_urls = (brand.base_url, *brand.help_center_urls)
        for language in brand.languages:
            edition = EditionKey(brand.slug, language)
            try:
                snapshot = load_snapshot(site.snapshots, edition)
                pages = (
                    *load_pages(site.content, edition),
                    *load_parts(site.content, edition),
                )
            except (SnapshotError, ConfigError):
                continue  # its fetch or its build says why; its pictures stay
            bodies = [(f"{edition} answer {a.id}", a.body_html) for a in snapshot.answers]
            bodies += [(page.file, page.body_html) for page in pages]
            yield (
                edition,
                [
                    Use(where, url)
                    for where, body in bodies
                    for url in picture_addresses(body, own_urls)
                ],
            )


def _within_limits(uses: Iterable[Use], limits: Limits) -> set[str]:
    """Addresses that are asked for: at most so many of one article, and of the edition."""
    wanted: set[str] = set()
    in_article: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        in_article[use.where].add(use.url)
        if len(in_article[use.where]) <= limits.answer and len(wanted) < limits.edition:
            wanted.add(use.url)
    return wanted


def _collect(site: Site, library: Library) -> None:
    """Delete what no edition of the site uses any more."""
    configured = {EditionKey(b.slug, language) for b in site.brands for language in b.languages}
    used: set[str] = set()
    for edition in album_editions(site.snapshots):
        if edition in configured:
            used |= parse_album(read_album(site.snapshots, edition), edition).keys()
        else:
            album_path(site.snapshots, edition).unlink()
    library.collect(used)
