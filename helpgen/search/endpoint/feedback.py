"""`/feedback`: takes votes, and thanks readers who came without JavaScript with a page."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from helpgen.errors import SearchError
from helpgen.refusals import Mistake, Refusal, not_found, refused
from helpgen.search.endpoint.addresses import FEEDBACK_PATH, THANKS_PATH, origin
from helpgen.search.endpoint.bodies import read_form
from helpgen.search.endpoint.html_page import page_headers
from helpgen.search.endpoint.live import LiveLibrary
from helpgen.search.endpoint.logs import LOGGER
from helpgen.search.endpoint.parameters import brand_of, language_of
from helpgen.search.endpoint.pool import Pool
from helpgen.search.endpoint.replies import HTML, wants_page
from helpgen.search.endpoint.thanks_page import thanks_page
from helpgen.search.endpoint.votes import Sent, read_vote
from helpgen.search.feedback import FeedbackFile, Vote
from helpgen.search.site import SearchBrand

_NO_STORE = {"Cache-Control": "no-store"}


class Feedback:
    """The routes of feedback.

    Args:
        file: Keeps votes; None where none are taken.
        pool: Where they are written, one at a time.
        library: Its site has the brands and their origins.
    """

    def __init__(self, file: FeedbackFile | None, pool: Pool, library: LiveLibrary) -> None:
        self._file = file
        self._pool = pool
        self._library = library

    def routes(self) -> list[Route]:
        """Paths and what answers them."""
        return [
            Route(FEEDBACK_PATH, self.take, methods=["POST"]),
            Route(THANKS_PATH, self.thanks),
        ]

    async def take(self, request: Request) -> Response:
        """Take a vote: it's on the disk before anything is said."""
        if self._file is None:
            raise not_found("feedback")
        sent = read_vote(await read_form(request), self._library.site.brands)
        _check_origin(request.headers.getlist("origin"), sent.brand)
        await self._keep(self._file, sent.vote)
        if wants_page(request):
            return RedirectResponse(_thanks(sent), 303, _NO_STORE)
        return Response(status_code=204, headers=_NO_STORE)

    async def thanks(self, request: Request) -> Response:
        """A page that says so, and leads back."""
        mistakes: list[Mistake] = []
        brand = brand_of(request.query_params, self._library.site.brands, mistakes)
        language = language_of(request.query_params, "lng", brand, mistakes)
        if brand is None or mistakes:
            raise refused(400, mistakes)
        page = thanks_page(brand, language, request.query_params.get("page", ""))
        return Response(page, headers=_NO_STORE | dict(page_headers()), media_type=HTML)

    async def _keep(self, file: FeedbackFile, vote: Vote) -> None:
        try:
            await self._pool.run(lambda: file.add(vote))
        except SearchError as error:
            LOGGER.error("%s", error)
            raise _unavailable() from error


def _check_origin(given: Iterable[str], brand: SearchBrand) -> None:
    """Browsers tell which page sends: another site can't make its visitors vote.

    Raises:
        Refusal: 403.
    """
    known = {origin(url) for url in (brand.base_url, *brand.origins)}
    if not {one.lower() for one in given} <= known:
        told = (
            f"this page may not vote for {brand.slug}: its base_url or search_origins "
            "have to name the page's origin"
        )
        raise refused(403, [Mistake("", "forbidden", told)])


def _thanks(sent: Sent) -> str:
    """Relative, so that it works behind a proxy under any path; reloading it sends nothing."""
    values = {"brand": sent.brand.slug, "lng": sent.vote.language, "page": sent.page}
    return f"{THANKS_PATH.lstrip('/')}?{urlencode(values)}"


def _unavailable() -> Refusal:
    mistake = Mistake("", "unavailable", "feedback can't be taken now: try again later")
    return refused(503, [mistake], {"Retry-After": "10"})
