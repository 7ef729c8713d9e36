"""What can go wrong, on one page.

HelpgenError
├── ConfigError              site.toml, theme.toml or an option on the command line
├── ContentError             a file under content/ or themes/ can't be used
├── GladlyError              asking Gladly failed; carries the request
│   ├── GladlyUnreachable    no answer: refused, dropped, timed out
│   ├── GladlyRefused        an answer with a 4xx or 5xx status; carries Gladly's details
│   │   ├── GladlyUnauthorized   401, 403
│   │   ├── GladlyNotFound       404
│   │   ├── GladlyConflict       409
│   │   └── GladlyRateLimited    429, also after every retry
│   └── GladlyMalformed      an answer that isn't what the contract promises
├── SnapshotError            there's no snapshot to build from, or it can't be read
├── FetchRefused             a fetch that would lose answers; the old snapshot was kept
├── PublishError             the output folder can't be written, or another build holds it
├── DeployError              what was built can't be brought where it's served from
│   └── TargetBusy           another deploy has begun there since
└── SearchError              there's no search index, or it can't be read or written

A mistake that needn't stop the work is a `Problem`: a value that is collected,
shown, and judged once by its severity.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from helpgen.visible import on_one_line


class Severity(StrEnum):
    """How much a problem matters; `--strict` turns errors into exit code 3."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding, told to a person.

    Attributes:
        where: Place: file and key, or `brand/language answer <id>`.
        what: What's wrong there, one sentence without a full stop.
        hint: What to do about it; may be empty.
        severity: How much it matters.
        kind: Stable short name for counting and filtering, such as `dangling-id`.
        key: What tells it from others of its kind at its place, from one run to the next; `what`
            where that is so already. Given where `what` holds what changes, such as a count.
    """

    where: str
    what: str
    hint: str = ""
    severity: Severity = Severity.WARNING
    kind: str = "problem"
    key: str = ""

    def __str__(self) -> str:
        """`where: what: hint`, on one line, whatever stands in them."""
        return on_one_line(": ".join(part for part in (self.where, self.what, self.hint) if part))

    def as_json(self) -> dict[str, str]:
        """The same for machines."""
        return {
            "severity": self.severity.value,
            "kind": self.kind,
            "where": self.where,
            "what": self.what,
            "hint": self.hint,
        }


class HelpgenError(Exception):
    """Root of everything that helpgen raises for a person to read."""


class ConfigError(HelpgenError):
    """The configuration is wrong; `problems` holds every mistake found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ContentError(HelpgenError):
    """A content or theme file can't be used; the message names it."""


@dataclass(frozen=True, slots=True)
class ErrorDetail:
    """One entry of Gladly's `errors`, in whatever shape it came.

    `meta` is Gladly's own: keys such as helpCenterID, sectionID, existingAnswerId.
    """

    code: str
    detail: str
    attr: str = ""
    meta: dict[str, object] = field(default_factory=dict)


class GladlyError(HelpgenError):
    """Asking Gladly failed. `request` reads like `GET https://host/path`."""

    def __init__(self, request: str, message: str) -> None:
        self.request = request
        super().__init__(f"{request}: {message}")


class GladlyUnreachable(GladlyError):  # noqa: N818 - reads as the sentence it tells
    """No answer came: refused, dropped or timed out."""


class GladlyRefused(GladlyError):  # noqa: N818
    """Gladly answered with an error status; `details` is empty when its body said nothing."""

    def __init__(self, request: str, status: int, details: tuple[ErrorDetail, ...] = ()) -> None:
        self.status = status
        self.details = details
        said = "; ".join(_told(detail) for detail in details)
        super().__init__(request, f"status {status}" + (f" ({said})" if said else ""))


_FORBIDDEN = 403


def _told(detail: ErrorDetail) -> str:
    prefix = f"{detail.attr}: " if detail.attr else ""
    return f"{prefix}{detail.detail} [{detail.code}]"


class GladlyUnauthorized(GladlyRefused):
    """401 or 403: no credentials, wrong ones, or a token without the permission."""

    def __str__(self) -> str:
        """What was refused, and what to do."""
        if self.status == _FORBIDDEN:
            return f"{super().__str__()}: the token lacks the permission for this"
        return f"{super().__str__()}: check GLADLY_API_USER and GLADLY_API_TOKEN"


class GladlyNotFound(GladlyRefused):
    """404: no such thing, or not in this language."""


class GladlyConflict(GladlyRefused):
    """409: the id or the name is taken."""


class GladlyRateLimited(GladlyRefused):
    """429 even after every retry."""


class GladlyMalformed(GladlyError):  # noqa: N818
    """Not JSON, JSON of another shape, or a body beyond the size limit."""


class SnapshotError(HelpgenError):
    """There's no snapshot of an edition to build from, or it can't be read."""


class FetchRefused(HelpgenError):  # noqa: N818
    """A fetch that would lose answers was not kept; the old snapshot stands."""


class PublishError(HelpgenError):
    """The output folder can't be written, or another build holds it."""


class DeployError(HelpgenError):
    """What was built can't be brought where it's served from; running it again goes on."""


class TargetBusy(DeployError):  # noqa: N818 - reads as the sentence it tells
    """Another deploy to the same place has begun since this one did."""


class SearchError(HelpgenError):
    """There's no search index to ask, or it can't be read or written."""
