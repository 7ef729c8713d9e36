"""Questions with judged answers, and help centers' answers, as search gets them.

A judged set is a folder of `corpus.jsonl` (id, name, bodyHtml, language, section),
`queries.jsonl` (qid, text) and `qrels.tsv` (qid, id, grade). A corpus is a file like the first.
Bodies go through the same transform as in a build.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpgen.articles import transform_edition
from helpgen.config_file import load_site
from helpgen.indexing import search_documents
from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot
from helpgen.plan import plan_brand
from helpgen.search.results import Document
from helpgen.snapshot import save_snapshot

_SITE = """\
[site]
snapshots = "snapshots"
[gladly]
url = "https://corpus.gladly.example"
org_id = "corpus"
[[brands]]
slug = "corpus"
name = "Corpus"
base_url = "https://help.corpus.example"
languages = ["{language}"]
"""


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Answers, questions, and which answers suit a question.

    Attributes:
        name: Of the folder.
        language: Gladly's code.
        documents: The answers.
        queries: Text of each question by its id.
        grades: Grade of each answer that suits, by question and answer.
    """

    name: str
    language: str
    documents: tuple[Document, ...]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, float]]


def load_judged(folder: Path) -> JudgedSet:
    """Read a folder."""
    rows = list(_rows(folder / "corpus.jsonl"))
    grades: dict[str, dict[str, float]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, answer, grade = line.split("\t")
        grades.setdefault(query, {})[answer] = float(grade)
    queries = {row["qid"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    judged = {query: text for query, text in queries.items() if query in grades}
    language = rows[0]["language"]
    return JudgedSet(folder.name, language, documents_of(rows, language), judged, grades)


def load_corpus(path: Path) -> dict[str, tuple[Document, ...]]:
    """Answers of each language that a file holds."""
    by_language: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(path):
        by_language.setdefault(row["language"], []).append(row)
    return {language: documents_of(rows, language) for language, rows in by_language.items()}


def documents_of(rows: Iterable[Mapping[str, Any]], language: str) -> tuple[Document, ...]:
    """Answers as a build gives them to search."""
    edition = EditionKey("corpus", language)
    sections: dict[str, list[str]] = {}
    answers = []
    for row in rows:
        sections.setdefault(row["section"] or "", []).append(row["id"])
        answers.append(Answer(row["id"], row["name"], row["bodyHtml"], language, None))
    layout = Layout(tuple(LayoutSection(name, tuple(ids)) for name, ids in sections.items()))
    ordered = tuple(sorted(answers, key=lambda answer: answer.id))
    snapshot = Snapshot(
        edition, "https://corpus.gladly.example", "2026-01-01T00:00:00Z", ordered, layout
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "site.toml"
        path.write_text(_SITE.format(language=language), encoding="utf-8")
        site = load_site(path)
        save_snapshot(site.snapshots, snapshot)
        (brand,) = site.brands
        (job,) = plan_brand(site, brand).jobs
        articles = transform_edition(brand, snapshot, (), job.siblings, "")
    return tuple(search_documents(job.siblings[language], articles))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
