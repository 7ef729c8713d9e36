"""The board's list of what isn't translated: answers and the strings of themes."""

from __future__ import annotations

from html import escape

from helpgen.errors import HelpgenError
from helpgen.preview.project import Project
from helpgen.translations import (
    BrandTranslations,
    MissingStrings,
    State,
    brand_translations,
    missing_strings,
)

_TO_DO = (State.MISSING, State.FALLBACK, State.OUTDATED)
_MOST = 50
"""Answers of a brand that are named."""


def translations_part(project: Project) -> str:
    """What is missing in which language, as HTML.

    Args:
        project: Which has just been looked at.
    """
    site, heading = project.site, "<h2>Translations</h2>\n"
    if site is None:
        return ""
    try:
        brands = [
            brand_translations(site, brand, load=lambda _, edition: project.shown(edition))
            for brand in project.brands
        ]
        strings = missing_strings(site, project.brands)
    except HelpgenError as error:
        return f'{heading}<p class="error">{escape(str(error))}</p>'
    parts = [*filter(None, map(_brand, brands)), *map(_strings, strings)]
    return heading + ("\n".join(parts) or "<p>All answers and strings are translated.</p>")


def _brand(found: BrandTranslations) -> str:
    rows = [
        (answer, code)
        for answer in found.answers
        for code in found.languages
        if answer.states[code] in _TO_DO
    ]
    items = "".join(
        f"<li>{escape(answer.name)}: {escape(code)} {answer.states[code]}</li>"
        for answer, code in rows[:_MOST]
    )
    more = f"<li>and {len(rows) - _MOST} more</li>" if len(rows) > _MOST else ""
    told = f"<summary>{escape(found.slug)}: {len(rows)} answers</summary>"
    return f"<details>{told}<ul>{items}{more}</ul></details>" if rows else ""


def _strings(missing: MissingStrings) -> str:
    keys = ", ".join(f"<code>{escape(key)}</code>" for key in missing.keys)
    place = f"theme {escape(missing.theme)}, {escape(missing.language)}"
    return f"<details><summary>{place}: {len(missing.keys)} strings</summary>{keys}</details>"
