"""The command line as a person runs it: real processes, real output, real exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

import helpgen

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-m", "helpgen"]


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run helpgen to its end."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("GLADLY_")} | environment
    return subprocess.run(
        [*COMMAND, *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )


def test_version(tmp_path: Path) -> None:
    """`helpgen version` prints the version alone."""
    assert run("version", cwd=tmp_path).stdout == f"{helpgen.__version__}\n"


def test_a_new_site_builds_at_once(tmp_path: Path) -> None:
    """`init` then `build` gives a complete site without a problem."""
    made = run("init", "my-help", "--name", 'Fjäll "& Co"', cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    built = run("build", "--strict", cwd=tmp_path / "my-help")
    assert built.returncode == 0, built.stderr
    home = tmp_path / "my-help/dist/fjall-co/en-us/index.html"
    assert "Fjäll &#34;&amp; Co&#34;" in home.read_text("utf-8")
    assert (home.parent / "answers/how-do-i-change-an-answer/index.html").is_file()
    assert (home.parent / "contact/index.html").is_file()


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    """A second `init` is refused and leaves every file as it was."""
    run("init", cwd=tmp_path)
    before = (tmp_path / "site.toml").read_bytes()
    again = run("init", cwd=tmp_path)
    assert again.returncode == 2
    assert "site.toml: is there already" in again.stderr
    assert (tmp_path / "site.toml").read_bytes() == before


def test_audiences_prints_what_site_toml_needs(tmp_path: Path) -> None:
    """The organization's id and each audience, as lines for site.toml or as JSON."""
    run("init", "--name", "Acme", cwd=tmp_path)
    text = run("audiences", cwd=tmp_path).stdout
    assert re.search(r"^org_id = \S{22} ", text, re.MULTILINE)
    assert re.search(r"^audience_id = \S{22}   # Acme$", text, re.MULTILINE)
    found = json.loads(run("audiences", "--json", cwd=tmp_path).stdout)
    assert [audience["name"] for audience in found["audiences"]] == ["Acme"]


def test_one_credential_without_the_other_is_refused(tmp_path: Path) -> None:
    """Half a pair is a mistake that names the other half, and the token isn't printed."""
    run("init", cwd=tmp_path)
    done = run("fetch", cwd=tmp_path, GLADLY_API_TOKEN="s3cr3t-t0ken")
    assert done.returncode == 2
    assert "GLADLY_API_USER: isn't set" in done.stderr
    assert "s3cr3t" not in done.stderr + done.stdout


def test_every_mistake_of_the_configuration_is_told_in_one_go(tmp_path: Path) -> None:
    """Unknown, missing and wrong keys, a missing theme: all at once, exit code 2."""
    (tmp_path / "site.toml").write_text(
        '[gladly]\nurl = "http://acme.example"\norgid = "x"\n'
        '[[brands]]\nslug = "a"\nname = "A"\nbase_url = "https://a.example"\n'
        'languages = ["en-us"]\ntheme = "nope"\n'
        '[[brands]]\nslug = "b"\nname = "B"\nbase_url = "https://b.example"\n'
        'languages = ["en-us"]\n[brands.options]\naccnt = "#fff"\naccent = "blue-ish"\n',
        encoding="utf-8",
    )
    done = run("build", cwd=tmp_path)
    assert done.returncode == 2
    for told in (
        "site.toml: gladly.url: 'http://acme.example' is plain http",
        "site.toml: gladly.org_id: is missing",
        "site.toml: gladly.orgid: isn't a key that helpgen knows: did you mean 'org_id'?",
        "there's no theme 'nope'",
        "site.toml: brands[1].options.accnt: isn't an option of this theme",
        "site.toml: brands[1].options.accent: 'blue-ish' must be a color",
    ):
        assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_no_configuration_file(tmp_path: Path) -> None:
    """The first thing that a newcomer meets says what to do."""
    done = run("build", cwd=tmp_path)
    assert done.returncode == 2
    assert "site.toml: there's no such file: make one with 'helpgen init'" in done.stderr


