"""What goes into an index, and what a search gives back: plain values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """An answer as search sees it; plain text throughout.

    Attributes:
        id: The answer's id.
        name: Its title.
        url: Site path of its page.
        section: Title of its section.
        headings: Titles of its parts.
        text: Its body, one line a block.
        description: The beginning of the body, for lists.
    """

    id: str
    name: str
    url: str
    section: str
    headings: tuple[str, ...]
    text: str
    description: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a snippet; `marked` pieces are words that were searched."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One result.

    Attributes:
        id: The answer's id.
        title: Its name, in pieces, so that searched words can be marked.
        url: Site path.
        section: Title of its section.
        snippet: Where its text answers best, in pieces; plain text, not escaped.
        score: Higher is better; comparable within one result list only.
    """

    id: str
    title: tuple[Fragment, ...]
    url: str
    section: str
    snippet: tuple[Fragment, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one query.

    Attributes:
        query: As it was asked, cut to what is looked at.
        corrected: The query with mistyped words mended; empty if there's nothing to mend.
        total: How many answers were found.
        hits: The part of them that was asked for, best first.
        partial: True if the time budget ended before every word was looked at.
    """

    query: str
    corrected: str
    total: int
    hits: tuple[Hit, ...]
    partial: bool = False
