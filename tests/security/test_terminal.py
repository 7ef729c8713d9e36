"""What commands print of hostile names: no escape sequence, no override of direction gets out."""

from __future__ import annotations

import ast
import contextlib
import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import NAMES, STEERING, STEERS, TURNING
from hostile_site import Site, hostile_seed, site_toml

from helpgen.emulator import create_app, running
from helpgen.search.feedback import FeedbackFile, Vote
from helpgen.search.query_log import QueryLog, Search

pytestmark = pytest.mark.slow

PACKAGE = Path(__file__).parents[2] / "helpgen"
OURS = re.compile(r"\x1b\[[0-9;]*[mKA]|\x1b\[\?25[hl]|\x1b\[[0-9]*[A-G]|\r\n|\r")
"""Colors, and what a progress bar needs; never with a text of somebody else's in it."""


SOME = (f"steer {STEERING} end", f"turn {TURNING}\nerror: forged", NAMES[0])
LINES = (
    "audiences",
    "audiences --json",
    "fetch",
    "fetch --json",
    "build --offline --verbose",
    "build --offline --json",
    "answers list",
    "answers list --json",
    "answers show odd",
    "answers status",
    "answers plan",
    "answers lint",
    "answers lint --format json",
    "answers lint --format github",
    "answers lint --live",
    "report translations",
    "report translations --verbose",
    "report translations --json",
    "report feedback votes.db",
    "report feedback votes.db --format json",
    "report work --feedback votes.db --queries queries.db --verbose",
    "report work --feedback votes.db --queries queries.db --format json",
    "report search queries.db --top 100",
    "search report queries.db --top 100",
    "search report queries.db --format json",
    "theme check",
    "headers",
    "urls import old.csv --brand alpha --dry-run",
    "build --set brands.alpha.name=\x1b[31m\u202eevil --set nothing.\x1b[2J=1",
    "build --brand \x1b]52;c;ZXZpbA==\x07",
    "report feedback \x1b[2J\u202e.db",
    "answers pull",
    "answers apply --yes",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A site with hostile answers, fetched and as files, and logs of hostile texts."""
    root = tmp_path_factory.mktemp("told")
    seed, names = hostile_seed(SOME, ("en-us",))
    with running(create_app(seed, rate_limit=0)) as url:
        (root / "site.toml").write_text(site_toml(url, SOME[-1], ("en-us",)), encoding="utf-8")
        site = Site(root, names)
        fetched, pulled = site.run("build", "answers pull")
        assert (fetched.code, pulled.code) == (0, 0), (fetched.err + pulled.err).decode()
        write_odd_files(root)
        yield site


def write_odd_files(root: Path) -> None:
    """A managed answer by a hostile hand, logs, and an older help center's addresses."""
    folder = root / "content/answers/odd"
    folder.mkdir()
    name = json.dumps(f"Odd {STEERING} {TURNING}\nerror: forged")
    (folder / "answer.toml").write_text(f'id = "-odd"\nname = {name}\n', encoding="utf-8")
    (folder / "en-us.md").write_text(f"+++\ntitle = {name}\n+++\n{TURNING}\n", encoding="utf-8")
    queries, votes = QueryLog(root / "queries.db"), FeedbackFile(root / "votes.db")
    for number, text in enumerate(NAMES):
        queries.add(Search("alpha", "en-us", text, 0))
        votes.add(Vote("alpha", "en-us", f"id-{number:03}", helpful=False, comment=text))
    queries.close()
    votes.close()
    table = io.StringIO()
    rows = [(f"/old-{number}", "en-us", text) for number, text in enumerate(NAMES)]
    csv.writer(table).writerows([("url", "language", "title"), *rows])
    (root / "old.csv").write_text(table.getvalue(), encoding="utf-8")


@pytest.fixture(scope="module")
def told(place):
    """What each of the commands says."""
    return dict(zip(LINES, place.run(*LINES), strict=True))


@pytest.mark.parametrize("line", LINES, ids=ascii)
def test_no_command_lets_a_text_steer_the_terminal(told, line):
    done = told[line]
    assert b"Traceback" not in done.err, done.err.decode()
    assert b"Usage:" not in done.err, done.err.decode()
    assert done.out + done.err
    for out in (done.out, done.err):
        text = out.decode("utf-8")
        found = STEERS.search(text)
        assert not found, text[max(0, found.start() - 80) : found.end() + 40]
        assert not re.search("^error: forged", text, re.MULTILINE)
    if "json" in line:
        json.loads(done.out)


def test_what_would_steer_is_shown(told):
    assert rb"Odd \x1b[2J" in told["answers list"].out
    assert rb"\u202egnp.exe" in told["answers list"].out
    assert rb"\nurl = 1" not in told["audiences"].out.splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "build --offline --verbose",
        "answers export",
        "report feedback votes.db",
        "report feedback votes.db --format csv",
    ],
)
def test_on_a_terminal_the_only_sequences_are_our_own(place, line):
    """The same with colors and bars, as a person sees it; tables for programs are made visible."""
    text = OURS.sub("", on_a_terminal(place, line))
    found = STEERS.search(text)
    assert not found, text[max(0, found.start() - 80) : found.end() + 40]


def on_a_terminal(site: Site, line: str) -> str:
    """What a command writes to a terminal of its own."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "helpgen", *line.split()],
        cwd=site.root,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "200"},
    )
    os.close(theirs)
    said = b""
    closed = contextlib.suppress(OSError)  # how Linux says that the other side is closed
    with contextlib.closing(os.fdopen(ours, "rb", 0)) as screen, closed:
        while part := screen.read(65536):
            said += part
    process.wait()
    return said.decode("utf-8")


def test_commands_print_by_way_of_one_module():
    """No other module of the command line writes to a stream or makes a console."""
    wrong = []
    for path in sorted((PACKAGE / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if name in {"print", "typer.echo", "typer.secho", "Console", "json.dump"} or (
                name.endswith((".stdout.write", ".stderr.write"))
            ):
                wrong.append(f"{path.name}: {name}")
    assert {line for line in wrong if not line.startswith("terminal.py")} == set()
