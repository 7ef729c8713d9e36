"""Why a picture can't be had, in words for the person who wrote the answer."""

from __future__ import annotations

from helpgen.model import PictureFailure

UPLOAD = "upload it again where https can reach it, and use that address in the answer"
SMALLER = "save it smaller and upload it again"
_PUBLIC = "use an https address that everyone can reach"


class PictureError(Exception):
    """A picture that can't be had; `failure` says why, `passing` if another try may help."""

    def __init__(self, failure: PictureFailure, *, passing: bool = False) -> None:
        self.failure = failure
        self.passing = passing
        super().__init__(f"{failure.what}: {failure.hint}")


def bad_address(what: str) -> PictureError:
    """An address that is never asked; visitors aren't sent there either."""
    return PictureError(PictureFailure("address", what, _PUBLIC, link=False))


def not_public(what: str) -> PictureError:
    """A host, or a redirect of one, that stands in a network which isn't public."""
    return PictureError(PictureFailure("private", what, _PUBLIC, link=False))


def unreachable(what: str) -> PictureError:
    """No answer, or not all of one."""
    hint = "check the address, and that the host is up"
    return PictureError(PictureFailure("unreachable", what, hint), passing=True)


def refused(status: int) -> PictureError:
    """An answer with an error status."""
    failure = PictureFailure(f"status-{status}", f"was answered with status {status}", UPLOAD)
    return PictureError(failure, passing=status == 429 or status >= 500)  # noqa: PLR2004 - HTTP


def odd_answer(what: str) -> PictureError:
    """An answer that breaks the rules, such as redirects in a circle."""
    return PictureError(PictureFailure("odd-answer", what, UPLOAD))


def unusable(kind: str, what: str, hint: str) -> PictureError:
    """What came is no picture that can be shown; `kind` tells such cases apart."""
    return PictureError(PictureFailure(kind, what, hint))
