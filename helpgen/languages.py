"""What CLDR knows of a language code: its tag, its name, its direction, its plurals and dates."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

_DAY_LENGTH = len("2026-05-14")


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
    """Codes from the most general to the language itself, English first."""
    parts = language.split("-")
    chain = ["-".join(parts[: n + 1]) for n in range(len(parts))]
    return tuple(dict.fromkeys(["en", *chain]))


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
