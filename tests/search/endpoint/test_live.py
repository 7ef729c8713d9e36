"""New indexes are taken up while requests go on; broken ones harm nobody."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Self

import pytest

from helpgen.search.endpoint.settings import Settings
from helpgen.search.results import Document
from helpgen.search.site import SearchBrand

pytestmark = pytest.mark.slow


def answers(word: str, count: int = 300) -> list[Document]:
    return [
        Document(f"{word}-{n}", f"Parcel {word} {n}", f"/help/en-us/{word}-{n}/", "", (), "", "")
        for n in range(count)
    ]


def total(client, query, brand="alpha"):
    return client.get("/search", params={"brand": brand, "q": query}).json()["total"]


class Crowd:
    """Threads that ask without a pause, and count what they get."""

    def __init__(self, client) -> None:
        self.client = client
        self.statuses: list[int] = []
        self.seen: set[str] = set()
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(4)]

    def _ask(self) -> None:
        while not self._ended.is_set():
            params = {"brand": "alpha", "q": "parcel", "limit": 1}
            answered = self.client.get("/search", params=params)
            self.statuses.append(answered.status_code)
            self.seen.update(one["id"].partition("-")[0] for one in answered.json()["results"])

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()


def test_a_generation_switch_under_load_loses_no_request(run_endpoint, indexes, wait_until):
    indexes.change("alpha/en-us", answers("zero"))
    with run_endpoint(Settings(index=indexes.folder)) as client, Crowd(client) as crowd:
        for word in ("one", "two", "three"):
            indexes.change("alpha/en-us", answers(word))
            wait_until(lambda word=word: word in crowd.seen)
        wait_until(lambda: len(crowd.statuses) > 100)
    assert crowd.statuses.count(200) == len(crowd.statuses)
    assert crowd.seen >= {"one", "two", "three"}


def test_the_validator_changes_with_the_generation(run_endpoint, indexes, wait_until):
    params = {"brand": "alpha", "q": "parcel"}
    with run_endpoint(Settings(index=indexes.folder)) as client:
        old = client.get("/search", params=params).headers["etag"]
        indexes.change("alpha/en-us", answers("one"))
        wait_until(lambda: total(client, "one") > 0)
        again = client.get("/search", params=params, headers={"If-None-Match": old})
    assert again.status_code == 200
    assert again.headers["etag"] != old


def test_a_new_brand_is_taken_up(run_endpoint, indexes, wait_until):
    new = SearchBrand("gamma", "Gamma", None, ("en-us",), "https://gamma.example")
    with run_endpoint(Settings(index=indexes.folder)) as client:
        params = {"brand": "gamma", "q": "parcel"}
        assert client.get("/search", params=params).status_code == 400
        indexes.site = replace(indexes.site, brands=(*indexes.site.brands, new))
        indexes.change("gamma/en-us", answers("new", 3))
        wait_until(lambda: client.get("/search", params=params).status_code == 200)
        assert total(client, "parcel", "gamma") == 3


def test_a_broken_generation_leaves_the_old_one_in_use(run_endpoint, indexes, wait_until, caplog):
    with run_endpoint(Settings(index=indexes.folder)) as client:
        assert total(client, "parcel") == 25
        folder = indexes.folder / "alpha" / "en-us"
        broken = folder / "0123456789abcdef"
        broken.mkdir()
        (folder / "current").write_text("0123456789abcdef\n", encoding="ascii")
        wait_until(lambda: "0123456789abcdef" in caplog.text)
        assert total(client, "parcel") == 25
        assert client.get("/readyz").status_code == 200


def test_a_missing_site_file_changes_nothing(run_endpoint, indexes, wait_until, caplog):
    with run_endpoint(Settings(index=indexes.folder)) as client:
        (indexes.folder / "site.json").unlink()
        wait_until(lambda: "site.json" in caplog.text)
        assert total(client, "parcel") == 25
