"""A Gladly with pictures and one site of it, for runs of the real command line that go wrong."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from drawn import drawn

from helpgen.emulator import (
    PICTURES_ORIGIN,
    AnswerRecord,
    ContentRecord,
    HelpCenterRecord,
    Organization,
    SectionRecord,
    Seed,
    create_app,
    running,
)
from helpgen.emulator.faults import Fault, FaultBook
from helpgen.emulator.faulty import Faulty

LANGUAGES = ("en-us", "fr-ca")
OLD = {"one": "Uno", "two": "Dos", "three": "Tres", "four": "Cuatro"}
NEW = {**OLD, "two": "Two, said anew", "five": "Five is new"}
ELSEWHERE = "three"
"""Stands in a section, but not in the list of the brand's audience: it's asked for by its id."""

Files = dict[str, bytes]


class PictureFinder:
    """Names requests for pictures, so that faults find them too."""

    def find(self, _method: str, path: str) -> str | None:
        return "picture" if path.startswith("/pictures/") else None


class Stage:
    """One server whose Gladly can be exchanged; faults come before it.

    Attributes:
        pictures: Faults of the host of pictures.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pictures = FaultBook()
        self.app: Any = None

    def show(self, answers: Mapping[str, str], placed: Mapping[str, str] | None = None) -> None:
        """Hold these answers, `placed` or all of them in sections, without faults."""
        self.pictures.clear()
        app = create_app(seed(answers, placed or answers), rate_limit=0, pictures=self.folder)
        self.app = Faulty(app, book=self.pictures, finder=PictureFinder())  # type: ignore[arg-type]

    @property
    def gladly(self) -> FaultBook:
        """Faults of the operations of the Gladly that is shown."""
        app = self.app._app
        stack = app.middleware_stack or app.build_middleware_stack()
        app.middleware_stack = stack
        while not isinstance(stack, Faulty):
            stack = stack.app if hasattr(stack, "app") else stack._app
        return stack._book

    def fault(self, operation: str, fault: Mapping[str, Any]) -> None:
        """Let an operation, or `picture`, fail for ever."""
        book = self.pictures if operation == "picture" else self.gladly
        book.add(Fault(operation=operation, times=None, **fault))

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


def seed(answers: Mapping[str, str], placed: Mapping[str, str]) -> Seed:
    """One brand's answers in two languages, each with its picture, in two sections."""
    ids, all_ids = sorted(answers), sorted(placed)
    halves = {"First": tuple(all_ids[:2]), "Second": tuple(all_ids[2:])}
    sections = tuple(SectionRecord(name, half) for name, half in halves.items())
    return Seed(
        organization=Organization("org", "Org", {"alpha": "Alpha", "other": "Other"}, LANGUAGES),
        answers=tuple(
            AnswerRecord(i, i.title(), audience_ids=("other" if i == ELSEWHERE else "alpha",))
            for i in ids
        ),
        contents=tuple(
            ContentRecord(i, code, "public", body(i, text), f"About {i}")
            for i, text in sorted(answers.items())
            for code in LANGUAGES
        ),
        help_centers=tuple(
            HelpCenterRecord(f"hc-{code}", code, sections, audience_id="alpha")
            for code in LANGUAGES
        ),
    )


def body(answer_id: str, text: str) -> str:
    """A body with a picture of its own; the words change, so the index does."""
    picture = f"{PICTURES_ORIGIN}/pictures/{answer_id}.png"
    return f'<p>{text}.</p><p><img src="{picture}" alt="{text}"></p>'


SITE = """\
[site]
images = "mirror"
[gladly]
url = "{url}"
org_id = "org"
attempts = 2
[search]
index = "build/search"
[[brands]]
slug = "alpha"
name = "Alpha"
base_url = "https://alpha.example"
audience_id = "alpha"
languages = ["en-us", "fr-ca"]
[brands.help_centers]
en-us = "hc-en-us"
fr-ca = "hc-fr-ca"
"""


