"""helpgen and Hugo side by side: the same changes to both, measured in turns.

Every run writes into a new folder and deletes nothing: some file systems walk over the
inodes of deleted files when they make new ones, and that would be what is measured.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import corpus, hugo
from benchmarks.floor import read_all, write_all
from benchmarks.measure import Command, Usage, take_memory, take_time
from benchmarks.parity import Parity, compare
from helpgen.config_file import load_site

HELPGEN, HUGO, MINIFIED, FLOOR = "helpgen", "Hugo", "Hugo --minify", "bare loop"
COLD, UNCHANGED, ANSWER, TEMPLATE = (
    "cold",
    "unchanged rebuild",
    "one answer changed",
    "one template changed",
)
_HUGO_AT_ONCE = 2  # brands; quicker than one after another, and than all four


@dataclass(slots=True)
class Results:
    """What a race gave.

    Attributes:
        times: Usage of each run, by what was done and by whom.
        memory: Peak bytes, by what was done and by whom.
        parity: How the two sites compare.
        files: How many helpgen wrote.
        size: Bytes of them together.
    """

    times: dict[tuple[str, str], list[Usage]] = field(default_factory=lambda: defaultdict(list))
    memory: dict[tuple[str, str], int] = field(default_factory=dict)
    parity: Parity = field(default_factory=lambda: Parity(0, (), (), ()))
    files: int = 0
    size: int = 0


class Race:
    """The two programs over the same made-up site.

    Args:
        folder: Where everything is written; nothing in it is deleted.
        answers: How many in all.
        editions: Of how many brands and languages.
        say: Called with a line for each step.
    """

    def __init__(
        self, folder: Path, *, answers: int, editions: int, say: Callable[[str], None]
    ) -> None:
        self._folder = folder
        self._say = say
        self._hugo = folder / "hugo"
        say(f"making {answers} answers in {editions} editions")
        self._site_toml = corpus.make_site(folder / "site", answers=answers, editions=editions)
        say("the same for Hugo")
        hugo.make_hugo_sites(self._site_toml, self._hugo)
        self._site = load_site(self._site_toml)
        self._files: Mapping[str, bytes] = {}
        self.results = Results()

    def run(self, number: int) -> None:
        """Measure everything once; the number says who begins."""
        outputs = {name: self._folder / "out" / f"{name}-{number}" for name in (HELPGEN, HUGO)}
        for scenario, prepare in self._scenarios().items():
            prepare(number)
            for name in (HELPGEN, HUGO) if number % 2 == 0 else (HUGO, HELPGEN):
                self._time(scenario, name, self._commands(name, outputs[name]))
            if scenario == COLD and not self._files:
                self._look_at(outputs[HELPGEN], outputs[HUGO])
        minified = self._folder / "out" / f"minified-{number}"
        self._time(COLD, MINIFIED, self._commands(HUGO, minified, "--minify"))
        self._floor(number)

    def weigh(self) -> None:
        """Measure memory: of a cold build of both, and of helpgen's unchanged rebuild."""
        corpus.forget_articles(self._site_toml)
        for name, scenario in ((HELPGEN, COLD), (HELPGEN, UNCHANGED), (HUGO, COLD)):
            output = self._folder / "out" / f"{name}-weighed"
            peak = take_memory(self._commands(name, output), folder=self._folder)
            self.results.memory[scenario, name] = peak
            self._say(f"{name}, {scenario}: {peak / 1e6:.0f} MB")

    def _scenarios(self) -> dict[str, Callable[[int], None]]:
        return {
            COLD: lambda _: corpus.forget_articles(self._site_toml),
            UNCHANGED: lambda _: None,
            ANSWER: self._change_answer,
            TEMPLATE: self._change_template,
        }

    def _commands(self, name: str, output: Path, *options: str) -> list[Command]:
        if name == HELPGEN:
            program = Path(sys.executable).with_name("helpgen")
            site = ["--config", f"{self._site_toml}", "--output", f"{output}"]
            return [[f"{program}", "build", "--offline", *site]]
        return [
            hugo.hugo_command(self._hugo, brand.slug, output / brand.slug, *options)
            for brand in self._site.brands
        ]

    def _time(self, scenario: str, name: str, commands: list[Command]) -> None:
        os.sync()  # what others wrote isn't paid for here
        at_once = 1 if name == HELPGEN else _HUGO_AT_ONCE
        usage = take_time(commands, folder=self._folder, at_once=at_once)
        self.results.times[scenario, name].append(usage)
        self._say(f"{name}, {scenario}: {usage.wall:.2f} s, processors {usage.processor:.2f} s")

    def _look_at(self, ours: Path, theirs: Path) -> None:
        self._files = read_all(ours)
        self.results.files = len(self._files)
        self.results.size = sum(map(len, self._files.values()))
        self.results.parity = compare(ours, theirs)

    def _floor(self, number: int) -> None:
        os.sync()
        target = self._folder / "out" / f"floor-{number}"
        usage = write_all(self._files, target)
        self.results.times[COLD, FLOOR].append(usage)
        self._say(f"{FLOOR}: {usage.wall:.2f} s")

    def _change_answer(self, number: int) -> None:
        """A paragraph more for the first answer of the first edition."""
        more = f"<p>Changed {number}.</p>"
        key, answer_id = corpus.change_answer(self._site_toml, more)
        append(hugo.content_file(self._hugo, key, answer_id), more)

    def _change_template(self, number: int) -> None:
        """A line more at the foot of every page."""
        more = f"<!-- changed {number} -->"
        append(self._site_toml.parent / corpus.CHANGED_TEMPLATE, more)
        append(self._hugo / hugo.CHANGED_TEMPLATE, f"{{{{ `{more}` | safeHTML }}}}")


def append(path: Path, text: str) -> None:
    """Put text at the end of a file."""
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")
