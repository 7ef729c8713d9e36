"""Which searches the endpoint counts, and what it logs of a request."""

from __future__ import annotations

import re

from helpgen.search.endpoint.settings import Settings
from helpgen.search.query_report import read_report

ORG = "ihKsWxiZCDVtXg1iwVmT9Q"


def test_searches_are_counted_and_nothing_else(run_endpoint, shared_indexes, tmp_path):
    """Further pages, suggestions, refused requests and unchanged answers are no new searches."""
    settings = Settings(index=shared_indexes.folder, query_log=tmp_path / "log.db")
    with run_endpoint(settings) as client:
        first = client.get("/search", params={"brand": "alpha", "q": "parcel"})
        known = {"If-None-Match": first.headers["etag"]}
        client.get("/search", params={"brand": "alpha", "q": "parcel"}, headers=known)
        client.get("/search", params={"brand": "alpha", "q": "parcel", "offset": 10})
        client.get("/search.html", params={"brand": "alpha", "q": "Parcel"})
        client.get("/suggest", params={"brand": "alpha", "q": "par"})
        client.get("/search", params={"brand": "nobody", "q": "parcel"})
        client.get("/search", params={"brand": "alpha", "q": "  "})
        client.get("/search.html", params={"brand": "alpha"})
        path = f"/api/v1/orgs/{ORG}/answers-search"
        client.get(path, params={"q": "zzzz"})
        client.get(path, params={"q": "refund", "audienceId": "audience-2"})
    told = [
        (one.query, one.brand, one.searches, one.without_results)
        for one in read_report(tmp_path / "log.db").top
    ]
    assert told == [
        ("parcel", "alpha", 2, 0),
        ("refund", "beta", 1, 0),
        ("zzzz", "", 1, 1),
    ]


def test_no_address_reaches_the_file(run_endpoint, shared_indexes, tmp_path):
    path = tmp_path / "log.db"
    settings = Settings(index=shared_indexes.folder, query_log=path, client_header="X-Real-IP")
    with run_endpoint(settings) as client:
        headers = {"X-Real-IP": "203.0.113.77", "Cookie": "session=secret", "User-Agent": "Odd/1"}
        client.get("/search", params={"brand": "alpha", "q": "parcel"}, headers=headers)
    data = b"".join(one.read_bytes() for one in tmp_path.glob("log.db*"))
    assert b"parcel" in data
    assert not [word for word in (b"203.0.113", b"127.0.0.1", b"secret", b"Odd/1") if word in data]


def logged(caplog, run_endpoint, settings, target):
    with caplog.at_level("INFO", "helpgen.search.access"), run_endpoint(settings) as client:
        client.get(target)
    return [one.getMessage() for one in caplog.records if one.name == "helpgen.search.access"]


def test_a_line_tells_no_query_and_no_address(caplog, run_endpoint, shared_indexes):
    settings = Settings(index=shared_indexes.folder)
    lines = logged(caplog, run_endpoint, settings, "/search?brand=alpha&q=my+secret")
    assert len(lines) == 1
    assert re.fullmatch(r"GET /search 200 \d+\.\d ms", lines[0])


def test_the_query_is_told_if_asked_for(caplog, run_endpoint, shared_indexes):
    settings = Settings(index=shared_indexes.folder, access_log_queries=True)
    lines = logged(caplog, run_endpoint, settings, "/search?brand=alpha&q=parcel%0Aforged")
    assert re.fullmatch(r"GET /search\?brand=alpha&q=parcel%0Aforged 200 .*", lines[0])


def test_no_line_can_be_forged(caplog, run_endpoint, shared_indexes):
    settings = Settings(index=shared_indexes.folder)
    lines = logged(caplog, run_endpoint, settings, "/x%0AGET%20/forged")
    assert [line.partition(" 404")[0] for line in lines] == ["GET /x%0AGET%20/forged"]


def test_it_can_be_switched_off(caplog, run_endpoint, shared_indexes):
    settings = Settings(index=shared_indexes.folder, access_log=False)
    assert logged(caplog, run_endpoint, settings, "/search?brand=alpha&q=x") == []
