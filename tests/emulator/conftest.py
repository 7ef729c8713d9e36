"""A small organization, its emulator on a free port, and a client for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from helpgen.emulator import (
    DEMO_CREDENTIALS,
    AnswerRecord,
    ContentRecord,
    HelpCenterRecord,
    Organization,
    SectionRecord,
    Seed,
    create_app,
    running,
)

# Ids that the contract gives as examples: generated requests reach real answers by them.
ORG = "ihKsWxiZCDVtXg1iwVmT9Q"
RETURNS = "1grfSzATQLa334VDLCWc4A"
SHIPPING = "-hippingZZZZZZZZZZZZZZ"
GONE = "dangling"
FJELL = "3cIEsaYcQTSFfECpBhGL6Q"
SORBET = "audience-2"


class Stage:
    """An ASGI app that plays whichever app was put on it last, so that one server serves all."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app of the moment answer."""
        await self.app(scope, receive, send)


@pytest.fixture(scope="session")
def stage() -> Iterator[tuple[Stage, str]]:
    """A running server and its URL; the app is put on it by `start`."""
    stage = Stage()
    with running(stage) as url:
        yield stage, url


@pytest.fixture
def seed() -> Seed:
    """Two answers, one in two languages and in a help center beside a dangling id."""
    return Seed(
        organization=Organization(
            ORG, "Acme", {FJELL: "Fjell & Fjord", SORBET: "Sorbet"}, ("en-us", "es-419")
        ),
        answers=(
            AnswerRecord(RETURNS, "Fjell: Returns", "For agents", (FJELL,)),
            AnswerRecord(SHIPPING, "Shipping", audience_ids=()),
        ),
        contents=(
            ContentRecord(
                RETURNS,
                "en-us",
                "public",
                "<div>Send it <b>back</b> within 30 days.</div>",
                title="How do I return <something>?",
                updated_at="2026-05-14T09:12:00.000Z",
            ),
            ContentRecord(RETURNS, "es-419", "public", "<div>Envíalo.</div>", title="¿Devolver?"),
            ContentRecord(RETURNS, "en-us", "email", "<div>Hello</div>", subject="Re: return"),
            ContentRecord(
                SHIPPING, "en-us", "public", "<div>Free return labels.</div>", title="Delivery"
            ),
        ),
        help_centers=(
            HelpCenterRecord(
                "fjell.example-en-us",
                "en-us",
                (SectionRecord("Orders", (RETURNS, GONE, SHIPPING)), SectionRecord("Empty", ())),
                FJELL,
            ),
        ),
    )


@pytest.fixture
def start(stage: tuple[Stage, str]) -> Iterator[Callable[..., httpx.Client]]:
    """Starts an emulator and gives a client for it: `start(seed, **options of create_app)`."""
    theatre, url = stage
    with httpx.Client(base_url=url, trust_env=False) as client:

        def start_emulator(seed: Seed, **options) -> httpx.Client:
            theatre.app = create_app(seed, **options)
            return client

        yield start_emulator


@pytest.fixture
def client(start: Callable[..., httpx.Client], seed: Seed) -> httpx.Client:
    """A client without credentials; nothing is limited, the clock stands still."""
    return start(seed, rate_limit=0, clock=lambda: 1_750_000_000.0)


@pytest.fixture
def agent(client: httpx.Client) -> httpx.Client:
    """The same client with credentials."""
    client.auth = httpx.BasicAuth(*DEMO_CREDENTIALS)
    return client
