"""Previews of the same made-up site that `benchmarks.preview` saves files of."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from benchmarks import corpus, hugo
from helpgen.answer_files import load_answers
from helpgen.answers.folder import one_line, source_hash
from helpgen.answers.lockfile import Lock, save_lock
from helpgen.answers.state import BaseAnswer, BaseContent, Content, Details
from helpgen.model import Answer, EditionKey
from helpgen.snapshot import load_snapshot

KINDS = ("CSS", "template", "content page", "managed answer", "site.toml")
LANGUAGE = "en-us"
Edit = Callable[[int], None]
_START_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Subject:
    """A preview that runs.

    Attributes:
        name: Of the program.
        urls: The page that is looked at, by the kind of edit.
        edits: Saves a file with a number in it, by the kind of edit.
        process: Its id.
        log: What it prints.
    """

    name: str
    urls: Mapping[str, str]
    edits: Mapping[str, Edit]
    process: int
    log: Path


@contextmanager
def helpgen_preview(folder: Path, site: Path) -> Iterator[Subject]:
    """`helpgen serve`; every answer is managed and in step with what is published."""
    brand = next(iter(corpus.BRANDS))
    theme = site.parent / "themes" / corpus.THEME
    toml = theme / "theme.toml"
    if "stylesheets" not in toml.read_text("utf-8"):
        with toml.open("a", encoding="utf-8") as file:
            file.write('stylesheets = ["bench.css"]\n')
    sheet = theme / "assets/bench.css"
    sheet.parent.mkdir(exist_ok=True)
    sheet.touch()
    answer = _manage(site)
    managed = site.parent / "content/answers/answer-00000" / f"{LANGUAGE}.html"
    places = {
        "CSS": (sheet, _appended(":root {{ --bench: {} }}\n")),
        "template": (site.parent / corpus.CHANGED_TEMPLATE, _appended(_MARK)),
        "content page": (
            site.parent / "content" / brand / LANGUAGE / "contact.md",
            _appended(_TEXT),
        ),
        "managed answer": (managed, _appended(_TEXT)),
        "site.toml": (site, _replaced('name = "Aster & Co"', 'name = "Aster & Co cfg-{}"')),
    }
    edits = _edits(places)
    port = free_port()
    command = [sys.executable, "-m", "helpgen", "serve", "--offline", "--no-checks"]
    with running([*command, "--config", str(site), "--port", str(port)], folder, port) as process:
        home = f"http://127.0.0.1:{port}/{brand}/{LANGUAGE}/"
        urls = _urls(f"{home}contact/", f"{home}a/{answer.id}/")
        yield Subject("helpgen serve", urls, edits, process.pid, folder / f"{port}.log")


@contextmanager
def hugo_preview(folder: Path, site: Path) -> Iterator[Subject]:
    """`hugo server`, with the same templates and bodies that are clean already."""
    brand = next(iter(corpus.BRANDS))
    hugo.make_hugo_sites(site, folder / "hugo")
    source = folder / "hugo/sites" / brand
    answer = _first_answer(site)
    contact = next((source / "content" / LANGUAGE).rglob("contact*"))
    contact = contact if contact.is_file() else next(contact.iterdir())
    managed = hugo.content_file(folder / "hugo", EditionKey(brand, LANGUAGE), answer.id)
    places = {
        "CSS": (source / "assets/assets/style.css", _appended(":root {{ --bench: {} }}\n")),
        "template": (folder / "hugo" / hugo.CHANGED_TEMPLATE, _appended(_MARK)),
        "content page": (contact, _appended(_TEXT)),
        "managed answer": (managed, _appended(_TEXT)),
        "site.toml": (source / "hugo.json", _replaced("Aster & Co", "Aster & Co cfg-{}")),
    }
    edits = _edits(places)
    port = free_port()
    command = [str(hugo.hugo_binary()), "server", "-s", str(source), "--port", str(port)]
    with running([*command, "--bind", "127.0.0.1"], source, port) as process:
        home = f"http://localhost:{port}/{LANGUAGE}/"
        urls = _urls(f"{home}contact/", f"{home}a/{answer.id}/")
        yield Subject("hugo server", urls, edits, process.pid, source / f"{port}.log")


@contextmanager
def zensical_preview(folder: Path, site: Path, program: str) -> Iterator[Subject]:
    """`zensical serve`, with the same bodies and its own theme."""
    brand = next(iter(corpus.BRANDS))
    root = folder / "zensical"
    answers = load_snapshot(site.parent / "snapshots", EditionKey(brand, LANGUAGE)).answers
    _write_zensical(root, answers)
    files = {
        "CSS": (root / "docs/bench.css", _appended(":root {{ --bench: {} }}\n")),
        "template": (root / "overrides/main.html", _replaced("<!-- mark -->", _MARK)),
        "content page": (root / "docs/contact.md", _appended(_TEXT)),
        "managed answer": (root / f"docs/answers/{answers[0].id}.md", _appended(_TEXT)),
        "site.toml": (root / "mkdocs.yml", _replaced('"Aster"', '"Aster cfg-{}"')),
    }
    edits = _edits(files)
    port = free_port()
    with running([program, "serve", "-a", f"127.0.0.1:{port}"], root, port) as process:
        home = f"http://127.0.0.1:{port}/"
        urls = _urls(f"{home}contact/", f"{home}answers/{answers[0].id}/")
        yield Subject("zensical serve", urls, edits, process.pid, root / f"{port}.log")


_MARK = '<i data-bench="{}"></i>\n'
_TEXT = "\n<p>bench-{}</p>\n"
_ZENSICAL = """\
site_name: "Aster"
site_url: "https://help.aster.example/"
extra_css: [bench.css]
theme:
  name: material
  custom_dir: overrides
