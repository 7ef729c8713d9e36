"""Which answers Gladly holds: it has no list of managed answers, so all public ways are asked.

The public list ends after 1000 names without a word. Beyond them stand the lists of each
audience, the titles of each help center and the ids in its sections.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from helpgen.config import Site
from helpgen.errors import GladlyNotFound, Problem, Severity
from helpgen.gladly import AnswerList, GladlyClient


@dataclass(slots=True)
class Listed:
    """What the public lists tell.

    Attributes:
        languages: Languages that an answer is known to have, by its id.
        uncertain: Languages whose list was cut off: every answer may have one of them.
        problems: Where more answers may exist than were found.
    """

    languages: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    uncertain: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def wanted(self) -> dict[str, set[str]]:
        """Languages to ask for by answer id."""
        return {key: codes | self.uncertain for key, codes in self.languages.items()}


def list_all(client: GladlyClient, site: Site, audiences: Iterable[str]) -> Listed:
    """Every answer that Gladly's public ways tell of, in the languages of the site's brands.

    Args:
        client: Asks Gladly.
        site: Its brands' languages and help centers are asked for.
        audiences: Ids, for lists that are cut off.

    Raises:
        GladlyError: Asking failed.
    """
    listed = Listed()
    for language in site_languages(site):
        _add_list(client, language, list(audiences), listed)
    for brand in site.brands:
        for language, center in brand.help_centers.items():
            _add_placed(client, center, language, listed)
    return listed


def site_languages(site: Site) -> list[str]:
    """The languages of all brands, each once."""
    return list(dict.fromkeys(code for brand in site.brands for code in brand.languages))


def _add_list(client: GladlyClient, language: str, audiences: list[str], listed: Listed) -> None:
    whole = client.list_answers(language)
    _add(whole, language, listed)
    if not whole.cut_off:
        return
    listed.uncertain.add(language)
    parts = [client.list_answers(language, audience) for audience in audiences]
    for part in parts:
        _add(part, language, listed)
    what = "Gladly's list ends at 1000 answers; more may exist in no audience and no section"
    hint = "name such answers by id: helpgen answers pull -- ID"
    listed.problems.append(Problem(language, what, hint, Severity.WARNING, "cut-off"))


def _add(found: AnswerList, language: str, listed: Listed) -> None:
    for answer in found.answers:
        listed.languages[answer.id].add(language)
    for answer_id in found.bad_ids:
        listed.languages[answer_id].add(language)


def _add_placed(client: GladlyClient, center: str, language: str, listed: Listed) -> None:
    for title in client.answer_titles(center, language):
        listed.languages[title.id].add(language)
    try:
        layout = client.help_center_layout(center).layout
    except GladlyNotFound:
        return
    for section in layout.sections:
        for answer_id in section.answer_ids:
            listed.languages[answer_id].add(language)
