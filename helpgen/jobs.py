"""What an edition is built from, and what became of it: values that processes hand over.

The build reads both without the modules that do the work, so that a site in which nothing
changed is told so at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpgen.config import Brand, Site
from helpgen.errors import Problem
from helpgen.file_writer import Stamp
from helpgen.model import EditionKey, PictureState
from helpgen.moves import Moves
from helpgen.stopwatch import Stopwatch
from helpgen.tree import Routes

PageSums = Mapping[str, tuple[int, int]]
"""CRC-32 and size in bytes of each page by its path below the brand's folder."""


@dataclass(frozen=True, slots=True)
class EditionJob:
    """All that a process needs to build an edition.

    Attributes:
        site: The configuration.
        brand: One of its brands.
        language: One of the brand's languages.
        siblings: Routes of every edition of the brand, the default language first.
        assets: Path of each asset below the brand's folder by its name.
        inputs: Hash of all that the edition is made of.
        notes: What its manifest keeps beside that.
        pictures: What is known of pictures by address; None where they aren't mirrored.
        moves: Where addresses lead that pages had.
        surroundings: Hash of what its articles are made of beside answers and theme.
    """

    site: Site
    brand: Brand
    language: str
    siblings: Mapping[str, Routes]
    assets: Mapping[str, str]
    inputs: str
    notes: Mapping[str, Any]
    pictures: Mapping[str, PictureState] | None = None
    moves: Moves = field(default_factory=Moves)
    surroundings: str = ""

    @property
    def is_default(self) -> bool:
        """Whether it's in the brand's default language, which tells what's true of all."""
        return self.language == self.brand.languages[0]

    @property
    def edition(self) -> EditionKey:
        """Which edition it is."""
        return EditionKey(self.brand.slug, self.language)


@dataclass(frozen=True, slots=True)
class EditionResult:
    """How building an edition ended.

    Attributes:
        edition: Which one.
        answers: How many it holds.
        written: Files written.
        unchanged: Files that stood on disk already.
        removed: Files that belong to it no more; deleted once every edition is done.
        stamps: Stamp of each of its files.
        pages: Sums of each of its pages, for the record of the build; none where there's none.
        problems: What was found.
        seconds: Wall time.
        error: Why it failed; empty if it went well. What's published is then as it was.
        index: Generation of its search index; empty without search.
        picture_hosts: Other origins that its pictures come from and the policy allows by itself.
        updated: Day of the last change of each answer by its id, where `stale_after` asks for it.
        urls: Places of each address of another host, where `helpgen check --external` asks.
        passing: What was found that the next run has no need to tell again.
        watch: Where the time went; None if it failed or nothing was to be made.
    """

    edition: EditionKey
    answers: int = 0
    written: int = 0
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    pages: PageSums = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    error: str = ""
    index: str = ""
    picture_hosts: tuple[str, ...] = ()
    updated: Mapping[str, str] = field(default_factory=dict)
    urls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passing: tuple[Problem, ...] = ()
    watch: Stopwatch | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """How a build, or a look at one that writes nothing, ended.

    Attributes:
        editions: In the order of site.toml.
        other_written: Assets and root files written.
        removed: Files deleted.
        problems: What was found beside those of editions.
        errors: What failed beside editions, such as a brand's root files.
        seconds: Wall time.
    """

    editions: tuple[EditionResult, ...]
    other_written: int
    removed: int
    problems: tuple[Problem, ...]
    errors: tuple[str, ...]
    seconds: float

    def found(self) -> Iterator[Problem]:
        """Everything that was found."""
        for result in self.editions:
            yield from result.problems
            yield from result.passing
        yield from self.problems

    @property
    def failed(self) -> bool:
        """Whether any part of it failed."""
        return bool(self.errors) or any(result.error for result in self.editions)
