"""Ids and layouts that lead elsewhere, meet each other or have no end."""

from __future__ import annotations

import itertools
import re
import unicodedata
from pathlib import Path

import pytest
from hostile import DEVICES, NAMES
from hypothesis import given
from hypothesis import strategies as st
from many_commands import run_commands
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from helpgen.emulator import running
from helpgen.gladly.words import plain
from helpgen.slugs import slugify

pytestmark = pytest.mark.slow

ORG = "ihKsWxiZCDVtXg1iwVmT9Q"
BAD_IDS = (
    *("..", ".", "", "/", "../x", "a/b", "a\\b", "..\\x", "%2e%2e", "a%2fb", "a b", "a\tb", "a\nb"),
    *("\x00", "a\x00.html", "\u202egnp", "\uff0e\uff0e", "\u2025", "caf\u00e9", "\u0430dmin"),
    *("a?b", "a#b", "a:b", "a*b", 'a"b', "a<b>", "a|b", "~", "$HOME", "a" * 201, "a" * 5000),
)
GOOD_IDS = (
    *(
        "Returns",
        "returns",
        "RETURNS",
        "a.b",
        "..a",
        "-rf",
        "index.html",
        "con",
        "nul.x",
        "a" * 200,
    ),
    *("__proto__", "constructor", "toString", "0", "null", "true"),
)
ODD_LAYOUTS = (
    {"sections": [{"header": "x", "answerIds": [None, 1, {}, [], "..", "a/b", "x" * 10_000]}]},
    {"sections": [{"header": name, "answerIds": ["Returns"]} for name in NAMES]},
    {"sections": [{"header": "same", "answerIds": ["Returns"] * 1000}] * 100},
    {"sections": [None, 1, "x", [], {}, {"header": None}, {"header": {}, "answerIds": "x"}]},
    {"sections": [{"header": "x" * 100_000, "answerIds": ["Returns"]}]},
    {"sections": [{"header": "", "answerIds": ["Returns"]}, {"header": " \t", "answerIds": []}]},
)


def gladly(answers: list[dict], *layouts: dict) -> Starlette:
    """A host that says just this; each brand has a layout of its own."""

    async def listed(_: object) -> JSONResponse:
        return JSONResponse(answers)

    async def placed(request: Request) -> JSONResponse:
        number = int(re.search(r"\d+", request.path_params["id"])[0])
        return JSONResponse({"lng": "en-us", **layouts[number]})

    async def nothing(_: object) -> JSONResponse:
        return JSONResponse([])

    return Starlette(
        routes=[
            Route("/api/v1/orgs/{org}/answers", listed),
            Route("/orgs/configs/help-center/{id}", placed),
            Route("/{rest:path}", nothing),
        ]
    )


def answer(id_: object, name: str = "Name") -> dict:
    return {"id": id_, "name": name, "bodyHtml": "<p>x</p>", "language": "en-us"}


def build(root: Path, app: Starlette, brands: int = 1) -> tuple[str, list[Path]]:
    """Fetch from the host and build; what was said, and every file there is."""
    (root / "site").mkdir(parents=True)
    tables = "".join(
        f'[[brands]]\nslug = "b{n}"\nname = "A"\nbase_url = "https://b{n}.example"\n'
        f'languages = ["en-us"]\nhelp_centers = {{"en-us" = "b{n}"}}\n'
        for n in range(brands)
    )
    with running(app) as url:
        (root / "site/site.toml").write_text(
            f'[gladly]\nurl = "{url}"\norg_id = "{ORG}"\n{tables}', encoding="utf-8"
        )
        (done,) = run_commands([("build", "--verbose")], root / "site").values()
    said = (done.out + done.err).decode()
    assert "Traceback" not in said, said
    return said, [p for p in root.rglob("*") if p.is_file()]


LOOKALIKES = ("apple", "APPLE", "\uff21PPLE", "\u0410\u0420\u0420LE", "a\u200bpple", "\u24d0pple")
DEVICE_NAMES = ("con", "CON", "nul", "Aux", "com1", "LPT9")
SHOWN = tuple(
    name
    for name in (*LOOKALIKES, *DEVICE_NAMES, *NAMES)
    if any(char.isprintable() and not char.isspace() for char in name)
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A site of answers with all these ids and names; what was said, its root, its files."""
    root = tmp_path_factory.mktemp("ids") / "x"
    answers = [answer(id_) for id_ in (*BAD_IDS, None, 5, [], {}, *GOOD_IDS)]
    answers += [answer(f"id-{number}", name) for number, name in enumerate(SHOWN)]
    return *build(root, gladly(answers, {"sections": []})), root


def folders(files: list[Path]) -> list[str]:
    """Names of the folders of answers."""
    return [
        path.parent.name
        for path in files
        if path.parent.parent.name == "answers" and path.name == "index.html"
    ]


def test_bad_ids_are_told_and_lead_nowhere(built):
    """Each bad answer is one problem; the good ones have their pages."""
    said, files, root = built
    told = {plain(id_, 60) if id_ else number for number, id_ in enumerate(BAD_IDS)}
    assert said.count("can't be part of a URL or a file name") == len(told)
    below = {path.relative_to(root).parts[:2] for path in files}
    assert {parts[0] for parts in below} == {"site"}
    assert {parts[1] for parts in below} == {"site.toml", "build", "content", "dist"}
    assert len(folders(files)) == len(GOOD_IDS) + len(SHOWN)
    assert "its id differs from RETURNS in case only" in said


def test_names_that_look_alike_get_addresses_of_their_own(built):
    found = folders(built[1])
    assert len({unicodedata.normalize("NFC", name.casefold()) for name in found}) == len(found)
    assert [name for name in found if DEVICES.fullmatch(name)] == []


def test_odd_layouts_are_told_and_every_answer_has_its_page(tmp_path):
    """Each in a brand of its own."""
    answers = [answer("Returns"), answer("other")]
    said, files = build(tmp_path / "x", gladly(answers, *ODD_LAYOUTS), len(ODD_LAYOUTS))
    for number in range(len(ODD_LAYOUTS)):
        site = tmp_path / f"x/site/dist/b{number}/en-us"
        assert len(list(site.glob("answers/*/index.html"))) == 2, said
    for path in files:
        assert path.resolve().is_relative_to(tmp_path / "x/site")
        assert len(path.name.encode()) <= 255


def test_a_layout_nested_without_end_is_no_layout(tmp_path):
    """100,000 brackets: told in a sentence, the process goes on."""

    async def deep(_: object) -> JSONResponse:
        response = JSONResponse([])
        response.body = b"[" * 100_000
        response.headers["content-length"] = str(len(response.body))
        return response

    app = Starlette(routes=[Route("/{rest:path}", deep)])
    said, _ = build(tmp_path / "x", app)
    assert "not JSON" in said


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_no_name_makes_a_segment_that_a_file_system_refuses(name):
    """Of any script: no separator, no control, no device, no dot at its end, not too long."""
    for ascii_only in (False, True):
        slug = slugify(name, ascii_only=ascii_only)
        assert not set(slug) & set('/\\:*?"<>|.%#&;= \t\r\n\x00')
        assert slug.isprintable() or any(char in slug for char in "\u200c\u200d")
        assert len(slug.encode()) <= 190
        assert not DEVICES.fullmatch(slug)


@pytest.mark.parametrize(
    "name",
    ["".join(pair) for pair in itertools.product(["con", "Aux", "COM7"], ["", " ", "!", "."])],
)
def test_no_device_is_a_segment(name):
    assert not DEVICES.fullmatch(slugify(name))
    assert slugify(name).startswith(name[:3].lower())
