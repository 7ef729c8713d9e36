"""What is translated: every answer in each language, and the interface strings of themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from helpgen.config import Brand, Site
from helpgen.csv_table import csv_table
from helpgen.languages import plural_categories
from helpgen.model import Answer, EditionKey
from helpgen.snapshot import Loader, load_snapshot
from helpgen.theme import Theme, load_theme

_LATE = timedelta(days=1)
"""Editors who change all languages of an answer need a while for it."""


class State(StrEnum):
    """How an answer stands in a language."""

    ORIGINAL = "original"
    TRANSLATED = "translated"
    OUTDATED = "outdated"
    FALLBACK = "fallback"
    MISSING = "missing"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer of a brand.

    Attributes:
        id: Gladly's id.
        name: In the default language, else in the first that has it.
        states: How it stands in each language: `original` in the default language,
            `outdated` if the original changed more than a day after the translation,
            `fallback` where the original is shown instead, `own` in another language while
            the default one lacks it.
        updated: RFC 3339 time of the last change in each language that has it and tells.
    """

    id: str
    name: str
    states: Mapping[str, State]
    updated: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BrandTranslations:
    """The answers of a brand.

    Attributes:
        slug: The brand's.
        languages: The default language first.
        answers: Sorted by name.
    """

    slug: str
    languages: tuple[str, ...]
    answers: tuple[AnswerRow, ...]

    def counts(self, language: str) -> Counter[State]:
        """How many answers stand in which state."""
        return Counter(answer.states[language] for answer in self.answers)

    def share(self, language: str) -> float:
        """Share of the default language's answers that a language has, 0 to 1."""
        counts = self.counts(language)
        whole = self.counts(self.languages[0])[State.ORIGINAL]
        has = sum(counts[state] for state in (State.ORIGINAL, State.TRANSLATED, State.OUTDATED))
        return has / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class MissingStrings:
    """Interface strings that a theme shows in English in another language.

    Attributes:
        theme: The theme's name.
        language: Gladly's code.
        keys: Their keys; `answers.few` is a plural form.
    """

    theme: str
    language: str
    keys: tuple[str, ...]


def brand_translations(
    site: Site, brand: Brand, *, load: Loader = load_snapshot
) -> BrandTranslations:
    """How the answers of a brand's snapshots stand in its languages.

    Args:
        site: Where snapshots are.
        brand: One of its brands.
        load: Gives a snapshot.

    Raises:
        SnapshotError: An edition has no snapshot.
    """
    editions = {
        language: {answer.id: answer for answer in load(site.snapshots, edition).answers}
        for language in brand.languages
        for edition in [EditionKey(brand.slug, language)]
    }
    ids = {answer_id for answers in editions.values() for answer_id in answers}
    rows = (_row(answer_id, brand, editions) for answer_id in ids)
    ordered = tuple(sorted(rows, key=lambda row: (row.name, row.id)))
    return BrandTranslations(brand.slug, brand.languages, ordered)


def _row(answer_id: str, brand: Brand, editions: Mapping[str, Mapping[str, Answer]]) -> AnswerRow:
    found = {code: answers[answer_id] for code, answers in editions.items() if answer_id in answers}
    original = found.get(brand.languages[0])
    return AnswerRow(
        answer_id,
        next(iter(found.values())).name,
        {code: _state(brand, code, original, found.get(code)) for code in brand.languages},
        {code: answer.updated_at for code, answer in found.items() if answer.updated_at},
    )


def _state(brand: Brand, language: str, original: Answer | None, answer: Answer | None) -> State:
    if answer is None:
        shown = original is not None and brand.fallback == "default"
        return State.FALLBACK if shown else State.MISSING
    if original is None:
        return State.OWN
    if language == brand.languages[0]:
        return State.ORIGINAL
    changed, translated = _time(original), _time(answer)
    late = changed and translated and changed - translated > _LATE
    return State.OUTDATED if late else State.TRANSLATED


def _time(answer: Answer) -> datetime | None:
    """When an answer was changed; None where Gladly doesn't tell, or not a time."""
    try:
        told = datetime.fromisoformat(answer.updated_at or "")
    except ValueError:
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def missing_strings(site: Site, brands: Iterable[Brand]) -> list[MissingStrings]:
    """Interface strings without translation, by theme and language of the brands.

    Raises:
        HelpgenError: A theme or one of its string files can't be used.
    """
    pairs = dict.fromkeys((brand.theme, code) for brand in brands for code in brand.languages)
    found = (
        MissingStrings(name, code, tuple(_missing(load_theme(name, site.themes), code)))
        for name, code in pairs
    )
    return [missing for missing in found if missing.keys]


def _missing(theme: Theme, language: str) -> Iterator[str]:
    translated = theme.translated_strings(language)
    for key in theme.strings("en"):
        forms = translated.get(key)
        if forms is None:
            yield key
        elif isinstance(forms, dict):
            yield from (f"{key}.{form}" for form in sorted(plural_categories(language) - {*forms}))


def to_json(
    brands: Iterable[BrandTranslations], strings: Iterable[MissingStrings]
) -> dict[str, object]:
    """The report as JSON values."""
    return {
        "brands": [_brand_json(brand) for brand in brands],
        "strings": [
            {"theme": one.theme, "language": one.language, "missing": list(one.keys)}
            for one in strings
        ],
    }


def _brand_json(brand: BrandTranslations) -> dict[str, object]:
    return {
        "brand": brand.slug,
        "default": brand.languages[0],
        "languages": [
            {"language": code, "share": round(brand.share(code), 4)}
            | {state: brand.counts(code)[state] for state in State}
            for code in brand.languages
        ],
        "answers": [
            {"id": row.id, "name": row.name, "states": row.states, "updated": row.updated}
            for row in brand.answers
        ],
    }


def to_csv(brands: Iterable[BrandTranslations]) -> str:
    """The answers as CSV, a row for each answer and language."""
    heading = ["brand", "id", "name", "language", "state", "updated", "original updated"]
    rows = (
        [
            *(brand.slug, row.id, row.name, code, row.states[code]),
            *(row.updated.get(code, ""), row.updated.get(brand.languages[0], "")),
        ]
        for brand in brands
        for row in brand.answers
        for code in brand.languages
    )
    return csv_table([heading, *rows])
