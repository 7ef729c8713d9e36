r"""The transform's specification: text files of small cases, `cases/<subject>.txt`.

A case needs no code:

    === what the case shows, one line
    <div>Input HTML</div>
    --- html
    <p>Expected HTML</p>

Parts after the input are what's compared; besides `html` there can be `text`,
`description`, `problems` (a line each, `kind: what`), `rules` (CSS) and `headings`.
Characters that nobody sees are written as `\u200b`, in input and output. Lines before the
first `===` are a comment. Every case's output must also come through unchanged again.

All cases have the surroundings of `CONTEXT` below. After a change that is meant,
`HELPGEN_REWRITE_CASES=1 pytest tests/transform/test_cases.py` writes what comes out now
into the files; read the diff, it's the specification.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpgen.transform import Article, Context, transform

FOLDER = Path(__file__).parent / "cases"
REWRITE = os.environ.get("HELPGEN_REWRITE_CASES") == "1"
ANSWERS = {
    "ZVux0000000000000000aA": "/en-us/returns/how-to-return/",
    "-qX_1111111111111111bB": "/en-us/shipping/shipping-costs/",
    "only-french": "/fr-ca/retours/",
}
CONTEXT = Context(
    where="fjell/en-us answer 1",
    own_urls=("https://help.fjell.example", "https://old.fjell.example/hc"),
    answer_urls=ANSWERS,
    site_paths=frozenset(
        {"/en-us/", "/en-us/returns/", "/en-us/%E8%BF%94%E5%93%81/", *ANSWERS.values()}
    ),
    title="How do I return something?",
)


@dataclass(frozen=True)
class Case:
    """A name, an input, and each expected part by its name."""

    name: str
    source: str
    parts: dict[str, str]


def read_cases(text: str) -> tuple[str, list[Case]]:
    """The comment and the cases of a file."""
    comment, *chunks = re.split(r"^=== ", text, flags=re.MULTILINE)
    return comment, [_case(chunk) for chunk in chunks]


def _case(chunk: str) -> Case:
    name, _, rest = chunk.partition("\n")
    source, *pairs = re.split(r"^--- (\w+)\n", rest, flags=re.MULTILINE)
    parts = dict(zip(pairs[::2], map(_shown_to_real, pairs[1::2]), strict=True))
    return Case(name, _shown_to_real(source), parts)


def write_cases(comment: str, cases: list[Case]) -> str:
    """The file that `read_cases` reads."""
    return comment + "\n".join(
        f"=== {case.name}\n{_real_to_shown(case.source)}\n"
        + "".join(f"--- {part}\n{_real_to_shown(text)}\n" for part, text in case.parts.items())
        for case in cases
    )


def _shown_to_real(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text.strip("\n"))


def _real_to_shown(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)


def part_of(article: Article, part: str) -> str:
    """What came out, as the files write it."""
    written = {
        "html": article.html,
        "text": article.text,
        "description": article.description,
        "problems": "\n".join(f"{p.kind}: {p.what}" for p in article.problems),
        "rules": "\n".join(rule for _, rule in article.rules),
        "headings": "\n".join(f"{h.level} #{h.id} {h.text}" for h in article.headings),
    }
    return written[part]


def rewrite(file: Path) -> None:
    """Write what comes out now into a file of cases."""
    comment, cases = read_cases(file.read_text(encoding="utf-8"))
    file.write_text(write_cases(comment, [_rewritten(c) for c in cases]), encoding="utf-8")


def _rewritten(case: Case) -> Case:
    article = transform(case.source, CONTEXT)
    return Case(case.name, case.source, {part: part_of(article, part) for part in case.parts})


FILES = sorted(FOLDER.glob("*.txt"))
if REWRITE:
    for each in FILES:
        rewrite(each)
CASES = [
    pytest.param(case, id=f"{file.stem}: {case.name}")
    for file in FILES
    for case in read_cases(file.read_text(encoding="utf-8"))[1]
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_of_cases_is_written_as_it_is_read(file):
    comment, cases = read_cases(file.read_text(encoding="utf-8"))
    assert write_cases(comment, cases) == file.read_text(encoding="utf-8")
    assert len({case.name for case in cases}) == len(cases), "names must differ"
    assert all("html" in case.parts for case in cases)


@pytest.mark.parametrize("case", CASES)
def test_case(case):
    article = transform(case.source, CONTEXT)
    assert {part: part_of(article, part) for part in case.parts} == case.parts
    assert transform(article.html, CONTEXT).html == article.html
