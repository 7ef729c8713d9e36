"""How the preview runs, as the command line says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """How the preview runs.

    Attributes:
        config: site.toml.
        settings: Changes to it.
        slugs: The brands to show; all if there are none.
        host: Address to listen on.
        port: The first one to try; 0 for a free one.
        named: Other names that may be in a Host header.
        opens: Whether to open a browser.
        offline: Whether Gladly is never asked.
        poll: Seconds between two times that Gladly is asked; 0 for once at the start.
        checks: Whether full builds run behind it.
        navigate: Whether open pages are led to the page that has changed.
        published: Whether drafts are hidden.
    """

    config: Path
    settings: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8000
    named: tuple[str, ...] = ()
    opens: bool = False
    offline: bool = False
    poll: float = 0
    checks: bool = True
    navigate: bool = False
    published: bool = False
