"""Whom queries are asked: real indexes, a real endpoint, and Gladly's stand-in, over HTTP."""

from __future__ import annotations

import pytest
from small_editions import make_document

from helpgen.emulator import create_app as create_gladly
from helpgen.emulator import running, seed_from_jsonl
from helpgen.errors import ConfigError, GladlyError, GladlyUnreachable
from helpgen.gladly import HelpgenSearch, RateLimiter, RetryPolicy
from helpgen.judge.asking import Waits
from helpgen.judge.opening import asking_endpoint, asking_gladly, asking_index, is_own
from helpgen.judge.queries import JudgedQuery
from helpgen.model import EditionKey
from helpgen.search.app import create_app
from helpgen.search.endpoint.settings import Settings
from helpgen.search.generations import edition_folder
from helpgen.search.site import SearchBrand, SearchSite, save_site
from helpgen.search.writer import write_index
from helpgen.site_file import load_whole_site

pytestmark = pytest.mark.slow
EDITION = EditionKey("alpha", "en-us")
DOCUMENTS = [
    make_document("refund", "When do I get my refund?", "Within three days."),
    make_document("return", "How do I return an item?", "Send it back for a refund."),
]
QUERIES = [JudgedQuery("refund", EDITION, {"refund": 1.0})]


@pytest.fixture
def index(tmp_path):
    """Indexes as the build leaves them."""
    folder = tmp_path / "search"
    brand = SearchBrand("alpha", "Alpha", None, ("en-us",), "https://alpha.example")
    save_site(folder, SearchSite("org", (brand,)))
    write_index(edition_folder(folder, EDITION), "en-us", DOCUMENTS, {})
    return folder


def asked(asker, query="refund"):
    reply = asker.ask(EDITION, query)
    assert reply.milliseconds > 0
    return [(answer.id, answer.name) for answer in reply.answers]


BOTH = [("refund", "When do I get my refund?"), ("return", "How do I return an item?")]


def test_the_index_is_asked(index):
    with asking_index(index, QUERIES) as asker:
        assert asked(asker) == BOTH
        assert asker.names(EDITION) == dict(BOTH)


def test_helpgens_endpoint_is_asked(index):
    with running(create_app(Settings(index=index))) as url:
        assert is_own(f"{url}/search")
        with asking_endpoint(f"{url}/search") as asker:
            assert asked(asker) == BOTH
            assert asker.names(EDITION) is None
            with pytest.raises(GladlyError, match="no such brand"):
                asker.ask(EditionKey("beta", "en-us"), "refund")


def test_helpgens_endpoint_is_asked_like_gladly(index, small_site):
    site = small_site()
    with (
        running(create_app(Settings(index=index))) as url,
        asking_gladly(url, load_whole_site(site.root / "site.toml"), QUERIES) as asker,
    ):
        assert asked(asker) == BOTH


def test_gladly_is_asked_no_faster_than_it_allows(small_site, tmp_path):
    """Its pauses are no time of the search."""
    rows = tmp_path / "answers.jsonl"
    rows.write_text(
        '{"id": "one", "name": "Refunds", "bodyHtml": "<p>x</p>", "language": "en-us", '
        '"section": null, "audience": null, "updatedAt": null}\n'
    )
    seed = seed_from_jsonl(rows, organization_id="org")
    site = load_whole_site(small_site().root / "site.toml")
    with (
        running(create_gladly(seed)) as url,
        asking_gladly(url, site, QUERIES) as asker,
    ):
        replies = [asker.ask(EDITION, "refunds") for _ in range(11)]
        assert [answer.id for reply in replies for answer in reply.answers] == ["one"] * 11
        assert replies[-1].milliseconds < 900


def test_editions_that_cant_be_asked_are_told_before_anything_is(index):
    other = [JudgedQuery("x", EditionKey("beta", "fr"), {"a": 1.0})]
    with pytest.raises(ConfigError, match=r"beta/fr: no such edition can be asked: .* alpha/en-us"):
        asking_index(index, other).__enter__()


def test_an_address_that_is_none_or_dead_is_told():
    assert not is_own("https://acme.gladly.com")
    with pytest.raises(ConfigError, match="--url"):
        asking_endpoint("ftp://example.com/search").__enter__()
    once = RetryPolicy(attempts=1)
    limiter = RateLimiter(sleep=Waits())
    with (
        HelpgenSearch("http://127.0.0.1:9/search", limiter=limiter, retries=once) as endpoint,
        pytest.raises(GladlyUnreachable),
    ):
        endpoint.search("alpha", "en-us", "x", 10)
