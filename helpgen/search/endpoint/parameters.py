"""Query parameters -> what is asked for, or every mistake in them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from starlette.datastructures import QueryParams

from helpgen.refusals import Mistake, refused
from helpgen.search.site import SearchBrand

LONGEST_QUERY = 500  # characters, as many as a name of Gladly's may have
RESULTS, SUGGESTIONS = 10, 8
"""How many are given where no limit is."""
MOST_RESULTS = 50
LARGEST_OFFSET = 1000
_DEFAULT_LANGUAGE = "en-us"  # of the contract's `lng`
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search in one edition."""

    brand: SearchBrand
    language: str
    query: str
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class AskedAnswers:
    """A search as Gladly's `answers-search` has it, in all editions it is about.

    Attributes:
        brands: Those that have the language and the audience; may be none.
        language: Gladly's code.
        query: As it was asked.
    """

    brands: tuple[SearchBrand, ...]
    language: str
    query: str


def read_search(params: QueryParams, brands: Iterable[SearchBrand], *, default_limit: int) -> Asked:
    """What `/search` and `/suggest` are asked for.

    Raises:
        Refusal: 400 with every mistake. Parameters that nobody knows are no mistake.
    """
    mistakes: list[Mistake] = []
    brand = brand_of(params, tuple(brands), mistakes)
    language = language_of(params, "lng", brand, mistakes)
    query = _query(params, mistakes)
    limit = _number(params, "limit", default_limit, range(1, MOST_RESULTS + 1), mistakes)
    offset = _number(params, "offset", 0, range(LARGEST_OFFSET + 1), mistakes)
    if brand is None or mistakes:
        _refuse(mistakes)
    return Asked(brand, language, query, limit, offset)


def read_answers_search(params: QueryParams, brands: Iterable[SearchBrand]) -> AskedAnswers:
    """What `answers-search` is asked for; a language or audience that isn't there finds nothing.

    Raises:
        Refusal: 400 if the query is too long.
    """
    mistakes: list[Mistake] = []
    query = _query(params, mistakes)
    if mistakes:
        _refuse(mistakes)
    language = (params.get("lng") or _DEFAULT_LANGUAGE).lower()
    audience = params.get("audienceId") or None
    meant = (
        brand
        for brand in brands
        if language in brand.languages and audience in {None, brand.audience_id}
    )
    return AskedAnswers(tuple(meant), language, query)


def brands_meant(params: QueryParams, brands: Iterable[SearchBrand]) -> tuple[SearchBrand, ...]:
    """The brands that a request is about: by `brand`, by `audienceId`, or all."""
    slug, audience = params.get("brand"), params.get("audienceId") or None
    return tuple(
        brand
        for brand in brands
        if slug in {None, brand.slug} and audience in {None, brand.audience_id}
    )


def _refuse(mistakes: list[Mistake]) -> NoReturn:
    raise refused(400, mistakes)


def brand_of(
    params: Mapping[str, str], brands: tuple[SearchBrand, ...], mistakes: list[Mistake]
) -> SearchBrand | None:
    """The brand that `brand` names; None, with a mistake more, if there's no such one."""
    slug = params.get("brand", "")
    found = next((brand for brand in brands if brand.slug == slug), None)
    if found is None:
        known = ", ".join(brand.slug for brand in brands)
        code, told = ("not_exist", "there's no such brand") if slug else ("blank", "name a brand")
        mistakes.append(Mistake("brand", code, f"{told}: the site has {known}"))
    return found


def language_of(
    params: Mapping[str, str], name: str, brand: SearchBrand | None, mistakes: list[Mistake]
) -> str:
    """The language that a parameter names, by default the brand's first."""
    language = params.get(name, "").lower()
    if brand is None:
        return language
    if language and language not in brand.languages:
        known = ", ".join(brand.languages)
        detail = f"{name} isn't a language of {brand.slug}: it has {known}"
        mistakes.append(Mistake(name, "not_exist", detail))
    return language or brand.languages[0]


def _query(params: QueryParams, mistakes: list[Mistake]) -> str:
    query = params.get("q", "")
    if len(query) > LONGEST_QUERY:
        detail = f"q has {len(query)} characters: at most {LONGEST_QUERY} are looked at"
        mistakes.append(Mistake("q", "too_long", detail))
    return query


def _number(
    params: QueryParams, name: str, default: int, allowed: range, mistakes: list[Mistake]
) -> int:
    given = params.get(name)
    if given is None:
        return default
    if not _NUMBER.fullmatch(given):
        mistakes.append(Mistake(name, "not_a_number", f"{name} must be a whole number"))
        return default
    if int(given) not in allowed:
        detail = f"{name} must be from {allowed.start} to {allowed.stop - 1}"
        mistakes.append(Mistake(name, "invalid", detail))
    return int(given)
