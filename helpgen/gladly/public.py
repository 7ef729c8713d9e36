"""The operations that need no token: published answers, search and help-center layouts."""

from __future__ import annotations

from helpgen.gladly import payloads
from helpgen.gladly.gateway import Gateway
from helpgen.gladly.hosts import segment
from helpgen.gladly.records import AnswerList, AnswerTitle, HelpCenter
from helpgen.model import Answer


class PublicOperations:
    """Gladly's Public Answers API. No call of it carries credentials.

    All methods raise ConfigError for an id or language that can't stand in a URL, before
    anything is sent, and a GladlyError when asking failed.

    Args:
        gateway: Sends the requests.
        org_id: The organization's id.
        api: Origin of the organization's host.
        cdn: Origin of the host that serves layouts.
    """

    def __init__(self, gateway: Gateway, *, org_id: str, api: str, cdn: str) -> None:
        self._gateway = gateway
        self._org = f"{api}/api/v1/orgs/{segment(org_id, 'org_id')}"
        self._layouts = f"{cdn}/orgs/configs/help-center"

    def list_answers(self, language: str, audience_id: str | None = None) -> AnswerList:
        """The first 1000 public answers by name; there is no paging.

        Args:
            language: Gladly's code, such as `en-us`.
            audience_id: Only answers that Gladly files under it; None for all.

        Returns:
            The answers, with one problem for each item that can't be read.
        """
        reply = self._gateway.get(f"{self._org}/answers", _query(language, audience_id))
        return payloads.answer_list(reply)

    def get_answer(self, answer_id: str, language: str) -> Answer:
        """One public answer.

        Raises:
            GladlyNotFound: No such answer, or none in this language.
        """
        url = f"{self._org}/answers/{segment(answer_id, 'answer id')}"
        return payloads.answer(self._gateway.get(url, _query(language)), answer_id)

    def search_answers(
        self, q: str, language: str, audience_id: str | None = None
    ) -> tuple[AnswerTitle, ...]:
        """The answers that Gladly's own search finds, best first."""
        query = {"q": q, **_query(language, audience_id)}
        return payloads.answer_titles(self._gateway.get(f"{self._org}/answers-search", query))

    def answer_titles(
        self, help_center_id: str, language: str, audience_id: str | None = None
    ) -> tuple[AnswerTitle, ...]:
        """The answers that are placed in the sections of a help center."""
        help_center_id = segment(help_center_id, "help-center id")
        url = f"{self._org}/help-center/{help_center_id}/answer-titles"
        return payloads.answer_titles(self._gateway.get(url, _query(language, audience_id)))

    def help_center_layout(self, help_center_id: str) -> HelpCenter:
        """Sections and their answers, in display order, from the layout host.

        Raises:
            GladlyNotFound: No such help center.
        """
        url = f"{self._layouts}/{segment(help_center_id, 'help-center id')}.json"
        return payloads.help_center(self._gateway.get(url))


def _query(language: str, audience_id: str | None = None) -> dict[str, str]:
    query = {"lng": segment(language, "language")}
    if audience_id is not None:
        query["audienceId"] = segment(audience_id, "audience id")
    return query
