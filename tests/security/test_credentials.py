"""The token in no output: all files, logs and errors of runs searched for it, in any coding."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

import httpx
import pytest
from many_commands import run_commands

from helpgen.cli.secrets import SECRETS, without_secrets
from helpgen.emulator import (
    AnswerRecord,
    ContentRecord,
    HelpCenterRecord,
    Organization,
    SectionRecord,
    Seed,
    create_app,
    running,
)

ORG = "ihKsWxiZCDVtXg1iwVmT9Q"
USER, TOKEN = "agent@acme.example", "t0p/s3cret+t0ken~42="
BASIC = base64.b64encode(f"{USER}:{TOKEN}".encode()).decode()
OTHERS = {
    "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "aws/s3cret+acc3ss",
    "AWS_SESSION_TOKEN": "aws+s3ssion/t0ken",
    "HELPGEN_INDEX_KEY": "0123456789abcdef" * 4,
    "RSYNC_PASSWORD": "rsync/passw0rd",
}


def codings(secret: str) -> Iterator[bytes]:
    """A secret as it is, percent-encoded, in JSON, hexadecimal, and in Base64 at any place."""
    plain = secret.encode()
    yield from (plain, plain.hex().encode(), json.dumps(secret)[1:-1].encode())
    yield from (quote(secret, safe="").encode(), quote_plus(secret).encode())
    for shift in range(3):
        coded = base64.b64encode(b"x" * shift + plain)
        yield coded[-(-shift * 8 // 6) + (shift > 0) : len(coded) - 4]
    yield base64.urlsafe_b64encode(plain)[:-4]


NEEDLES = {
    coding for secret in (TOKEN, BASIC, *list(OTHERS.values())[1:]) for coding in codings(secret)
}


def test_the_search_finds_each_coding():
    """Otherwise it would find nothing, whatever there is."""
    for shift in range(3):
        coded = base64.b64encode(b"y" * shift + TOKEN.encode() + b"zz")
        assert any(needle in coded for needle in NEEDLES)
    assert len(NEEDLES) > 30


def test_what_a_server_sends_back_is_taken_out():
    environment = {"GLADLY_API_USER": USER, "GLADLY_API_TOKEN": TOKEN, **OTHERS}
    for secret in (TOKEN, BASIC, *(OTHERS[name] for name in SECRETS if name in OTHERS)):
        for form in (secret, quote(secret, safe="")):
            assert secret not in without_secrets(f"status 401 ({form})", environment)
    assert without_secrets("status 401", environment) == "status 401"
    assert without_secrets("abc", {"GLADLY_API_TOKEN": "a"}) == "abc"


@pytest.fixture
def place(tmp_path):
    """A site on an emulator that wants the token; `run(line, fault)` gives what was said."""
    seed = Seed(
        Organization(ORG, "Acme", {"aud": "Acme"}, ("en-us",)),
        (AnswerRecord("returns", "Returns"),),
        (ContentRecord("returns", "en-us", "public", "<p>x</p>", "Returns"),),
        (HelpCenterRecord("alpha.example-en-us", "en-us", (SectionRecord("A", ("returns",)),)),),
    )
    with running(create_app(seed, credentials=(USER, TOKEN), rate_limit=0)) as url:
        (tmp_path / "site.toml").write_text(
            f'[gladly]\nurl = "{url}"\norg_id = "{ORG}"\nattempts = 1\n'
            '[[brands]]\nslug = "alpha"\nname = "Alpha"\nbase_url = "https://alpha.example"\n'
            'languages = ["en-us"]\n[deploy.away]\nurl = "s3://away/{brand}"\n'
            'endpoint = "http://127.0.0.1:9"\n',
            encoding="utf-8",
        )
        yield tmp_path, url


SAID_BACK = json.dumps(
    {"errors": [{"code": TOKEN, "detail": f"you sent Authorization: Basic {BASIC} {TOKEN}"}]}
)
FAULTS = (
    None,
    {"kind": "status", "status": 401, "body": SAID_BACK},
    {"kind": "status", "status": 500, "body": SAID_BACK},
    {"kind": "not_json", "body": f"<pre>Authorization: Basic {BASIC}\n{TOKEN}</pre>"},
    {"kind": "redirect", "location": f"https://evil.example/?t={quote(TOKEN, safe='')}&b={BASIC}"},
    {"kind": "drop"},
)
COMMANDS = (
    *("fetch", "audiences", "answers pull", "answers status --json"),
    *("build --verbose", "build --json", "answers apply --yes"),
    *("report translations", "deploy away", "search push away"),
)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["kind"] if fault else "none")
def test_no_run_leaves_the_token_anywhere(place, fault):
    """Output, errors, and every file of the site and of the home folder."""
    root, url = place
    home = root / "home"
    home.mkdir()
    secret = {"GLADLY_API_USER": USER, "GLADLY_API_TOKEN": TOKEN, "HOME": str(home), **OTHERS}
    if fault:
        setting = {"operation": "*", "times": None, **fault}
        httpx.post(f"{url}/__emulator__/faults", json=setting).raise_for_status()
    lines = [tuple(line.split()) for line in (COMMANDS[:3] if fault else COMMANDS)]
    done = run_commands(lines, root, **secret)
    said = {line[0]: one.out + one.err for line, one in done.items()}
    assert b"Traceback" not in b"".join(said.values())
    found = [line for line, text in said.items() if any(needle in text for needle in NEEDLES)]
    assert found == []
    assert [str(path) for path in _files(root) if _holds(path)] == []
    if fault and "body" in fault and fault["kind"] == "status":
        assert b"[secret]" in said["fetch"] + said["audiences"]


def _files(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*") if path.is_file())


def _holds(path: Path) -> bool:
    data = path.read_bytes()
    return any(needle in data for needle in NEEDLES)
