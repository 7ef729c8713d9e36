"""Answers and layout -> sections, pages and their addresses.

Routes are all that other editions need to know of one: what stands where. They are
worked out for every edition of a brand before any of its pages is rendered.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from helpgen.errors import ContentError, Problem
from helpgen.layout_problems import alike_ids, dangling_ids, empty_section, unplaced_answer
from helpgen.model import Answer, EditionKey, Snapshot
from helpgen.slugs import slugify
from helpgen.untranslated import filled

RESERVED = frozenset({"answers", "a", "a-z", "search", "404", "gone", "index"})
"""First path segments below a language that helpgen itself uses."""
_HASH_LENGTH = 6


class PageLink(NamedTuple):
    """A page as others link to it.

    Attributes:
        title: Plain text.
        url: Site path.
    """

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class SectionRoute:
    """A section: its title, address, and the ids of its answers in display order."""

    title: str
    url: str
    answer_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """What stands where in an edition.

    Attributes:
        edition: Whose routes these are.
        home: Site path of the home page.
        sections: In display order; none is empty.
        answers: Title and site path of each answer by its id, sorted by id.
        content_pages: Title and site path of each content page by its file's stem.
        problems: Where layout and answers disagree.
        foreign: Ids of the answers that have no translation and are shown in the brand's
            default language.
    """

    edition: EditionKey
    home: str
    sections: tuple[SectionRoute, ...]
    answers: Mapping[str, PageLink]
    content_pages: Mapping[str, PageLink]
    problems: tuple[Problem, ...]
    foreign: frozenset[str] = frozenset()

    def path(self, *segments: str) -> str:
        """Site path below the edition: `path("a-z")` is `/en-us/a-z/`."""
        return self.home + "".join(f"{quote(segment)}/" for segment in segments)

    def own_answers(self, section: SectionRoute) -> frozenset[str]:
        """Ids of a section's answers that are in the edition's own language."""
        return frozenset(section.answer_ids) - self.foreign


def plan_routes(
    snapshot: Snapshot,
    content_pages: Mapping[str, str],
    *,
    base_path: str,
    unplaced_title: str,
    ascii_slugs: bool = False,
    published: Mapping[str, Sequence[str]] = MappingProxyType({}),
    fallback: Routes | None = None,
) -> Routes:
    """Addresses of all pages of an edition.

    Args:
        snapshot: Answers and layout.
        content_pages: Title of each content page by its file's stem.
        base_path: Path of the brand's base URL, empty or `/help`.
        unplaced_title: Header of the section for answers that are in no other.
        ascii_slugs: Transliterate every script.
        published: Slugs that each answer ever had here, by its id.
        fallback: Routes of the default language, whose answers stand in for those that are
            missing here; None where missing answers are left out.

    Raises:
        ContentError: Two pages want one address.
    """
    edition = snapshot.edition
    home = f"{base_path}/{edition.language}/"
    slugs = answer_slugs(snapshot, ascii_slugs=ascii_slugs, published=published)
    foreign = _foreign(snapshot, fallback) if fallback else ()
    if foreign:  # after its own answers, so that none of their addresses changes
        snapshot = replace(snapshot, answers=(*snapshot.answers, *foreign))
        own = {key: (slug, *published.get(key, ())) for key, slug in slugs.items()}
        published = {**published, **own}
        slugs = answer_slugs(snapshot, ascii_slugs=ascii_slugs, published=published)
    names = {answer.id: answer.name for answer in snapshot.answers}
    answers = {
        answer_id: PageLink(names[answer_id], f"{home}answers/{quote(slugs[answer_id])}/")
        for answer_id in sorted(names)
    }
    placed, problems = _place(snapshot, unplaced_title, fallback)
    sections = tuple(
        SectionRoute(title, f"{home}{quote(slug)}/", ids)
        for (title, ids), slug in zip(placed, _section_slugs(placed, ascii_slugs), strict=True)
    )
    pages = {
        stem: PageLink(title, f"{home}{quote(stem)}/")
        for stem, title in sorted(content_pages.items())
    }
    _refuse_collisions(edition, sections, pages)
    ids = frozenset(answer.id for answer in foreign)
    return Routes(edition, home, sections, answers, pages, tuple(problems), ids)


def _foreign(snapshot: Snapshot, default: Routes) -> tuple[Answer, ...]:
    """The answers that only the default language has, without their bodies."""
    own = {answer.id for answer in snapshot.answers}
    language = default.edition.language
    return tuple(
        Answer(answer_id, link.title, "", language)
        for answer_id, link in default.answers.items()
        if answer_id not in own
    )


def answer_slugs(
    snapshot: Snapshot,
    *,
    ascii_slugs: bool = False,
    published: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> dict[str, str]:
    """A slug for each answer id, from its name; where names meet, part of the id's hash follows.

    An answer whose name gives a slug that it had before gets that one, the last such first. A
    slug that another answer had is never given away, as it leads to that answer for ever. Else
    the first of several answers by id gets the plain slug.

    Args:
        snapshot: The answers.
        ascii_slugs: Transliterate every script.
        published: Slugs that each answer ever had, by its id.
    """
    plain = {a.id: slugify(a.name, ascii_only=ascii_slugs) for a in snapshot.answers}
    owners: dict[str, str] = {}
    for answer_id, former in sorted(published.items()):
        for slug in former:
            owners.setdefault(slug, answer_id)  # a merge may have given one to two
    slugs: dict[str, str] = {}
    for answer_id in sorted(plain):
        had = _had(published.get(answer_id, ()), plain[answer_id], answer_id)
        wanted = itertools.chain(had, _wanted_slugs(plain[answer_id], answer_id))
        slug = next(slug for slug in wanted if owners.get(slug, answer_id) == answer_id)
        owners[slug] = answer_id
        slugs[answer_id] = slug
    return slugs


def _had(former: Iterable[str], plain: str, answer_id: str) -> Iterator[str]:
    """The former slugs that still suit an answer's name."""
    id_hash = _id_hash(answer_id)
    for slug in former:
        ending = slug.removeprefix(f"{plain or 'answer'}-")
        hashed = ending != slug and len(ending) >= _HASH_LENGTH and id_hash.startswith(ending)
        if slug == plain or hashed:
            yield slug


