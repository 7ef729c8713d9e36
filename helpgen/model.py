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


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that pages show from their own site.

    Attributes:
        width: Of its largest version, in pixels.
        height: Likewise.
        versions: Width in pixels and file name of each version, smallest first.
    """

    width: int
    height: int
    versions: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PictureFailure:
    """Why a picture couldn't be fetched.

    Attributes:
        kind: Short name that tells reasons apart.
        what: Goes on after "the picture <address>".
        hint: What to do about it.
        link: Whether a visitor may be sent to its address instead.
    """

    kind: str
    what: str
    hint: str
    link: bool = True


@dataclass(frozen=True, slots=True)
class PictureState:
    """What the mirror knows of an address.

    Attributes:
        picture: The good copy; None if there never was one.
        fetched_at: When that came, RFC 3339 in UTC; empty without one.
        failure: Why there's no newer one; None if all is well.
    """

    picture: Picture | None
    fetched_at: str = ""
    failure: PictureFailure | None = None
