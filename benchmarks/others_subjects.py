"""The generators that `benchmarks.others` measures: how each gets its input and is started."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import helpgen
from benchmarks import corpus, hugo
from benchmarks.measure import Command
from benchmarks.pelican_site import change_pelican_answer, make_pelican_sites, pelican_command
from benchmarks.race import append
from benchmarks.zensical_site import (
    begin_anew,
    change_zensical_answer,
    make_zensical_sites,
    zensical_command,
    zensical_output,
)
from helpgen.config_file import load_site
from helpgen.model import EditionKey


class Subject(Protocol):
    """A generator.

    Attributes:
        name: As the table has it.
        version: Of the program.
        at_once: How many of its commands may run at a time.
    """

    name: str
    version: str
    at_once: int

    def begin(self, name: str) -> None:
        """Let the next build be a cold one, into new folders of that name."""

    def commands(self, name: str) -> list[Command]:
        """What builds everything into the folders of that name."""

    def change(self, edition: EditionKey, answer_id: str, more: str) -> None:
        """Put HTML at the end of an answer; helpgen's snapshot has it already."""

    def output(self, edition: EditionKey, name: str) -> Path:
        """Where an edition's pages are."""


@dataclass(slots=True)
class Helpgen:
    """helpgen, from snapshots."""

    site: Path
    folder: Path
    name: str = "helpgen"
    version: str = helpgen.__version__
    at_once: int = 1

    def begin(self, name: str) -> None:
        """See `Subject`; a new output folder is new by itself."""
        del name
        corpus.forget_articles(self.site)

    def commands(self, name: str) -> list[Command]:
        """See `Subject`: one command for all editions."""
        program = Path(sys.executable).with_name("helpgen")
        output = f"{self.folder / name}"
        return [
            [f"{program}", "build", "--offline", "--config", f"{self.site}", "--output", output]
        ]

    def change(self, edition: EditionKey, answer_id: str, more: str) -> None:
        """See `Subject`."""

    def output(self, edition: EditionKey, name: str) -> Path:
        """See `Subject`."""
        return self.folder / name / edition.brand / edition.language


@dataclass(slots=True)
class Hugo:
    """Hugo, a site for each brand."""

    site: Path
    folder: Path
    name: str = "Hugo"
    version: str = version("hugo")
    at_once: int = 2

    def __post_init__(self) -> None:
        hugo.make_hugo_sites(self.site, self.folder)

    def begin(self, name: str) -> None:
        """See `Subject`: it remembers nothing."""

    def commands(self, name: str) -> list[Command]:
        """See `Subject`."""
        output = self.folder / "out" / name
        slugs = [brand.slug for brand in load_site(self.site).brands]
        return [hugo.hugo_command(self.folder, slug, output / slug) for slug in slugs]

    def change(self, edition: EditionKey, answer_id: str, more: str) -> None:
        """See `Subject`."""
        append(hugo.content_file(self.folder, edition, answer_id), more)

    def output(self, edition: EditionKey, name: str) -> Path:
        """See `Subject`."""
        return self.folder / "out" / name / edition.brand / edition.language


@dataclass(slots=True)
class Pelican:
    """Pelican, a site for each edition."""

    site: Path
    folder: Path
    program: str
    name: str = "Pelican"
    version: str = ""
    at_once: int = 2

    def __post_init__(self) -> None:
        self.version = told_version(self.program)
        make_pelican_sites(self.site, self.folder / "sites")

    def begin(self, name: str) -> None:
        """See `Subject`: it remembers nothing."""

    def commands(self, name: str) -> list[Command]:
        """See `Subject`."""
        sites, output = self.folder / "sites", self.folder / "out" / name
        return [
            pelican_command(self.program, sites, edition, output)
            for edition in editions_of(self.site)
        ]

    def change(self, edition: EditionKey, answer_id: str, more: str) -> None:
        """See `Subject`."""
        change_pelican_answer(self.folder / "sites", edition, answer_id, more)

    def output(self, edition: EditionKey, name: str) -> Path:
        """See `Subject`."""
        return self.folder / "out" / name / edition.brand / edition.language


@dataclass(slots=True)
class Zensical:
    """Zensical, a site for each edition."""

    site: Path
    folder: Path
    program: str
    name: str = "Zensical"
    version: str = ""
    at_once: int = 2

    def __post_init__(self) -> None:
        self.version = told_version(self.program)
        make_zensical_sites(self.site, self.folder)

    def begin(self, name: str) -> None:
        """See `Subject`."""
        for edition in editions_of(self.site):
            begin_anew(self.folder, edition, name)

    def commands(self, name: str) -> list[Command]:
        """See `Subject`; where to is in its configuration."""
        del name
        return [
            zensical_command(self.program, self.folder, edition)
            for edition in editions_of(self.site)
        ]

    def change(self, edition: EditionKey, answer_id: str, more: str) -> None:
        """See `Subject`."""
        change_zensical_answer(self.folder, edition, answer_id, more)

    def output(self, edition: EditionKey, name: str) -> Path:
        """See `Subject`."""
        return zensical_output(self.folder, edition, name)


def editions_of(site: Path) -> list[EditionKey]:
    """Every edition of a site.

    Args:
        site: The site.toml.
    """
    brands = load_site(site).brands
    return [EditionKey(brand.slug, code) for brand in brands for code in brand.languages]


def found_program(name: str, given: str | None) -> str | None:
    """A program that was given, or else one beside Python or on the path.

    Raises:
        SystemExit: What was given is no program.
    """
    if given is None:
        places = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        return shutil.which(name, path=places)
    program = shutil.which(given)
    if program is None:
        raise SystemExit(f"--{name} {given}: there's no such program; pip install {name}")
    return str(Path(program).absolute())  # commands run in other folders


def told_version(program: str) -> str:
    """What a program says of itself, without its name."""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]


def subjects(
    site: Path, folder: Path, pelican: str | None, zensical: str | None
) -> Iterator[Subject]:
    """All that are there, helpgen first, each with its input made.

    Args:
        site: The site.toml.
        folder: Where everything is written.
        pelican: Its program, if there's one.
        zensical: The same.
    """
    yield Helpgen(site, folder / "helpgen")
    yield Hugo(site, folder / "hugo")
    if pelican:
        yield Pelican(site, folder / "pelican", pelican)
    if zensical:
        yield Zensical(site, folder / "zensical", zensical)
