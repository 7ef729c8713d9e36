"""What the themes for Pelican and Zensical need besides pages: strings, sections, languages."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from benchmarks.hugo_pages import Edition
from helpgen.assets import Assets
from helpgen.languages import direction, language_tag, native_name
from helpgen.page_context import LanguageLink
from helpgen.theme import Theme, resolve_options


def theme_data(theme: Theme, assets: Assets, edition: Edition) -> dict[str, Any]:
    """Everything that is the same on all pages of an edition.

    Args:
        theme: helpgen's, whose strings and options these are.
        assets: Of the brand.
        edition: Worked out by helpgen.
    """
    brand, language = edition.brand, edition.snapshot.edition.language
    options, _ = resolve_options(theme, brand.options, brand.slug)
    matters = {path: matter for path, (matter, _) in edition.files()}
    home = edition.routes.home
    return {
        "tag": language_tag(language),
        "direction": direction(language),
        "language_name": native_name(language),
        "languages": links(edition.alternates.of_home()),
        "brand": html.escape(brand.name),
        "site_name": html.escape(site_name(edition)),
        "origin": brand.origin,
        "home": home,
        "home_description": matters["_index.html"]["description"],
        "a_z_description": matters["a-z.html"]["description"],
        "a_z_versions": links(edition.alternates.of_a_z()),
        "contact": f"{home}{options['contact_url']}".replace("//", "/"),
        "options": dict(options),
        "strings": _strings(theme, edition),
        "sections": list(_sections(edition, matters)),
        "assets": dict(assets.names),
    }


def site_name(edition: Edition) -> str:
    """What a help center is called."""
    return edition.t("site_name", brand=edition.brand.name)


def links(found: Iterable[LanguageLink]) -> list[dict[str, Any]]:
    """Other languages, as data."""
    return [link._asdict() for link in found]


def segment(url: str) -> str:
    """The last part of an address."""
    return unquote(url.rstrip("/").rpartition("/")[2])


def section_of(path: str) -> int:
    """The place of a section, from 0, by the path of a content file of it."""
    return int(path[1:].partition("/")[0]) - 1


def _sections(
    edition: Edition, matters: Mapping[str, Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    for weight, section in enumerate(edition.routes.sections, 1):
        count = len(section.answer_ids)
        yield {
            "name": segment(section.url),
            "title": section.title,
            "url": section.url,
            "description": matters[f"s{weight}/_index.html"]["description"],
            "versions": links(edition.alternates.of_section(section.url)),
            "count": edition.t("answers", count=count),
            "see_all": edition.t("see_all_answers", count=count),
            "more": edition.t("more_in_section", section=section.title),
        }


def _strings(theme: Theme, edition: Edition) -> dict[str, str]:
    """The theme's strings, ready for HTML, but those that count something."""
    values = {"{brand}": edition.brand.name, "{site}": site_name(edition)}
    ready = {}
    for key, text in theme.strings(edition.snapshot.edition.language).items():
        if isinstance(text, str):
            for mark, value in values.items():
                text = text.replace(mark, value)  # noqa: PLW2901
            ready[key] = html.escape(text)
    return ready