def test_an_unknown_brand_is_refused(tmp_path: Path) -> None:
    """--brand names the brands that there are."""
    run("init", "--name", "Acme", cwd=tmp_path)
    done = run("build", "--brand", "acne", cwd=tmp_path)
    assert done.returncode == 2
    assert "--brand acne: isn't a brand of the site: the site has acme" in done.stderr
    done = run("build", "--accept-loss", "acne", cwd=tmp_path)
    assert done.returncode == 2
    assert "--accept-loss acne: isn't a brand of the site" in done.stderr


def test_fetch_then_build_offline(tmp_path: Path) -> None:
    """`fetch` writes snapshots only; `build --offline` asks nobody."""
    run("init", "--name", "Acme", cwd=tmp_path)
    fetched = run("fetch", "--json", cwd=tmp_path)
    assert json.loads(fetched.stdout)["fetch"] == [
        {"edition": "acme/en-us", "answers": 2, "changed": True, "error": ""}
    ]
    assert not (tmp_path / "dist").exists()
    unreachable = "--set", "gladly.url=http://127.0.0.1:9"
    built = run("build", "--offline", *unreachable, cwd=tmp_path)
    assert built.returncode == 0, built.stderr


def test_building_offline_without_a_snapshot_says_what_to_run(tmp_path: Path) -> None:
    """The edition and the command that helps."""
    run("init", "--name", "Acme", cwd=tmp_path)
    done = run("build", "--offline", cwd=tmp_path)
    assert done.returncode == 1
    assert "acme/en-us: there's no snapshot yet" in done.stderr
    assert "run 'helpgen fetch'" in done.stderr


def test_an_unreachable_gladly_builds_the_last_snapshot(tmp_path: Path) -> None:
    """The fetch fails and says so, the old snapshot is built, the exit code tells."""
    run("init", "--name", "Acme", cwd=tmp_path)
    run("fetch", cwd=tmp_path)
    nobody = "--set", "gladly.url=http://127.0.0.1:9", "--set", "gladly.attempts=2"
    done = run("build", *nobody, cwd=tmp_path)
    assert done.returncode == 1
    assert re.search(
        r"^trying again in \d\.\d s: GET http://127.0.0.1:9/", done.stderr, re.MULTILINE
    )
    assert "was kept" in done.stderr
    assert (tmp_path / "dist/acme/en-us/index.html").is_file()


def test_the_token_appears_nowhere(tmp_path: Path) -> None:
    """Not in output, snapshots or pages, also when Gladly refuses."""
    run("init", "--name", "Acme", cwd=tmp_path)
    secret = {"GLADLY_API_USER": "agent@acme.example", "GLADLY_API_TOKEN": "s3cr3t-t0ken"}
    done = run("build", "--json", cwd=tmp_path, **secret)
    nobody = "--set", "gladly.url=http://127.0.0.1:9", "--set", "gladly.attempts=1"
    refused = run("audiences", *nobody, cwd=tmp_path, **secret)
    assert refused.returncode == 1
    said = done.stdout + done.stderr + refused.stdout + refused.stderr
    files = [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()]
    for form in (b"s3cr3t", b"YWdlbnRAYWNtZS5leGFtcGxlOnMzY3IzdC10MGtlbg"):
        assert form.decode() not in said
        assert not any(form in data for data in files)


def test_the_emulator_stands_alone(tmp_path: Path) -> None:
    """`helpgen emulator --answers FILE` needs no site, says where it is, and ends with Ctrl-C."""
    row = {"id": "a/b", "name": "Hi", "bodyHtml": "<p>x</p>", "language": "en-us"}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    command = [*COMMAND, "emulator", "--answers", "rows.jsonl", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", said)):
            line = process.stdout.readline()
            assert line, said
            said += line
        listed = httpx.get(f"{found[0]}/api/v1/orgs/demo-organization/answers").json()
        assert [answer["id"] for answer in listed] == ["a_b"]
        process.send_signal(2)
        deadline = time.monotonic() + 20
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert process.poll() is not None
        assert "Traceback" not in process.stdout.read()


def test_help_names_every_command(tmp_path: Path) -> None:
    """`helpgen --help` is the way in."""
    text = run("--help", cwd=tmp_path).stdout
    for name in ("build", "fetch", "emulator", "audiences", "init", "version"):
        assert name in text
