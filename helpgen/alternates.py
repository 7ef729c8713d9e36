"""The same page in a brand's other languages, for switchers, hreflang and sitemaps."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from helpgen.languages import direction, language_tag, native_name
from helpgen.page_context import LanguageLink
from helpgen.tree import Routes

_ALIKE = 0.5  # share of common answers from which two sections count as the same


class Alternates:
    """Finds a page of one edition in its siblings.

    Args:
        language: The edition's own.
        origin: Scheme and host of the brand.
        siblings: Routes of every edition of the brand by language, this one included,
            the default language first.
    """

    def __init__(self, language: str, origin: str, siblings: Mapping[str, Routes]) -> None:
        self._language = language
        self._origin = origin
        self._siblings = siblings
        self._default = next(iter(siblings))
        self._links = {code: _looks(code) for code in siblings}
        self._sections = {
            code: _matches(siblings[language], routes) for code, routes in siblings.items()
        }

    def of_home(self) -> tuple[LanguageLink, ...]:
        """The home pages."""
        return self._all({code: routes.home for code, routes in self._siblings.items()})

    def of_a_z(self) -> tuple[LanguageLink, ...]:
        """The lists of all answers."""
        return self._all({code: routes.path("a-z") for code, routes in self._siblings.items()})

    def of_search(self) -> tuple[LanguageLink, ...]:
        """The pages that search answers on."""
        return self._all({code: routes.path("search") for code, routes in self._siblings.items()})

    def of_answer(self, answer_id: str) -> tuple[LanguageLink, ...]:
        """The answer in every language that has it."""
        return tuple(
            self._link(code, found.url)
            for code, routes in self._siblings.items()
            if (found := routes.answers.get(answer_id)) is not None
            and answer_id not in routes.foreign
        )

    def of_shown_answer(self, answer_id: str) -> tuple[LanguageLink, ...]:
        """The answer in every language that shows it, be it in the default language.

        That's for people who choose a language; search engines get `of_answer`. Empty
        where both are the same.
        """
        if not any(answer_id in routes.foreign for routes in self._siblings.values()):
            return ()
        return tuple(
            self._link(code, routes.answers[answer_id].url)
            for code, routes in self._siblings.items()
            if answer_id in routes.answers
        )

    def of_content(self, stem: str) -> tuple[LanguageLink, ...]:
        """The content page of the same file name in every language that has it."""
        return tuple(
            self._link(code, found.url)
            for code, routes in self._siblings.items()
            if (found := routes.content_pages.get(stem)) is not None
        )

    def of_section(self, url: str) -> tuple[LanguageLink, ...]:
        """The section that holds the same answers, where there's one."""
        return self._all(
            {code: pairs[url] for code, pairs in self._sections.items() if url in pairs}
        )

    def _all(self, urls: Mapping[str, str]) -> tuple[LanguageLink, ...]:
        return tuple(self._link(code, url) for code, url in urls.items())

    def _link(self, code: str, url: str) -> LanguageLink:
        tag, name, reads = self._links[code]
        return LanguageLink(
            lang=tag,
            name=name,
            direction=reads,
            url=url,
            absolute_url=self._origin + url,
            current=code == self._language,
            default=code == self._default,
        )


def _looks(code: str) -> tuple[str, str, str]:
    return language_tag(code), native_name(code), direction(code)


def _matches(ours: Routes, theirs: Routes) -> dict[str, str]:
    """Address of the section of theirs that mirrors each of ours; each is used once.

    Both editions must come to the same pairs, because hreflang counts only where it's mutual.
    """
    if ours is theirs:
        return {section.url: section.url for section in ours.sections}
    if ours.edition < theirs.edition:
        return _pairs(ours, theirs)
    return {one: other for other, one in _pairs(theirs, ours).items()}


def _pairs(ours: Routes, theirs: Routes) -> dict[str, str]:
    """The likest sections first; among equals, in display order."""
    owned = [(section.url, theirs.own_answers(section)) for section in theirs.sections]
    scored = sorted(
        (-_likeness(answers, others), place, section.url, url)
        for place, section in enumerate(ours.sections)
        for answers in [ours.own_answers(section)]
        for url, others in owned
    )
    pairs: dict[str, str] = {}
    for score, _, one, other in scored:
        if -score >= _ALIKE and one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def _likeness(ours: AbstractSet[str], theirs: AbstractSet[str]) -> float:
    """Share of the smaller section's answers that both hold, 0 to 1."""
    smaller = min(len(ours), len(theirs))
    return len(ours & theirs) / smaller if smaller else 0
