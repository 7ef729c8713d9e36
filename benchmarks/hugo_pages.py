"""Content files of one edition for Hugo: front matter and clean body of every page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from helpgen.alphabet import letter_groups
from helpgen.alternates import Alternates
from helpgen.articles import Articles, section_description
from helpgen.config import Brand
from helpgen.model import Answer, Snapshot
from helpgen.page_context import AnswerLink
from helpgen.pages import ContentPage
from helpgen.templates import Translate
from helpgen.transform import summary
from helpgen.tree import Routes, SectionRoute

File = tuple[str, tuple[dict[str, Any], str]]
"""Path below the language's content folder; front matter and body."""


def front_matter(matter: Mapping[str, Any], body: str) -> str:
    """A content file; JSON is what Hugo reads quickest."""
    return f"{json.dumps(matter, ensure_ascii=False)}\n\n{body}\n"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition, worked out by helpgen up to the point where pages are rendered."""

    brand: Brand
    snapshot: Snapshot
    pages: tuple[ContentPage, ...]
    articles: Articles
    routes: Routes
    alternates: Alternates
    t: Translate

    def files(self) -> Iterator[File]:
        """Every content file of the edition."""
        yield "_index.html", (self._home(), "")
        yield "a-z.html", (self._a_z(), "")
        yield "gone.html", (self._gone(), "")
        for weight, page in enumerate(self.pages, 1):
            yield f"{page.stem}.html", self._content_page(page, weight)
        answers = {answer.id: answer for answer in self.snapshot.answers}
        letters = self._letters()
        for weight, section in enumerate(self.routes.sections, 1):
            yield f"s{weight}/_index.html", (self._section(section, weight), "")
            for place, answer_id in enumerate(section.answer_ids):
                file = self._answer(answers[answer_id], place, letters[answer_id])
                yield f"s{weight}/{answer_id}.html", file

    def _home(self) -> dict[str, Any]:
        titles = ", ".join(section.title for section in self.routes.sections)
        return {"title": self.brand.name, "description": summary(titles)}

    def _a_z(self) -> dict[str, Any]:
        groups = letter_groups(AnswerLink(*link) for link in self.routes.answers.values())
        titles = (link.title for group in groups for link in group.answers)
        return {
            "title": self.t("a_z_title"),
            "description": section_description(titles),
            "layout": "a-z",
            "url": unquote(self.routes.path("a-z")),
            "outputs": ["html"],
            "sitemap": {"disable": True},
        }

    def _gone(self) -> dict[str, Any]:
        return {
            "title": self.t("gone_title"),
            "description": self.t("gone_text"),
            "layout": "gone",
            "url": unquote(f"{self.routes.home}gone.html"),
            "outputs": ["html"],
            "sitemap": {"disable": True},
        }

    def _content_page(self, page: ContentPage, weight: int) -> tuple[dict[str, Any], str]:
        article = self.articles.content_pages[page.stem]
        matter = {
            "title": page.title,
            "layout": "content",
            "outputs": ["html"],
            "weight": weight,
            "description": page.description or article.description,
            "url": unquote(self.routes.content_pages[page.stem].url),
        }
        return matter, article.html

    def _section(self, section: SectionRoute, weight: int) -> dict[str, Any]:
        titles = (self.routes.answers[i].title for i in section.answer_ids)
        first, *_ = self.alternates.of_section(section.url)
        return {
            "title": section.title,
            "weight": weight,
            "description": section_description(titles),
            "translationKey": first.url,
            "url": unquote(section.url),
        }

    def _answer(
        self, answer: Answer, place: int, letter: tuple[int, str]
    ) -> tuple[dict[str, Any], str]:
        article = self.articles.answers[answer.id]
        matter = {
            "title": answer.name,
            "weight": place + 1,
            "description": article.description,
            "translationKey": answer.id,
            "url": unquote(self.routes.answers[answer.id].url),
            "aliases": [f"/a/{answer.id}/"],
            "headings": [{"level": h.level, "id": h.id, "text": h.text} for h in article.headings],
            "place": place,
            "az": letter[0],
            "letter": letter[1],
            "answer": answer.id,
            **(
                {"date": answer.updated_at, "updated": answer.updated_at}
                if answer.updated_at
                else {}
            ),
            **({"twin": article.markdown} if self.articles.has_markdown else {}),
        }
        return matter, article.html

    def _letters(self) -> dict[str, tuple[int, str]]:
        """Place and letter of each answer in the list of all answers."""
        ids = {link.url: answer_id for answer_id, link in self.routes.answers.items()}
        groups = letter_groups(AnswerLink(*link) for link in self.routes.answers.values())
        listed = [(ids[link.url], group.letter) for group in groups for link in group.answers]
        return {answer_id: (place, letter) for place, (answer_id, letter) in enumerate(listed)}
