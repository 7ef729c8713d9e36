"""The client: one method for each operation of the contract, safe to share among threads."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import httpx

from helpgen.gladly.gateway import Gateway
from helpgen.gladly.hosts import origin
from helpgen.gladly.limiter import RateLimiter
from helpgen.gladly.management import ManagementOperations
from helpgen.gladly.public import PublicOperations
from helpgen.gladly.retries import RetryPolicy
from helpgen.gladly.sender import Sender
from helpgen.gladly.settings import Credentials, Limits


class GladlyClient(PublicOperations, ManagementOperations):
    """Asks one organization's Gladly; a context manager that closes its connections.

    Credentials go to the private endpoints of the organization's host and nowhere else.

    Attributes:
        url: Origin of the organization's host.

    Args:
        url: The organization's host, such as `https://example.us-1.gladly.com`; plain http
            for this machine only.
        org_id: The organization's id.
        cdn_url: The host of help-center layouts, such as `https://cdn.gladly.com`; None for
            the organization's host.
        credentials: For the operations that need a token; None for public ones alone.
        transport: Sends the requests in place of the network.
        limiter: Shared among all clients of the organization; None for one of its own.
        retries: How often and how patiently a request is repeated.
        limits: How long and how much one request may take.

    Raises:
        ConfigError: A URL or the organization's id can't be used.
    """

    def __init__(
        self,
        url: str,
        *,
        org_id: str,
        cdn_url: str | None = None,
        credentials: Credentials | None = None,
        transport: httpx.BaseTransport | None = None,
        limiter: RateLimiter | None = None,
        retries: RetryPolicy = RetryPolicy(),  # noqa: B008 - frozen
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> None:
        api = self.url = origin(url, "Gladly URL")
        cdn = api if cdn_url is None else origin(cdn_url, "Gladly CDN URL")
        self._sender = Sender(
            api,
            credentials=credentials,
            transport=transport,
            limiter=limiter or RateLimiter(),
            limits=limits,
            longest_pause=retries.retry_after_max,
        )
        gateway = Gateway(self._sender, retries)
        PublicOperations.__init__(self, gateway, org_id=org_id, api=api, cdn=cdn)
        ManagementOperations.__init__(self, gateway, api=api)
        self._api = api
        self.retries = retries

    def once(self) -> ManagementOperations:
        """Operations that are sent once: for who looks again before each repetition."""
        return ManagementOperations(Gateway(self._sender, RetryPolicy(attempts=1)), api=self._api)

    def close(self) -> None:
        """Close the connections; the client can't be used any more."""
        self._sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
