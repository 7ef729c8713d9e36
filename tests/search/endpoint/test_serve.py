"""`helpgen search serve` and `report` as a person runs them."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import psutil
import pytest

from helpgen.search.query_report import read_report

pytestmark = pytest.mark.slow

HELPGEN = [sys.executable, "-m", "helpgen"]
SEARCH = {"brand": "alpha", "q": "parcel"}


@contextlib.contextmanager
def serving(folder: Path, *options: str):
    """The command in a process of its own; gives it and its address."""
    command = [*HELPGEN, "search", "serve", "--index", str(folder), "--port", "0", *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        address = process.stdout.readline().split()[0]
        yield process, address
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
        process.stderr.close()


@pytest.fixture
def run(helpgen, tmp_path):
    """`run(*arguments)` runs `helpgen search` to its end."""
    return lambda *arguments: helpgen("search", *arguments, cwd=tmp_path)


@pytest.mark.parametrize("workers", [1, 2])
def test_sigterm_ends_it_well_and_what_it_counted_is_kept(shared_indexes, tmp_path, workers):
    log = tmp_path / "log.db"
    options = ["--workers", str(workers), "--query-log", str(log)]
    with serving(shared_indexes.folder, *options) as (process, address):
        with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
            answered = [client.get("/search", params=SEARCH).status_code for _ in range(20)]
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        told = process.stderr.read()
    assert answered == [200] * 20
    assert read_report(log).top[0].searches == 20
    assert told.count("GET /search 200") == 20
    assert "parcel" not in told
    assert "127.0.0.1" not in told
    assert "Traceback" not in told


def test_ctrl_c_ends_it_without_a_word(shared_indexes):
    with serving(shared_indexes.folder, "--no-access-log") as (process, address):
        httpx.get(f"{address}/healthz", trust_env=False)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr.read() == ""


def test_requests_that_run_are_finished(shared_indexes):
    """All that was sent before the end gets an answer."""
    with serving(shared_indexes.folder, "--no-access-log") as (process, address):
        statuses: list[int] = []
        with httpx.Client(base_url=address, trust_env=False) as client:
            client.get("/readyz")

            def ask() -> None:
                statuses.append(client.get("/search", params=SEARCH).status_code)

            threads = [threading.Thread(target=ask) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert statuses == [200] * 8


def test_a_worker_that_dies_is_replaced(shared_indexes):
    with serving(shared_indexes.folder, "--workers", "2", "--no-access-log") as (process, address):
        with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
            client.get("/healthz")
        workers = [
            child
            for child in psutil.Process(process.pid).children()
            if "spawn_main" in " ".join(child.cmdline())
        ]
        assert len(workers) == 2
        workers[0].kill()
        transport = httpx.HTTPTransport(retries=5)
        for _ in range(20):
            with httpx.Client(base_url=address, transport=transport, timeout=30) as client:
                assert client.get("/search", params=SEARCH).status_code == 200


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--index", "nowhere"], 1, "run 'helpgen build'"),
        (["--budget-ms", "1"], 2, "--budget-ms: Input should be greater than or equal to 5"),
        (["--query-log", "nowhere/log.db"], 2, "query log nowhere/log.db: can't be used"),
        (["--host", "203.0.113.1"], 2, "203.0.113.1:0: can't be listened on"),
    ],
)
def test_what_is_wrong_is_told_at_once(run, shared_indexes, options, code, told):
    done = run("serve", "--index", str(shared_indexes.folder), "--port", "0", *options)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith("error: ")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_factory_is_configured_by_the_environment(shared_indexes):
    code = (
        "import helpgen.search.app, asyncio, httpx\n"
        "app = helpgen.search.app.create_app()\n"
        "client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url='http://x')\n"
        "print(asyncio.run(client.get('/search?brand=alpha&q=parcel')).json()['total'])\n"
    )
    environment = {"HELPGEN_SEARCH_INDEX": str(shared_indexes.folder)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("25\n", 0), done.stderr


def test_the_report_is_a_table_csv_or_json(run, shared_indexes, tmp_path):
    log = tmp_path / "log.db"
    with (
        serving(shared_indexes.folder, "--query-log", str(log)) as (_, address),
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        client.get("/search", params=SEARCH)
        client.get("/search", params=SEARCH | {"q": "[zzzz]"})
    table, as_csv, as_json = (
        run("report", str(log), "--format", one) for one in ("table", "csv", "json")
    )
    for heading in ("Top queries", "Without results", "Trend", "[zzzz]"):
        assert heading in table.stdout
    assert as_csv.stdout.splitlines()[0].startswith("list,start,query")
    assert json.loads(as_json.stdout)["empty"][0]["query"] == "[zzzz]"


def test_a_missing_log_is_told(run, tmp_path):
    done = run("report", str(tmp_path / "log.db"))
    assert done.returncode == 2
    assert "--query-log" in done.stderr
