"""The three states that are compared, as frozen values: base, files, Gladly.

All three know an answer by its id. A content is known by its title and the hash of its
canonical body; the body itself goes along to be shown, sent or merged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from helpgen.answers.canonical import canonical_hash


@dataclass(frozen=True, slots=True)
class Content:
    """An answer's public content in one language.

    Attributes:
        title: What readers see.
        digest: Hash of the body's canonical form.
        read: Gives the body; a file is rendered only where its text is needed.
    """

    title: str
    digest: str
    read: Callable[[], str] = field(repr=False, compare=False)

    @classmethod
    def of(cls, title: str, html: str) -> Content:
        """The content that a title and a body make."""
        return cls(title, canonical_hash(html), lambda: html)

    @property
    def html(self) -> str:
        """The body as it is in Gladly, or as a file gives it."""
        return self.read()

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by."""
        return self.title, self.digest


@dataclass(frozen=True, slots=True)
class Details:
    """What an answer is besides its contents; `audience_ids` sorted."""

    name: str
    description: str = ""
    audience_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerState:
    """An answer at one of the three places; contents by language."""

    details: Details
    contents: Mapping[str, Content] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BaseContent:
    """A content as it was last seen in step.

    Attributes:
        gladly: What Gladly held.
        published: Title and canonical hash of what the file gave then; another than Gladly's
            only where Gladly stored something else than it was sent.
        source: Hash of the file's bytes then: a file with the same bytes needn't be rendered.
    """

    gladly: Content
    published: tuple[str, str]
    source: str = ""


@dataclass(frozen=True, slots=True)
class BaseAnswer:
    """An answer as it was last seen in step, and the folder that held it.

    `details` is None where only contents were in step so far.
    """

    details: Details | None
    contents: Mapping[str, BaseContent] = field(default_factory=dict)
    folder: str = ""

    def as_in_gladly(self, here: AnswerState | None) -> AnswerState | None:
        """What Gladly held then, with the file's details where none were in step."""
        details = self.details or (here.details if here else None)
        contents = {code: content.gladly for code, content in self.contents.items()}
        return AnswerState(details, contents) if details else None


Base = Mapping[str, BaseAnswer]
Files = Mapping[str, AnswerState]
Remote = Mapping[str, AnswerState | None]
"""By answer id; None for an answer that Gladly doesn't have."""
