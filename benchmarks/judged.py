"""Judged questions: reading them, spoiling them with typos, and measuring answers to them."""

from __future__ import annotations

import html
import json
import math
import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpgen.search.analysis import Analyzer
from helpgen.search.results import Document

Ranked = Sequence[Sequence[str]]
"""Ids of the answers to each question, best first."""
_BLOCK = re.compile(r"</(?:p|li|div|tr|h\d)>|<br[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_ARABIC = "ابتثجحدرسعفقكلمنهوي"
_NEAR = {
    key: row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for place, key in enumerate(row)
}


@dataclass(frozen=True)
class Judged:
    """A set of texts and questions.

    Attributes:
        name: Of its folder.
        language: Gladly's code.
        documents: The texts.
        queries: Each question's text by its id.
        grades: By question and text, how well the text answers it.
    """

    name: str
    language: str
    documents: Sequence[Document]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, int]]


def load(folder: Path) -> Judged:
    """A folder with `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`."""
    rows = [json.loads(line) for line in _lines(folder / "corpus.jsonl")]
    grades: dict[str, dict[str, int]] = {}
    for line in _lines(folder / "qrels.tsv"):
        query, answer, grade = line.split("\t")
        grades.setdefault(query, {})[answer] = int(grade)
    asked = (json.loads(line) for line in _lines(folder / "queries.jsonl"))
    queries = {row["qid"]: row["text"] for row in asked if row["qid"] in grades}
    documents = [document(row) for row in rows]
    return Judged(folder.name, rows[0]["language"], documents, queries, grades)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def document(row: Mapping[str, str]) -> Document:
    """A row of answers as search sees it."""
    text = html.unescape(_TAG.sub(" ", _BLOCK.sub("\n", row["bodyHtml"])))
    text = "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
    url = f"/{row['language']}/answers/{row['id']}/"
    # No section: it is no part of what the others get to see.
    return Document(row["id"], row["name"], url, "", (), text, text[:160])


def figures(judged: Judged, ranked: Ranked) -> dict[str, float]:
    """nDCG@10, mean reciprocal rank within ten, and success within one and three."""
    gains = [
        [judged.grades[query].get(answer, 0) for answer in answers[:10]]
        for query, answers in zip(judged.queries, ranked, strict=True)
    ]
    firsts = [next((place for place, gain in enumerate(row, 1) if gain), 0) for row in gains]
    count = len(gains)
    return {
        "nDCG@10": sum(map(_ndcg, gains, (judged.grades[q] for q in judged.queries))) / count,
        "MRR": sum(1 / first for first in firsts if first) / count,
        "success@1": sum(first == 1 for first in firsts) / count,
        "success@3": sum(first in {1, 2, 3} for first in firsts) / count,
    }


def _ndcg(gains: Sequence[int], grades: Mapping[str, int]) -> float:
    return _dcg(gains) / _dcg(sorted(grades.values(), reverse=True)[:10])


def _dcg(gains: Iterable[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def with_typo(queries: Iterable[str], analyzer: Analyzer, seed: int) -> list[str]:
    """The questions with a typo in one word of four letters or more."""
    chance = random.Random(seed)
    return [_spoiled(query, analyzer, chance) for query in queries]


def _spoiled(query: str, analyzer: Analyzer, chance: random.Random) -> str:
    words = [w for w in analyzer.words(query) if len(w.text) > 3 and not w.common]  # noqa: PLR2004
    if not words:
        return query
    word = chance.choice(words)
    return query[: word.start] + _typo(query[word.start : word.end], chance) + query[word.end :]


def _typo(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word))
    before, letter, after = word[:place], word[place], word[place + 1 :]
    other = chance.choice(_NEAR.get(letter.lower(), "") or _ARABIC)
    kinds: tuple[Callable[[], str], ...] = (
        lambda: before + after,
        lambda: before + letter * 2 + after,
        lambda: before + other + after,
        lambda: before + other + letter + after,
        lambda: before + after[:1] + letter + after[1:],
    )
    return chance.choice(kinds)()


def two_rarest(judged: Judged, analyzer: Analyzer) -> list[str]:
    """Each question cut to its two rarest words that the texts hold."""
    holding: dict[str, int] = {}
    for text in judged.documents:
        for term in {word.term for word in analyzer.words(f"{text.name}\n{text.text}")}:
            holding[term] = holding.get(term, 0) + 1
    return [_cut(query, analyzer, holding) for query in judged.queries.values()]


def _cut(query: str, analyzer: Analyzer, holding: Mapping[str, int]) -> str:
    words = [w for w in analyzer.words(query) if len(w.text) > 3 and holding.get(w.term)]  # noqa: PLR2004
    rarest = sorted(words, key=lambda word: holding[word.term])[:2]
    return " ".join(word.text for word in sorted(rarest, key=lambda word: word.start))
