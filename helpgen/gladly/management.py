"""The operations that need a token: the organization, its audiences, and managing answers."""

from __future__ import annotations

from collections.abc import Sequence

from helpgen.gladly import payloads
from helpgen.gladly.addition import Addition
from helpgen.gladly.gateway import Gateway
from helpgen.gladly.hosts import segment
from helpgen.gladly.records import AnswerContent, AnswerRecord, Audience, ContentType, Organization


class ManagementOperations:
    """Gladly's Answer Management API and what else asks for a token.

    All methods raise ConfigError for an id or language that can't stand in a URL and where
    there are no credentials, before anything is sent, and a GladlyError when asking failed.

    Args:
        gateway: Sends the requests.
        api: Origin of the organization's host.
    """

    def __init__(self, gateway: Gateway, *, api: str) -> None:
        self._gateway = gateway
        self._root = f"{api}/api/v1"

    def organization(self) -> Organization:
        """The organization that the credentials belong to."""
        return payloads.organization(self._gateway.get(f"{self._root}/organization"))

    def audiences(self) -> tuple[Audience, ...]:
        """All audiences of the organization, in Gladly's order."""
        return payloads.audiences(self._gateway.get(f"{self._root}/audiences"))

    def add_answer(
        self,
        name: str,
        *,
        answer_id: str | None = None,
        description: str | None = None,
        audience_ids: Sequence[str] | None = None,
    ) -> AnswerRecord:
        """Add an answer; its contents follow with `put_content`.

        With an id of your own, a failure that leaves the outcome open is settled by asking
        for that id: if the answer is there as it was sent, it is returned, otherwise it is
        sent again. Without one, such a failure is raised.

        Args:
            name: Unique in the organization, up to 500 characters.
            answer_id: Your own id; Gladly makes one where it is None.
            description: Up to 10,000 characters.
            audience_ids: The audiences to file it under.

        Raises:
            GladlyConflict: The id or the name is taken.
        """
        url = f"{self._root}/answers"
        body = _fields(name, description, audience_ids)
        if answer_id is None:
            return payloads.answer_record(self._gateway.post(url, body))
        body["id"] = segment(answer_id, "answer id")
        sent = AnswerRecord(answer_id, name, description or "", tuple(audience_ids or ()))
        addition = Addition(
            sent,
            post=lambda: payloads.answer_record(self._gateway.send_once("POST", url, body)),
            look=lambda: self.get_answer_record(sent.id),
        )
        return self._gateway.repeat(addition.attempt)

    def get_answer_record(self, answer_id: str) -> AnswerRecord:
        """The answer without its contents.

        Raises:
            GladlyNotFound: No such answer.
        """
        return payloads.answer_record(self._gateway.get(self._answer(answer_id)))

    def update_answer(
        self,
        answer_id: str,
        *,
        name: str | None = None,
        description: str | None = None,
        audience_ids: Sequence[str] | None = None,
    ) -> None:
        """Change what is given and leave what is None.

        Args:
            answer_id: Which answer.
            name: Its new name.
            description: Its new description; empty clears it.
            audience_ids: Replaces the whole set; empty files it under no audience.

        Raises:
            GladlyNotFound: No such answer.
        """
        body = _fields(name, description, audience_ids)
        self._gateway.patch(self._answer(answer_id), body)

    def delete_answer(self, answer_id: str) -> None:
        """Delete the answer with all its contents.

        Raises:
            GladlyNotFound: No such answer, and none that we deleted just now: where the
                answer to a first DELETE was lost, a 404 to its repetition is success.
            GladlyRefused: It is in use; `details` may tell where.
        """
        self._gateway.delete(self._answer(answer_id))

    def get_content(
        self, answer_id: str, language: str, content_type: ContentType = "public"
    ) -> AnswerContent:
        """One content of an answer.

        Raises:
            GladlyNotFound: No such answer, or no such content of it.
        """
        reply = self._gateway.get(self._content(answer_id, language, content_type))
        return payloads.answer_content(reply)

    def put_content(
        self,
        answer_id: str,
        language: str,
        content_type: ContentType = "public",
        *,
        body_html: str,
        title: str | None = None,
        subject: str | None = None,
        internal: bool | None = None,
    ) -> AnswerContent:
        """Add or replace one content of an answer.

        Args:
            answer_id: Which answer.
            language: Must be configured for the organization.
            content_type: What the content is for.
            body_html: Its HTML, up to about 25,000 characters.
            title: Required for `public`.
            subject: Required for `email`.
            internal: Only for `reference`.

        Returns:
            The content as Gladly stored it.
        """
        given = {"title": title, "subject": subject, "internal": internal}
        body = {"bodyHtml": body_html, **{k: v for k, v in given.items() if v is not None}}
        reply = self._gateway.put(self._content(answer_id, language, content_type), body)
        return payloads.answer_content(reply)

    def delete_content(
        self, answer_id: str, language: str, content_type: ContentType = "public"
    ) -> None:
        """Delete one content of an answer, and nothing else of it.

        Raises:
            GladlyNotFound: As for `delete_answer`.
            GladlyRefused: It is the last public content of an answer in use.
        """
        self._gateway.delete(self._content(answer_id, language, content_type))

    def _answer(self, answer_id: str) -> str:
        return f"{self._root}/answers/{segment(answer_id, 'answer id')}"

    def _content(self, answer_id: str, language: str, content_type: str) -> str:
        language = segment(language, "language")
        content_type = segment(content_type, "content type")
        return f"{self._answer(answer_id)}/languages/{language}/type/{content_type}"


def _fields(
    name: str | None, description: str | None, audience_ids: Sequence[str] | None
) -> dict[str, object]:
    ids = None if audience_ids is None else [segment(each, "audience id") for each in audience_ids]
    given = {"name": name, "description": description, "audienceIds": ids}
    return {key: value for key, value in given.items() if value is not None}
