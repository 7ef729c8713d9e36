"""A seed from a JSON Lines file: corpora become an organization with help centers."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from helpgen.emulator.jsonl_rows import Row, read_rows
from helpgen.emulator.records import (
    DEFAULT_LANGUAGE,
    DEMO_ORGANIZATION_ID,
    AnswerRecord,
    ContentRecord,
    HelpCenterRecord,
    Organization,
    SectionRecord,
    Seed,
    is_id,
)
from helpgen.slugs import slugify

_ALL = "all"


def seed_from_jsonl(path: Path, *, organization_id: str = DEMO_ORGANIZATION_ID) -> Seed:
    """The organization that a file of answers describes.

    Args:
        path: A row a line: `id, name, bodyHtml, language`, and `section, audience,
            updatedAt`, which may be null or missing.
        organization_id: The `orgId` of the URLs.

    Raises:
        ConfigError: With `file:line` for every bad row.
    """
    rows = read_rows(path)
    ids = valid_ids((row.id for row in rows), _as_id)
    audiences = valid_ids((row.audience for row in rows if row.audience), _as_audience_id)
    organization = Organization(
        id=organization_id,
        name=path.stem,
        audiences={audience_id: name for name, audience_id in audiences.items()},
        languages=tuple(dict.fromkeys([DEFAULT_LANGUAGE, *(row.language for row in rows)])),
    )
    return Seed(
        organization=organization,
        answers=_answers(rows, ids, audiences),
        contents=tuple(_content(row, ids[row.id]) for row in rows),
        help_centers=_help_centers(rows, ids, audiences),
    )


def valid_ids(
    originals: Iterable[str], as_id: Callable[[str], str], *, reserved: Iterable[str] = ()
) -> dict[str, str]:
    """A valid id of its own for each text, the same in every run.

    Args:
        originals: In any order, repeats allowed.
        as_id: Makes a text valid, perhaps the same for several. Of those that meet, the
            later ones in sorted order get `-` and six hex digits of their SHA-256.
        reserved: Ids that none may get.
    """
    made: dict[str, str] = {}
    taken = set(reserved)
    for original in sorted(set(originals)):
        plain = as_id(original)
        digest = hashlib.sha256(original.encode("utf-8", "surrogatepass")).hexdigest()
        choices = [plain, *(f"{plain}-{digest[:length]}" for length in range(6, 65))]
        made[original] = next(choice for choice in choices if choice not in taken)
        taken.add(made[original])
    return made


def _as_id(text: str) -> str:
    readable = re.sub(r"[^A-Za-z0-9._-]+", "_", text)
    return readable if is_id(readable) else readable.replace(".", "_")


def _as_audience_id(name: str) -> str:
    return name if is_id(name) else _slug(name)


def _slug(name: str) -> str:
    return slugify(name, ascii_only=True) or "audience"


def _answers(
    rows: Iterable[Row], ids: dict[str, str], audiences: dict[str, str]
) -> tuple[AnswerRecord, ...]:
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_id[row.id].append(row)
    names = _Names()
    return tuple(
        AnswerRecord(
            ids[original],
            names.unique(_main_title(own)),
            audience_ids=tuple(
                dict.fromkeys(audiences[row.audience] for row in own if row.audience)
            ),
        )
        for original, own in by_id.items()
    )


def _main_title(rows: list[Row]) -> str:
    return next((row.name for row in rows if row.language == DEFAULT_LANGUAGE), rows[0].name)


class _Names:
    """Names that were given out, each once: a second `Returns` becomes `Returns (2)`."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._last: dict[str, int] = defaultdict(lambda: 1)

    def unique(self, name: str) -> str:
        chosen = name
        while chosen in self._given:
            self._last[name] += 1
            chosen = f"{name} ({self._last[name]})"
        self._given.add(chosen)
        return chosen


def _content(row: Row, answer_id: str) -> ContentRecord:
    return ContentRecord(
        answer_id,
        row.language,
        "public",
        row.body_html,
        title=row.name,
        updated_at=row.updated_at,
    )


def _help_centers(
    rows: Iterable[Row], ids: dict[str, str], audiences: dict[str, str]
) -> tuple[HelpCenterRecord, ...]:
    """A layout for each audience and language that has sections, in order of appearance."""
    layouts: dict[tuple[str | None, str], dict[str, list[str]]] = {}
    for row in rows:
        if row.section:
            layout = layouts.setdefault((row.audience, row.language), defaultdict(list))
            layout[row.section].append(ids[row.id])
    slugs = valid_ids(audiences, _slug, reserved=[_ALL])
    return tuple(
        HelpCenterRecord(
            id=f"{slugs[audience] if audience else _ALL}-{language}",
            language=language,
            sections=tuple(
                SectionRecord(header, tuple(answer_ids)) for header, answer_ids in layout.items()
            ),
            audience_id=audiences[audience] if audience else None,
        )
        for (audience, language), layout in layouts.items()
    )
