"""`/healthz` and `/readyz`, and what's told when an index is broken: nothing of the insides."""

from __future__ import annotations

import pytest

from helpgen.errors import SearchError
from helpgen.search.app import create_app
from helpgen.search.endpoint.settings import Settings


def test_a_sound_endpoint_is_alive_and_ready(client):
    for path in ("/healthz", "/readyz"):
        answered = client.get(path)
        assert (answered.status_code, answered.json()) == (200, {"status": "ok"})
        assert answered.headers["cache-control"] == "no-store"


@pytest.fixture
def broken(indexes):
    """One edition's index is damaged, the others are whole."""
    (indexes.folder / "beta" / "en-us" / "current").write_text("0123456789abcdef\n")
    return indexes


def test_one_broken_index_is_enough_not_to_be_ready(run_endpoint, broken, caplog):
    with run_endpoint(Settings(index=broken.folder)) as client:
        alive, ready = client.get("/healthz"), client.get("/readyz")
    assert (alive.status_code, ready.status_code) == (200, 503)
    assert ready.json() == {"status": "unavailable"}
    assert str(broken.folder) in caplog.text


@pytest.mark.parametrize(
    "path",
    ["/search", "/search.html", "/suggest", "/api/v1/orgs/ihKsWxiZCDVtXg1iwVmT9Q/answers-search"],
)
def test_a_broken_index_is_told_without_its_insides(run_endpoint, broken, path):
    with run_endpoint(Settings(index=broken.folder)) as client:
        answered = client.get(path, params={"brand": "beta", "q": "return"})
        other = client.get("/search", params={"brand": "alpha", "q": "return"})
    assert (answered.status_code, answered.headers["retry-after"]) == (503, "10")
    assert "search is unavailable" in answered.text
    assert not [
        word for word in (str(broken.folder), "0123", "whoosh", "json:") if word in answered.text
    ]
    assert other.status_code == 200


def test_without_indexes_there_is_no_endpoint(tmp_path):
    with pytest.raises(SearchError, match="run 'helpgen build'"):
        create_app(Settings(index=tmp_path))
