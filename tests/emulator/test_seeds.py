"""Seeds from the files under content/."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpgen.answer_files import load_answers
from helpgen.emulator import (
    AnswerRecord,
    ContentRecord,
    HelpCenterRecord,
    Organization,
    SectionRecord,
    create_app,
    seed_from_content,
)
from helpgen.errors import ConfigError

ACME = Organization("acme", "Acme", {"a1": "One", "a2": "Two", "One": "Odd"}, ("en-us",))
SAMPLE = Path(__file__).parent.parent.parent / "content"


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_files_become_answers_contents_and_layouts(tmp_path):
    content = write(
        tmp_path,
        {
            "answers/returns/answer.toml": (
                'id = "r1"\nname = "Returns"\ndescription = "D"\naudiences = ["Two", "a2", "One"]'
            ),
            "answers/returns/en-us.html": '+++\ntitle = "Return?"\n+++\n<div>Yes</div>',
            "answers/returns/fr.md": '+++\ntitle = "Retour?"\nupdated = 2026-01-02\n+++\nOui',
            "help-centers/two.toml": (
                'id = "two-de"\nlanguage = "de"\naudience = "Two"\n'
                '[[sections]]\nheader = "H"\nanswers = ["returns", "r1", "gone"]'
            ),
        },
    )
    seed = seed_from_content(content, ACME)
    assert seed.organization.languages == ("en-us", "de", "fr")
    assert seed.answers == (AnswerRecord("r1", "Returns", "D", ("a2", "One")),)
    assert seed.contents == (
        ContentRecord("r1", "en-us", "public", "<div>Yes</div>", title="Return?"),
        ContentRecord(
            "r1",
            "fr",
            "public",
            "<p>Oui</p>\n",
            title="Retour?",
            updated_at="2026-01-02T00:00:00.000Z",
        ),
    )
    section = SectionRecord("H", ("r1", "r1", "gone"))
    assert seed.help_centers == (HelpCenterRecord("two-de", "de", (section,), "a2"),)


def test_unknown_audiences_are_told_with_those_that_exist(tmp_path):
    content = write(
        tmp_path,
        {
            "answers/a/answer.toml": 'id = "a"\nname = "A"\naudiences = ["Tow"]',
            "help-centers/h.toml": 'id = "h"\nlanguage = "en-us"\naudience = "three"',
        },
    )
    with pytest.raises(ConfigError) as raised:
        seed_from_content(content, ACME)
    told = [str(problem).removeprefix(f"{content}/") for problem in raised.value.problems]
    no_audience = "is no audience of the organization: use one of One, Two, Odd, a1, a2"
    assert told == [
        f"answers/a/answer.toml: audiences: 'Tow' {no_audience}",
        f"help-centers/h.toml: audience: 'three' {no_audience}",
    ]


def test_mistakes_in_answers_and_help_centers_are_told_together(tmp_path):
    content = write(tmp_path, {"answers/a/answer.toml": "", "help-centers/h.toml": ""})
    with pytest.raises(ConfigError) as raised:
        seed_from_content(content, ACME)
    places = [problem.where.removeprefix(f"{content}/") for problem in raised.value.problems]
    assert places == [
        "answers/a/answer.toml: id",
        "answers/a/answer.toml: name",
        "help-centers/h.toml: id",
        "help-centers/h.toml: language",
    ]


def test_the_sample_content_is_a_seed():
    answers = load_answers(SAMPLE / "answers")
    names = sorted({audience for answer in answers for audience in answer.audiences})
    organization = Organization("demo", "Demo", {f"audience-{name}": name for name in names})
    seed = seed_from_content(SAMPLE, organization)
    create_app(seed)
    assert len(seed.contents) == sum(len(answer.bodies) for answer in answers) > 100