def _id_hash(answer_id: str) -> str:
    # Ids are case-sensitive and file systems may not be; lower-cased ids could meet.
    return hashlib.sha256(answer_id.encode()).hexdigest()


def _wanted_slugs(plain: str, answer_id: str) -> Iterator[str]:
    """The slugs that suit an answer, the best first: its name, then more and more of the hash."""
    id_hash = _id_hash(answer_id)
    if plain:
        yield plain
    for length in range(_HASH_LENGTH, len(id_hash) + 1):
        yield f"{plain or 'answer'}-{id_hash[:length]}"


_Placed = list[tuple[str, tuple[str, ...]]]


def _place(
    snapshot: Snapshot, unplaced_title: str, fallback: Routes | None
) -> tuple[_Placed, list[Problem]]:
    """Header and existing ids of each section, and what doesn't fit."""
    known = {answer.id for answer in snapshot.answers}
    sections: _Placed = []
    problems = []
    seen: set[str] = set()
    for section in snapshot.layout.sections if snapshot.layout else ():
        ids = tuple(dict.fromkeys(i for i in section.answer_ids if i in known))
        problems += dangling_ids(snapshot.edition, section.header, section.answer_ids, known)
        seen |= set(ids)
        if ids:
            sections.append((section.header.strip() or unplaced_title, ids))
        else:
            problems.append(empty_section(snapshot.edition, section.header))
    if fallback:
        sections = _filled(sections, fallback, known - seen)
        seen.update(*(ids for _, ids in sections))
    rest = tuple(
        answer.id
        for answer in sorted(snapshot.answers, key=lambda answer: (answer.name, answer.id))
        if answer.id not in seen
    )
    if rest:
        sections.append((unplaced_title, rest))
    problems += alike_ids(snapshot.edition, known)
    if snapshot.layout:
        problems += [
            unplaced_answer(snapshot.edition, answer_id, unplaced_title) for answer_id in rest
        ]
    return sections, problems


def _filled(sections: _Placed, default: Routes, missing: set[str]) -> _Placed:
    ids = filled([ids for _, ids in sections], [s.answer_ids for s in default.sections], missing)
    return [(title, own) for (title, _), own in zip(sections, ids, strict=True)]


def _section_slugs(sections: _Placed, ascii_slugs: bool) -> list[str]:  # noqa: FBT001 - private
    slugs: dict[str, None] = {}
    for title, _ in sections:
        slug = slugify(title, ascii_only=ascii_slugs) or "section"
        slug = f"{slug}-section" if slug in RESERVED else slug
        numbered = (f"{slug}-{number}" for number in itertools.count(2))
        slugs[next(free for free in itertools.chain([slug], numbered) if free not in slugs)] = None
    return list(slugs)


def _refuse_collisions(
    edition: EditionKey, sections: Iterable[SectionRoute], pages: Mapping[str, PageLink]
) -> None:
    owners: dict[str, str] = {}
    wanted = [(section.url, f"section {section.title!r}") for section in sections]
    wanted += [(page.url, f"content page {stem}.md") for stem, page in pages.items()]
    for url, owner in wanted:
        if url in owners:
            raise ContentError(
                f"{edition}: {owners[url]} and {owner} both want {url}: rename one of them"
            )
        owners[url] = owner
    for stem in pages:
        if stem in RESERVED:
            raise ContentError(
                f"{edition}: content page {stem}.md has a name that helpgen uses: rename it"
            )


def first_places(sections: Iterable[SectionRoute]) -> dict[str, tuple[SectionRoute, int]]:
    """The first section that each answer stands in, and its place there."""
    places: dict[str, tuple[SectionRoute, int]] = {}
    for section in sections:
        for place, answer_id in enumerate(section.answer_ids):
            places.setdefault(answer_id, (section, place))
    return places
