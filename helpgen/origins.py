"""Hosts beside its own that a brand's pages use, for policies that name every one of them."""

from __future__ import annotations

from urllib.parse import urlsplit

from helpgen.config import Brand

_ENDPOINT = ("connect-src", "form-action")
_CHAT = ("script-src", "connect-src", "frame-src", "img-src", "font-src", "media-src", "style-src")


def foreign_origins(brand: Brand) -> dict[str, list[str]]:
    """Origins that the brand has configured, by directive of the Content-Security-Policy.

    The search endpoint and where feedback goes; of the chat, the host of its script. What
    a chat asks other hosts for is its own business, and the brand's to allow.
    """
    used = [(directive, brand.search_endpoint) for directive in _ENDPOINT]
    used += [(directive, brand.feedback_url) for directive in _ENDPOINT]
    if brand.chat_app_id:
        used += [(directive, brand.chat_script) for directive in _CHAT]
    found: dict[str, list[str]] = {}
    for directive, address in used:
        parts = urlsplit(address or "")
        origin = f"{parts.scheme}://{parts.netloc}"
        if parts.netloc and origin not in found.setdefault(directive, []):
            found[directive].append(origin)
    return {directive: origins for directive, origins in found.items() if origins}
