"""`content/urls.json`: every address that was ever published, to be committed with the content.

What was published once leads somewhere for ever, so nothing is taken out of it. For each brand
and language it holds the slugs of each answer by its id, the present one first; by the slug of
each section the ids of the answers that it last held, which tell what became of a section that
is called something else now; the names of content pages; and what addresses of an older help center
lead to. Each stands on a line of its own,
so that branches merge.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, ValidationError

from helpgen.errors import ContentError, PublishError
from helpgen.files import digest, read_text, write_atomic
from helpgen.model import EditionKey
from helpgen.tree import Routes

FORMAT = 1


@dataclass(frozen=True, slots=True)
class PublishedUrls:
    """The addresses that an edition ever had.

    Attributes:
        answers: Slugs of each answer by its id, the present or last one first.
        sections: Ids of the answers that a section held when it last stood there, by its slug.
        pages: Stems of content pages.
        imported: Ids of answers by the path that a help center before this one had for them.
    """

    answers: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    pages: frozenset[str] = frozenset()
    imported: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def with_routes(self, routes: Routes) -> PublishedUrls:
        """These and the ones that an edition has now."""
        answers = dict(self.answers)
        for answer_id, link in routes.answers.items():
            slug = _last_segment(link.url)
            old = answers.get(answer_id, ())
            answers[answer_id] = (slug, *(other for other in old if other != slug))
        sections = {_last_segment(section.url): section.answer_ids for section in routes.sections}
        pages = self.pages.union(routes.content_pages)
        return PublishedUrls(answers, {**self.sections, **sections}, pages, self.imported)

    def digest(self) -> str:
        """A hash of all of it."""
        return digest(json.dumps(_stored(self), sort_keys=True).encode())


Ledger = Mapping[EditionKey, PublishedUrls]
"""What is known of each edition, those too that site.toml no longer names."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _StoredEdition(_Strict):
    answers: dict[str, str] = {}
    sections: dict[str, str] = {}
    pages: tuple[str, ...] = ()
    imported: dict[str, str] = {}


class _StoredLedger(_Strict):
    format: Literal[1]
    brands: dict[str, dict[str, _StoredEdition]]


def load_ledger(path: Path) -> Ledger:
    """What the file holds; nothing where there's none.

    Raises:
        ContentError: It can't be read; the message says what to do.
    """
    if not path.exists():
        return {}
    text = read_text(path)
    if "\n<<<<<<< " in text or text.startswith("<<<<<<< "):
        raise ContentError(
            f"{path}: holds conflict markers of a merge: keep the lines of both sides, as each is "
            "an address that leads somewhere"
        )
    try:
        stored = _StoredLedger.model_validate_json(text)
    except ValidationError as error:
        what = error.errors()[0]
        place = ".".join(map(str, what["loc"])) or "the whole"
        raise ContentError(
            f"{path}: {place}: {what['msg']}: take the last version that was committed"
        ) from None
    return {
        EditionKey(brand, language): _read(edition)
        for brand, languages in stored.brands.items()
        for language, edition in languages.items()
    }


def save_ledger(path: Path, ledger: Ledger) -> None:
    """Write the file whole, unless it holds just that.

    Raises:
        PublishError: It can't be written.
    """
    brands: dict[str, dict[str, Any]] = {}
    for edition, urls in ledger.items():
        brands.setdefault(edition.brand, {})[edition.language] = _stored(urls)
    value = {"format": FORMAT, "brands": brands}
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    try:
        write_atomic(path, f"{text}\n".encode())
    except OSError as error:
        raise PublishError(
            f"{path}: can't be written: {error.strerror or error}: it remembers every address; "
            'check permissions, or name another file as "urls" in [site]'
        ) from error


def with_imported(
    ledger: Ledger, brand: str, found: Mapping[tuple[str, str], str]
) -> dict[EditionKey, PublishedUrls]:
    """The ledger and what addresses of an older help center lead to.

    Args:
        ledger: Stays as it is.
        brand: Slug of the brand.
        found: Id of an answer by its language and the path.
    """
    changed = dict(ledger)
    for (language, path), answer_id in found.items():
        edition = EditionKey(brand, language)
        urls = changed.get(edition, PublishedUrls())
        changed[edition] = replace(urls, imported={**urls.imported, path: answer_id})
    return changed


def _read(stored: _StoredEdition) -> PublishedUrls:
    return PublishedUrls(
        _split(stored.answers.items()),
        _split(stored.sections.items()),
        frozenset(stored.pages),
        stored.imported,
    )


def _split(texts: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(text.split()) for key, text in texts}


def _stored(urls: PublishedUrls) -> dict[str, Any]:
    """As JSON values; neither slugs nor ids hold blanks."""
    imported = {"imported": dict(urls.imported)} if urls.imported else {}
    return {
        **imported,
        "answers": {key: " ".join(slugs) for key, slugs in urls.answers.items()},
        "sections": {slug: " ".join(ids) for slug, ids in urls.sections.items()},
        "pages": sorted(urls.pages),
    }


def _last_segment(url: str) -> str:
    return unquote(url.rstrip("/").rpartition("/")[2])