nav:
  - Home: index.md
  - Contact: contact.md
"""


def _write_zensical(root: Path, answers: Sequence[Answer]) -> None:
    main = '{% extends "base.html" %}\n{% block footer %}{{ super() }}<!-- mark -->{% endblock %}\n'
    texts = {
        "mkdocs.yml": _ZENSICAL,
        "overrides/main.html": main,
        "docs/index.md": "# Home\n",
        "docs/contact.md": "# Contact us\n\nWrite to us at any time, we read everything.\n",
        "docs/bench.css": "",
    }
    pages = {f"docs/answers/{a.id}.md": f"# {a.name}\n\n{a.body_html}\n" for a in answers}
    for path, text in {**texts, **pages}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def _first_answer(site: Path) -> Answer:
    brand = next(iter(corpus.BRANDS))
    return load_snapshot(site.parent / "snapshots", EditionKey(brand, LANGUAGE)).answers[0]


def _manage(site: Path) -> Answer:
    """Write every answer as files that are in step with what is published; the first one."""
    brand = next(iter(corpus.BRANDS))
    folder = site.parent / "content/answers"
    answers = load_snapshot(site.parent / "snapshots", EditionKey(brand, LANGUAGE)).answers
    for number, answer in enumerate(answers):
        own = folder / f"answer-{number:05}"
        own.mkdir(parents=True, exist_ok=True)
        toml = f'id = "{answer.id}"\nname = {json.dumps(f"{number} {answer.name}")}\n'
        (own / "answer.toml").write_text(toml, encoding="utf-8")
        text = f"+++\ntitle = {json.dumps(answer.name)}\n+++\n{answer.body_html}"
        (own / f"{LANGUAGE}.html").write_text(text, encoding="utf-8")
    base = {}
    for one in load_answers(folder):
        (body,) = one.bodies
        content = Content.of(one_line(body.title), body.body_html)
        held = {LANGUAGE: BaseContent(content, content.key, source_hash(body))}
        base[one.id] = BaseAnswer(Details(one.name), held, one.folder.name)
    save_lock(folder, Lock(base, {}, "bench"))
    return answers[0]


def _urls(contact: str, answer: str) -> dict[str, str]:
    return {kind: answer if kind == "managed answer" else contact for kind in KINDS}


def _appended(text: str) -> Callable[[str, int], str]:
    return lambda whole, number: whole + text.format(number)


def _replaced(old: str, new: str) -> Callable[[str, int], str]:
    return lambda whole, number: whole.replace(old, new.format(number), 1)


def _edits(places: Mapping[str, tuple[Path, Callable[[str, int], str]]]) -> dict[str, Edit]:
    def edit(file: Path, write: Callable[[str, int], str]) -> Edit:
        whole = file.read_text("utf-8")
        return lambda number: void(file.write_text(write(whole, number), encoding="utf-8"))

    return {kind: edit(*place) for kind, place in places.items()}


def void(_: object) -> None:
    """Nothing."""


@contextmanager
def running(command: Sequence[str], folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server, from the time it answers until it's ended.

    Args:
        command: What starts it.
        folder: Where.
        port: That it listens on.
    """
    with (folder / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_for(port, process)
            yield process
        finally:
            process.terminate()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        try:
            urlopen(f"http://127.0.0.1:{port}/").close()
        except OSError:
            if process.poll() is not None:
                raise RuntimeError(f"ended at once: {process.args!r}") from None
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"doesn't answer: {process.args!r}")


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
