"""`helpgen search eval` asks indexes, endpoints and Gladly's form of them, by the command line."""

from __future__ import annotations

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from helpgen.errors import ConfigError, SearchError
from helpgen.search.endpoint.settings import Settings
from helpgen.search.library import Library
from helpgen.search.query_sets import JudgedQuery
from helpgen.search_judge import checked_url, endpoint_asker, gladly_asker, index_asker, judge

pytestmark = pytest.mark.slow

ORG = "ihKsWxiZCDVtXg1iwVmT9Q"
AUDIENCES = {"alpha": "audience-1", "beta": "audience-2"}
QUERIES = (
    JudgedQuery("retrun item", "alpha", "en-us", ("returns",)),
    JudgedQuery("parcel", "alpha", "en-us", ("many-17",)),
    JudgedQuery("sizes", "beta", "en-us", ("shared",)),
    JudgedQuery("شريحة", "alpha", "ar", ("sim",)),
    JudgedQuery("nothing like it", "alpha", "hu", ("retur",)),
)
SITE = f"""
[gladly]
url = "emulator"
org_id = "{ORG}"
[[brands]]
slug = "alpha"
name = "Alpha"
audience_id = "audience-1"
base_url = "https://alpha.example"
languages = ["en-us"]
"""


def found(outcomes):
    """What was shown for each query, without times."""
    return [(one.judged.query, one.rank, one.shown) for one in outcomes]


def as_toml(*queries, thresholds=""):
    """A query set's file; an id list is the same in JSON."""
    tables = (
        f"[[queries]]\nquery = {json.dumps(query)}\nbrand = 'alpha'\nlanguage = 'en-us'\n"
        f"expected = {json.dumps(expected)}\n{more}\n"
        for query, expected, more in queries
    )
    return f"[thresholds]\n{thresholds}\n" + "".join(tables)


@pytest.fixture
def run(helpgen, shared_indexes, tmp_path):
    """`run(text, *arguments)` judges by a file of that text, from the shared indexes."""

    def running(text, *arguments):
        (tmp_path / "q.toml").write_text(text, encoding="utf-8")
        asked = arguments or ("--index", shared_indexes.folder)
        return helpgen("search", "eval", "q.toml", *asked, cwd=tmp_path)

    return running


def test_index_and_endpoint_find_the_same(client, shared_indexes):
    here = judge(QUERIES, index_asker(Library(shared_indexes.folder)))
    with endpoint_asker(str(client.base_url)) as ask:
        there = judge(QUERIES, ask)
    assert found(there) == found(here)
    assert [one.rank for one in here] == [1, 18, 1, 1, None]
    assert all(one.milliseconds > 0 for one in (*here, *there))


def test_gladlys_form_finds_the_same(client, shared_indexes):
    here = judge(QUERIES, index_asker(Library(shared_indexes.folder)))
    with gladly_asker(str(client.base_url), ORG, AUDIENCES) as ask:
        assert found(judge(QUERIES, ask)) == found(here)


def test_a_busy_endpoint_is_asked_again(shared_indexes, run_endpoint):
    """Sixty requests a minute are used up; the next is asked when the endpoint says."""
    settings = Settings(index=shared_indexes.folder, rate_limit=60)
    with (
        run_endpoint(settings) as client,
        endpoint_asker(str(client.base_url)) as ask,
    ):
        while client.get("/search", params={"brand": "alpha", "q": "x"}).status_code != 429:
            pass
        assert ask(QUERIES[0]).rank == 1


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://help.example", "--url: 'http://help.example' is plain http: use https://"),
        ("help.example", "--url: 'help.example' isn't a web address"),
        ("https://me:secret@help.example", "--url: holds a user name or password"),
    ],
)
def test_only_https_or_this_machine_is_asked(url, told):
    with pytest.raises(ConfigError, match=f"^{told}"):
        checked_url(url)


@pytest.mark.parametrize(
    ("path", "query", "told"),
    [
        ("", JudgedQuery("q", "gamma", "ja", ("a",)), "status 400: .*there's no such brand"),
        ("/nowhere", QUERIES[0], "status 404"),
    ],
)
def test_what_the_endpoint_refuses_is_told(client, path, query, told):
    url = str(client.base_url).rstrip("/") + path
    with endpoint_asker(url) as ask, pytest.raises(SearchError, match=told):
        ask(query)


def test_nobody_listens():
    told = r"^GET http://127\.0\.0\.1:9/search: no answer: "
    with endpoint_asker("http://127.0.0.1:9") as ask, pytest.raises(SearchError, match=told):
        ask(QUERIES[0])


