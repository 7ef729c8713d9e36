"""A theme that extends base, and what the check tells about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from helpgen.config_file import load_site
from helpgen.errors import Problem
from helpgen.theme_check.check import check_theme

TOML = 'name = "mine"\nversion = "1"\nextends = "base"\nhelpgen_api = 1\n'
SITE = '[gladly]\nurl = "emulator"\norg_id = "org"\n'


@dataclass
class Checked:
    """A site with one brand of the theme `mine`, which extends helpgen's base."""

    root: Path
    languages: list[str] = field(default_factory=lambda: ["en-us"])
    options: str = ""

    def write(self, files: Mapping[str, str], theme: str = "mine") -> None:
        """Write files of a theme; `theme.toml` begins with what every one has."""
        for name, text in {"theme.toml": "", **files}.items():
            path = self.root / "themes" / theme / name
            path.parent.mkdir(parents=True, exist_ok=True)
            start = TOML.replace("mine", theme) if name == "theme.toml" else ""
            path.write_text(start + text, encoding="utf-8")

    def problems(self, files: Mapping[str, str] | None = None) -> list[Problem]:
        """What's told about the theme once it has these files too."""
        if files is not None:
            self.write(files)
        (self.root / "site.toml").write_text(
            f'{SITE}[[brands]]\nslug = "one"\nname = "One"\nbase_url = "https://one.example"\n'
            f'theme = "mine"\nlanguages = {self.languages}\n[brands.options]\n{self.options}',
            encoding="utf-8",
        )
        return check_theme("mine", load_site(self.root / "site.toml"))

    def told(self, files: Mapping[str, str] | None = None) -> list[str]:
        """The same as lines, each with its kind, places counted from the theme's folder."""
        return [
            f"{problem.kind}: {problem}".replace("themes/mine/", "")
            for problem in self.problems(files)
        ]


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """A theme without a fault so far."""
    return Checked(tmp_path)