class FaultSite:
    """A site whose old state is published, and which is asked to publish the new one."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def start(self, hook: str = "") -> subprocess.Popen[str]:
        """Begin `helpgen build`, `hook` having run in its process."""
        run = "import runpy; runpy.run_module('helpgen', run_name='__main__', alter_sys=True)"
        return subprocess.Popen(
            [sys.executable, "-c", f"{hook}\n{run}", "build", "--jobs", "1"],
            cwd=self.root,
            env={**os.environ, "PYTHONHASHSEED": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def build(self, hook: str = "") -> tuple[int, str]:
        """Exit code, and what was said on stderr."""
        with self.start(hook) as process:
            _, said = process.communicate(timeout=120)
            return process.returncode, said

    def files(self) -> Files:
        """What is published now."""
        dist = self.root / "dist"
        return {
            path.relative_to(dist).as_posix(): path.read_bytes()
            for path in sorted(dist.rglob("*"))
            if path.is_file() and ".helpgen" not in path.parts
        }


_PICTURE = re.compile(
    rb"<picture>.*?</picture>|<img[^>]*>|!\[.*?\]\(.*?\)"
    rb'|<a href="https://pictures\.[^>]*>.*?</a>|\[[^]]*\]\(https://pictures\..*?\)|\s+',
    re.DOTALL,
)
_NAMED = re.compile(rb'(?:href|src)="/([^"#?]+\.(?:css|js|svg|webp|png|woff2))"')


def _words(data: bytes | None) -> bytes | None:
    return None if data is None else _PICTURE.sub(b"", data)


def torn(files: Files, *states: Files) -> list[str]:
    """What isn't whole of a published site: pages of no state, what pages name and lack.

    A link stands where a picture can't be had: such a page is of its state all the same.
    """
    strange = [
        name
        for name, data in files.items()
        if all(data != state.get(name) for state in states)
        and all(_words(data) != _words(state.get(name)) for state in states)
    ]
    lost = [n for n in states[0] if all(n in state for state in states) and n not in files]
    missing = [
        f"{name} names {found.decode()}"
        for name, data in files.items()
        if name.endswith(".html")
        for found in _NAMED.findall(data)
        if f"alpha/{found.decode()}" not in files
    ]
    return [*strange, *lost, *missing]


@contextlib.contextmanager
def fault_world(folder: Path) -> Iterator[FaultWorld]:
    """A running stage, the old state built once, and the new one beside it to compare with."""
    pictures = folder / "pictures"
    pictures.mkdir()
    for number, answer_id in enumerate(sorted(NEW)):
        (pictures / f"{answer_id}.png").write_bytes(drawn("PNG", 40 + number, 30))
    stage = Stage(pictures)
    stage.show(OLD)
    with running(stage) as url:
        yield FaultWorld(folder, stage, url)


class FaultWorld:
    """Makes sites in the old state, all of the same Gladly."""

    def __init__(self, folder: Path, stage: Stage, url: str) -> None:
        self.folder, self.stage = folder, stage
        master = FaultSite(folder / "master")
        master.root.mkdir()
        (master.root / "site.toml").write_text(SITE.format(url=url), encoding="utf-8")
        self.old = self._built(master)
        self._master = folder / "old"
        shutil.copytree(master.root, self._master, symlinks=True)
        stage.show(NEW)
        self.new = self._built(master)
        self.gone = self._without()
        for state in (self.new, self.gone):
            assert torn(state, state) == []
            assert state != self.old

    def calm(self) -> None:
        """Gladly holds the new state, and nothing goes wrong any more."""
        self.stage.show(NEW)

    def _without(self) -> Files:
        """The new state as it would be if `ELSEWHERE` had been deleted."""
        site = self.site("gone")
        self.stage.show({key: text for key, text in NEW.items() if key != ELSEWHERE}, NEW)
        return self._built(site)

    @staticmethod
    def _built(site: FaultSite) -> Files:
        code, said = site.build()
        assert code == 0, said
        return site.files()

    def site(self, name: str) -> FaultSite:
        """A site as it was left with the old state, while Gladly holds the new one."""
        self.calm()
        root = self.folder / name
        shutil.copytree(self._master, root, symlinks=True)
        return FaultSite(root)
