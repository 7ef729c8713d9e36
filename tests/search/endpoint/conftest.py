"""A small organization's indexes, made by the real writer, and the endpoint on a free port."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from endpoints import serving_endpoint

from helpgen.model import EditionKey
from helpgen.search.endpoint.settings import Settings
from helpgen.search.generations import edition_folder
from helpgen.search.results import Document
from helpgen.search.site import SearchBrand, SearchSite, save_site
from helpgen.search.writer import write_index

ORG = "ihKsWxiZCDVtXg1iwVmT9Q"
ALPHA = SearchBrand(
    slug="alpha",
    name='Alpha & "Sons"',
    audience_id="audience-1",
    languages=("en-us", "ar", "hu"),
    base_url="https://alpha.example/help",
    origins=("https://shop.alpha.example/",),
)
BETA = SearchBrand("beta", "Beta", "audience-2", ("en-us",), "https://help.beta.example")
SITE = SearchSite(ORG, (ALPHA, BETA))


def document(id_: str, name: str, text: str, path: str = "/help/en-us/", section: str = "Orders"):
    """An answer as the build hands it to the index."""
    return Document(id_, name, f"{path}answers/{id_}/", section, (), text, text[:80])


ANSWERS = {
    "alpha/en-us": [
        document("returns", "How do I return an item?", "Send it back within 60 days, unworn."),
        document("gift", "Can I return a gift?", "Yes: the return goes to the giver's account."),
        document("shared", "Sizes of boots", "Measure your foot in the evening."),
        document("odd", "Does <b>5 & 6</b> fit?", 'Boots <script>alert("x")</script> & laces.'),
        *(
            document(f"many-{n:02}", f"Parcel number {n}", "A parcel on its way.")
            for n in range(25)
        ),
    ],
    "alpha/ar": [document("sim", "كم سعر شريحة SIM؟", "سعر الشريحة خمسة دولارات.", "/help/ar/")],
    "alpha/hu": [
        document("retur", "Hogyan küldhetem vissza?", "Küldje vissza postán.", "/help/hu/")
    ],
    "beta/en-us": [
        document("shared", "Sizes of boots", "Measure your foot in the evening.", "/en-us/"),
        document("refund", "When is my return refunded?", "In five days.", "/en-us/"),
        *(
            document(f"bill-{n:02}", f"Bill number {n}", "Bills to pay.", "/en-us/")
            for n in range(25)
        ),
    ],
}


@dataclass
class Indexes:
    """A folder of indexes that the test may change."""

    folder: Path
    site: SearchSite = SITE
    answers: dict[str, list[Document]] = field(default_factory=lambda: dict(ANSWERS))

    def write(self) -> None:
        """Make every edition's index current, as a build does."""
        for edition, documents in self.answers.items():
            brand, language = edition.split("/")
            folder = edition_folder(self.folder, EditionKey(brand, language))
            write_index(folder, language, documents, {})
        save_site(self.folder, self.site)

    def change(self, edition: str, documents: list[Document]) -> None:
        """Give an edition other answers."""
        self.answers[edition] = documents
        self.write()


@contextlib.contextmanager
def running(settings: Settings) -> Iterator[httpx.Client]:
    """The endpoint as uvicorn serves it, in a thread; gives a client for it."""
    with (
        serving_endpoint(settings) as url,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        yield client


def wait_until(true: Callable[[], bool]) -> None:
    """Return when it is true; fail after some seconds."""
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end, "it didn't come"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def shared_indexes(tmp_path_factory: pytest.TempPathFactory) -> Indexes:
    """Indexes that no test changes."""
    indexes = Indexes(tmp_path_factory.mktemp("indexes"))
    indexes.write()
    return indexes


@pytest.fixture(scope="session")
def client(
    shared_indexes: Indexes, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    """A client of an endpoint with default settings, but time enough, and it takes feedback."""
    path = tmp_path_factory.mktemp("votes") / "votes.db"
    options = {"feedback": path, "feedback_rate_limit": 0, "budget_ms": 10_000}
    with running(Settings(index=shared_indexes.folder, **options)) as client:
        yield client


@pytest.fixture
def indexes(tmp_path: Path) -> Indexes:
    """Indexes of the test's own."""
    indexes = Indexes(tmp_path / "indexes")
    indexes.write()
    return indexes


@pytest.fixture(scope="session")
def run_endpoint() -> Callable[[Settings], contextlib.AbstractContextManager[httpx.Client]]:
    """Serves settings while a `with` block runs, and gives a client."""
    return running


@pytest.fixture(scope="session", name="wait_until")
def wait_until_fixture() -> Callable[[Callable[[], bool]], None]:
    """Waits for what a function tells to be true."""
    return wait_until
