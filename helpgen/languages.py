"""What CLDR knows of a language code: its tag, its name, its direction, its plurals and dates."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

_DAY_LENGTH = len("2026-05-14")
_MACROLANGUAGES = {"nb": "no", "nn": "no"}
"""Languages that CLDR derives from another code; readers of one understand the other."""
_COUNTS = (*range(1001), *(n * 10**power for power in range(3, 10) for n in range(1, 10)))
"""Whole numbers that show every plural category: CLDR's rules look at the last digits, and at
full thousands and millions."""


@lru_cache(maxsize=256)
def _locale(language: str) -> Locale:
    """The closest locale CLDR has; English where it has none."""
    return _known_locale(language) or Locale.parse("en")


def _known_locale(language: str) -> Locale | None:
    wanted = language.replace("-", "_")
    while wanted:
        try:
            return Locale.parse(wanted)
        except (UnknownLocaleError, ValueError):
            wanted = wanted.rpartition("_")[0]
    return None


def language_tag(language: str) -> str:
    """Gladly's code as BCP 47 writes it: `fr-ca` is `fr-CA`, `zh-hant-tw` `zh-Hant-TW`."""
    first, *rest = language.split("-")
    script_length, region_length = 4, 2
    cased = [
        part.title()
        if len(part) == script_length and part.isalpha()
        else part.upper()
        if len(part) == region_length
        else part
        for part in rest
    ]
    return "-".join([first, *cased])


def fallbacks(language: str) -> tuple[str, ...]:
    """Codes from the most general to the language itself, English first.

    CLDR adds what a code leaves unsaid: Chinese of Taiwan and Hong Kong has `zh-hant` among
    them, `iw` has `he`, the code's newer form.
    """
    parts = language.split("-")
    chain = ["-".join(parts[: n + 1]) for n in range(len(parts))]
    locale = _known_locale(language)
    known = locale.language if locale else parts[0]
    script = f"{known}-{locale.script.lower()}" if locale and locale.script else known
    general = _MACROLANGUAGES.get(known, known)
    return tuple(dict.fromkeys(["en", general, known, script, *chain]))


@lru_cache(maxsize=256)
def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return _locale(language).text_direction


@lru_cache(maxsize=256)
def native_name(language: str) -> str:
    """The language's name in itself, capitalised as in a list of its own.

    A language that CLDR doesn't know goes by its tag.
    """
    locale = _known_locale(language)
    name = locale.get_display_name() if locale else None
    return name[0].upper() + name[1:] if name else language_tag(language)


def plural_category(language: str, count: int) -> str:
    """CLDR plural category of a count: zero, one, two, few, many or other."""
    return str(_locale(language).plural_form(count))


@lru_cache(maxsize=256)
def plural_categories(language: str) -> frozenset[str]:
    """The plural categories that whole numbers have in a language, and `other`.

    `other` is the form for all that has none of its own, so it's always among them.
    """
    return frozenset({"other", *(plural_category(language, count) for count in _COUNTS)})


@lru_cache(maxsize=256)
def name_in(language: str, reader: str) -> str:
    """A language's name as readers of another one call it: `en-us` for `fr` is `anglais`.

    The country is named only where both are kinds of one language.
    """
    locale, ours = _known_locale(language), _locale(reader)
    if locale is None:
        return language_tag(language)
    shown = locale if locale.language == ours.language else Locale(locale.language)
    return shown.get_display_name(ours) or language_tag(language)


@lru_cache(maxsize=4096)
def long_date(language: str, day: str) -> str:
    """A day (`2026-05-14`) as a reader of the language writes it."""
    return format_date(datetime.fromisoformat(day), "long", locale=_locale(language))


def iso_day(updated_at: str | None) -> str:
    """The day of an RFC 3339 time; empty if there's none, or it's something else."""
    try:
        return date.fromisoformat((updated_at or "")[:_DAY_LENGTH]).isoformat()
    except ValueError:
        return ""
