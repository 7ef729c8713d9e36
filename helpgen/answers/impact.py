"""What a change reaches: editions, sections, links from other answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from helpgen.answers.changes import Change
from helpgen.answers.state import AnswerState, Files
from helpgen.config import Site
from helpgen.model import EditionKey, Layout

Layouts = Mapping[EditionKey, Layout]


def touched_editions(site: Site, change: Change, files: Files) -> list[EditionKey]:
    """The editions whose pages a change alters, in the order of site.toml."""
    audiences = _audiences(change, files)
    return [
        EditionKey(brand.slug, language)
        for brand in site.brands
        if brand.audience_id is None or brand.audience_id in audiences
        for language in brand.languages
        if change.language in {"", language}
    ]


def sections_of(answer_id: str, layouts: Layouts) -> Iterator[tuple[EditionKey, str]]:
    """Where help centers show an answer: edition and section header."""
    for edition, layout in layouts.items():
        for section in layout.sections:
            if answer_id in section.answer_ids:
                yield edition, section.header


def links_to(answer_id: str, files: Files) -> list[str]:
    """Ids of other answers whose files name this one in a link."""
    link = re.compile(rf"/{re.escape(answer_id)}(?![\w-])")
    return sorted(
        key
        for key, state in files.items()
        if key != answer_id and any(link.search(one.html) for one in state.contents.values())
    )


def _audiences(change: Change, files: Files) -> set[str]:
    found: set[str] = set()
    states = [files.get(change.answer_id), change.local, change.remote]
    for state in states:
        if isinstance(state, AnswerState):
            found |= set(state.details.audience_ids)
    if change.part == "audiences":
        for side in (change.base, change.local, change.remote):
            found |= set(side) if isinstance(side, tuple) else set()
    return found
