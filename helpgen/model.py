"""The words of the house as frozen values; imported by all, importing nothing of helpgen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """One published answer in one language, as Gladly gave it.

    Attributes:
        id: Gladly's id, case-sensitive.
        name: Plain text; escape it everywhere.
        body_html: Untrusted HTML.
        language: Gladly's code, such as `en-us`.
        updated_at: RFC 3339, or None where Gladly left it out.
    """

    id: str
    name: str
    body_html: str
    language: str
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class LayoutSection:
    """A section of a help center: a header and answer ids in display order."""

    header: str
    answer_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The sections of one help center, in display order."""

    sections: tuple[LayoutSection, ...]


@dataclass(frozen=True, slots=True, order=True)
class EditionKey:
    """One brand in one language: the unit that is fetched, rendered and published."""

    brand: str
    language: str

    def __str__(self) -> str:
        """`brand/language`, as it stands in paths and messages."""
        return f"{self.brand}/{self.language}"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What Gladly returned for one edition.

    Attributes:
        edition: Whose answers these are.
        source: URL of the organization's host that was asked.
        fetched_at: RFC 3339 time of the fetch, UTC.
        answers: Sorted by id.
        layout: None where the edition has neither help center nor configured sections.
        may_be_short: True if Gladly cut its list off and more answers may exist.
    """

    edition: EditionKey
    source: str
    fetched_at: str
    answers: tuple[Answer, ...]
    layout: Layout | None = None
    may_be_short: bool = False
