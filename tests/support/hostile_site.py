"""A help center whose names and bodies are all hostile, on an emulator."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hostile import BODIES
from many_commands import Done, run_commands

from helpgen.emulator import (
    DEMO_CREDENTIALS,
    AnswerRecord,
    ContentRecord,
    HelpCenterRecord,
    Organization,
    SectionRecord,
    Seed,
)

ORG = "ihKsWxiZCDVtXg1iwVmT9Q"
LANGUAGES = ("en-us", "ar")
DAY = "2026-05-14T09:12:00.000Z"
SECRETS = dict(zip(("GLADLY_API_USER", "GLADLY_API_TOKEN"), DEMO_CREDENTIALS, strict=True))


@dataclass(frozen=True)
class Site:
    """A site on an emulator.

    Attributes:
        root: Where `site.toml` is.
        names: Of answers by id, as they were given to Gladly.
    """

    root: Path
    names: dict[str, str]

    @property
    def dist(self) -> Path:
        return self.root / "dist" / "alpha"

    def run(self, *lines: str) -> list[Done]:
        """Run command lines with the emulator's credentials."""
        done = run_commands([tuple(line.split(" ")) for line in lines], self.root, **SECRETS)
        return list(done.values())


def hostile_seed(
    names: Sequence[str], languages: Sequence[str] = LANGUAGES
) -> tuple[Seed, dict[str, str]]:
    """An answer for each name, in a section of the same name; half of them translated."""
    found = {f"id-{number:03}": name for number, name in enumerate(names)}
    contents = [
        ContentRecord(
            id_,
            "en-us",
            "public",
            BODIES[number] + BODIES[-number - 1],
            title=name,
            updated_at=DAY,
        )
        for number, (id_, name) in enumerate(found.items())
    ]
    contents += [
        ContentRecord(id_, language, "public", "<p>x</p>", title=name)
        for id_, name in list(found.items())[::2]
        for language in languages[1:]
    ]
    sections = tuple(SectionRecord(name, (id_,)) for id_, name in list(found.items())[:-5])
    seed = Seed(
        organization=Organization(ORG, names[0], {"aud": f"{names[1]}\nurl = 1"}, tuple(languages)),
        answers=tuple(AnswerRecord(id_, name, name, ("aud",)) for id_, name in found.items()),
        contents=tuple(contents),
        help_centers=tuple(
            HelpCenterRecord(f"alpha.example-{code}", code, sections, "aud") for code in languages
        ),
    )
    return seed, found


def site_toml(url: str, name: str, languages: Sequence[str] = LANGUAGES) -> str:
    """One brand with everything on, whose name is hostile too."""
    return (
        f'[gladly]\nurl = "{url}"\norg_id = "{ORG}"\n'
        "[site]\nmarkdown_twins = true\n"
        f'[[brands]]\nslug = "alpha"\nname = {json.dumps(name)}\n'
        f'base_url = "https://alpha.example"\naudience_id = "aud"\nlanguages = {list(languages)}\n'
        'feedback_url = "/feedback"\nrelated = 3\n'
    )