def test_all_found(run):
    done = run(as_toml(("retrun item", ["returns"], "must_not = ['odd']"), thresholds="mrr = 1"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "alpha/en-us       1     1.000 1.000 1.000 1.000   1.000" in done.stdout
    assert done.stdout.endswith("no run before to compare with\n")


def test_a_query_that_fails_says_why(run):
    done = run(
        as_toml(
            ("boots", ["gift"], ""),
            ("parcel", ["many-05"], ""),
            ("return", ["returns"], "must_not = ['gift']"),
        )
    )
    assert done.returncode == 3
    assert (
        'alpha/en-us "boots"\n  wanted in the first 3: gift\n  found: not in the first 50\n'
        "  first: shared (Sizes of boots)\n"
    ) in done.stdout
    assert (
        'alpha/en-us "parcel"\n  wanted in the first 3: many-05\n  found: place 6\n' in done.stdout
    )
    assert (
        'alpha/en-us "return"\n'
        "  must not be in the first 3: gift (Can I return a gift?), stands at "
    ) in done.stdout


def test_a_threshold_that_is_missed(run):
    done = run(as_toml(("parcel", ["many-01"], ""), thresholds="success_at_1 = 0.5"))
    assert done.returncode == 3
    assert "alpha/en-us: Success@1 is 0.000, at least 0.5 is wanted\n" in done.stdout


def test_what_moved_since_the_last_run(run, indexes):
    """An answer goes; the next run has that behind it and tells nothing."""
    judged = partial(run, as_toml(("return gift", ["gift"], "top = 50"), ("laces", ["odd"], "")))
    assert judged("--index", indexes.folder).returncode == 0
    rest = [one for one in indexes.answers["alpha/en-us"] if one.id != "gift"]
    indexes.change("alpha/en-us", rest)
    lost = judged("--index", indexes.folder)
    assert lost.returncode == 3
    assert (
        f"since the last run (of {indexes.folder}): 1 moved\n"
        '  down: alpha/en-us "return gift": place 1 -> not in the first 50\n'
    ) in lost.stdout
    assert "nothing moved\n" in judged("--index", indexes.folder).stdout


def test_one_document_for_machines(run, client, tmp_path):
    first = ("--url", client.base_url, "--json", "--last", "kept/last.json")
    text = as_toml(("return gift", ["gift"], ""), ("nothing like it", ["odd"], ""))
    done = run(text, *first)
    document = json.loads(done.stdout)
    assert (done.returncode, document["good"], document["moves"]) == (3, False, None)
    assert document["all"]["success_at_1"] == document["editions"]["alpha/en-us"]["mrr"] == 0.5
    assert [one["rank"] for one in document["queries"]] == [1, None]
    assert json.loads(run(text, *first).stdout)["moves"] == []
    assert not (tmp_path / "build").exists()


def test_gladly_is_asked_for_the_audience_of_the_configuration(run, client, tmp_path):
    (tmp_path / "site.toml").write_text(SITE, encoding="utf-8")
    (tmp_path / "themes" / "base").mkdir(parents=True)
    (tmp_path / "themes/base/theme.toml").write_text('name = "Base"\nversion = "1"\n')
    asked = ("--url", client.base_url, "--gladly", ORG)
    done = run(as_toml(("sizes of boots", ["shared"], "")), *asked)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"asked answers-search of {client.base_url}")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("--gladly", "org"),
            "error: --gladly: needs an address to ask: give --url https://host\n",
        ),
        (
            ("--index", "x", "--url", "https://help.example"),
            "error: --index: is of no use with --url: leave one of them out\n",
        ),
        (("--url", "http://help.example"), "use https:// (http is for this machine only)\n"),
    ],
)
def test_options_that_do_not_go_together(run, arguments, told):
    done = run(as_toml(("q", ["a"], "")), *arguments)
    assert done.returncode == 2
    assert done.stderr.endswith(told)


def test_a_bad_file_and_an_edition_that_is_not_there(run):
    bad = run("[[queries]]\nquery = 'q'\n")
    assert (bad.returncode, bad.stderr.count("error: q.toml: queries[0].")) == (2, 3)
    strange = run(as_toml(("q", ["a"], "")).replace("en-us", "ja"))
    assert strange.returncode == 2
    assert strange.stderr == (
        "error: alpha/ja: there's no such edition: there are alpha/ar, alpha/en-us, alpha/hu, "
        "beta/en-us\n"
    )


def test_no_index_to_ask(run):
    done = run(as_toml(("q", ["a"], "")), "--index", "nowhere")
    assert done.returncode == 1
    assert "run 'helpgen build'" in done.stderr


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>Welcome</p>", "answers no JSON: --url is for"),
        ("{}", "answers something else: --url is for"),
        ('{"results": [{"id": "a"}]}', "answers something else: --url is for"),
        ("[]", "answers something else: --url is for"),
    ],
)
def test_an_address_that_is_no_endpoint(tmp_path, body, told):
    """A web server has a file named `search`."""
    (tmp_path / "search").write_text(body, encoding="utf-8")
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            url = f"http://127.0.0.1:{server.server_port}"
            with endpoint_asker(url) as ask, pytest.raises(SearchError, match=told):
                ask(QUERIES[0])
        finally:
            server.shutdown()
            thread.join()
