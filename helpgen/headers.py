"""The HTTP headers that a brand's files want: one list, written in the words of several hosts.

No header but Content-Security-Policy's company stands under `/*`, because hosts differ in what
they do with a header that two rules name: Cloudflare joins the values with a comma, Netlify
takes the more specific rule's. So no header is named twice for any address.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from helpgen.config import Brand
from helpgen.origins import foreign_origins

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, max-age=0, must-revalidate"
MOST_HOSTS = 25
"""Cloudflare takes lines of 2000 signs: https://developers.cloudflare.com/pages/configuration/headers/"""
_CONTENT_TYPE = "Content-Type"
_OFF = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
_SLOT = re.compile(r":\w+")


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """Headers of the addresses that a pattern fits.

    Attributes:
        pattern: A path as in `_headers` files: `:name` is any text without a slash, and `*`
            at its end any text.
        headers: Name and value.
    """

    pattern: str
    headers: tuple[tuple[str, str], ...]

    def fits(self, path: str) -> bool:
        """Whether a site path, without query, is meant."""
        return re.fullmatch(_expression(self.pattern), path) is not None


def header_rules(brand: Brand, picture_hosts: Collection[str] = ()) -> tuple[HeaderRule, ...]:
    """What a brand's files are to be served with.

    Args:
        brand: Whose files they are.
        picture_hosts: Origins that pictures may come from beside those of the brand's policy.
    """
    base = brand.base_path

    def rule(pattern: str, **headers: str) -> HeaderRule:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return HeaderRule(base + pattern, tuple(named.items()))

    return (
        HeaderRule(f"{base}/*", _everywhere(brand, picture_hosts)),
        rule("/", Cache_Control=ASK_AGAIN),
        rule("/:file", Cache_Control=ASK_AGAIN),
        *(rule(f"/{language}/*", Cache_Control=ASK_AGAIN) for language in brand.languages),
        rule("/assets/*", Cache_Control=FOR_EVER),
        rule("/pictures/*", Cache_Control=FOR_EVER),  # their names tell their content too
        rule("/llms.txt", Content_Type="text/plain; charset=utf-8"),
        rule("/:language/llms.txt", Content_Type="text/plain; charset=utf-8"),
        rule("/:language/feed.xml", Content_Type="application/atom+xml; charset=utf-8"),
        rule("/:language/site.webmanifest", Content_Type="application/manifest+json"),
        # The page is what search engines are to show; its twin would be a second one.
        rule(
            "/:language/answers/:answer/index.md",
            Content_Type="text/markdown; charset=utf-8",
            X_Robots_Tag="noindex",
        ),
    )


def headers_of(rules: Iterable[HeaderRule], path: str) -> dict[str, str]:
    """The headers of a site path, without its query."""
    return {name: value for rule in rules if rule.fits(path) for name, value in rule.headers}


def content_security_policy(brand: Brand, picture_hosts: Collection[str] = ()) -> str:
    """Nothing inline, and nothing from another host but what the brand has configured.

    Args:
        brand: Whose pages they are.
        picture_hosts: Origins that pictures may come from beside those of the brand's policy.
    """
    directives = {
        "default-src": ["'none'"],
        **{
            name: ["'self'"]
            for name in (
                *("script-src", "style-src", "img-src", "font-src", "media-src"),
                *("connect-src", "manifest-src", "form-action"),
            )
        },
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
    directives["img-src"] += _few(picture_hosts)
    for more in (foreign_origins(brand), brand.policy):
        for name, sources in more.items():
            directives.setdefault(name, []).extend(sources)
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def _few(hosts: Collection[str]) -> list[str]:
    """The hosts, or their schemes where they'd be too many for a header's line."""
    few = hosts if len(hosts) <= MOST_HOSTS else {f"{host.partition('://')[0]}:" for host in hosts}
    return sorted(few)


def headers_file(rules: Iterable[HeaderRule]) -> str:
    """The rules as a `_headers` file of Netlify and Cloudflare Pages."""
    blocks = (
        "\n".join([rule.pattern, *(f"  {name}: {value}" for name, value in rule.headers)])
        for rule in rules
    )
    return "\n\n".join(blocks) + "\n"


def read_headers_file(text: str) -> tuple[HeaderRule, ...]:
    """The rules of a `_headers` file."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line.strip(), []))
        elif rules and ":" in line and not line.startswith("#"):
            name, _, value = line.partition(":")
            rules[-1][1].append((name.strip(), value.strip()))
    return tuple(HeaderRule(pattern, tuple(headers)) for pattern, headers in rules)


def nginx_snippet(brand: Brand, rules: tuple[HeaderRule, ...]) -> str:
    """A brand's rules as locations of nginx, for the `server` block of its host.

    Each location repeats all headers, since nginx takes those around it only where it has
    none of its own.
    """
    base = brand.base_path
    error_page = f"error_page 404 {base}/404.html;"
    return "\n\n".join([error_page, *(_location(rule, rules, brand) for rule in rules)]) + "\n"


def _location(rule: HeaderRule, rules: tuple[HeaderRule, ...], brand: Brand) -> str:
    example = rule.pattern.replace(":language", brand.languages[0]).replace("*", "x/x")
    headers = headers_of(rules, _SLOT.sub("x", example))
    lines = []
    if kind := headers.pop(_CONTENT_TYPE, ""):
        lines += ["types { }", f'default_type "{kind}";']
    # `always` means errors too, and a missing file isn't to be kept.
    lines += [
        f'add_header {name} "{value}"{"" if name == "Cache-Control" else " always"};'
        for name, value in headers.items()
    ]
    body = "".join(f"    {line}\n" for line in lines)
    return f"location {_place(rule.pattern)} {{\n{body}}}"


def _place(pattern: str) -> str:
    """A pattern as nginx has it."""
    if _SLOT.search(pattern):
        return f"~ ^{_expression(pattern)}$"
    return pattern[:-1] if pattern.endswith("*") else f"= {pattern}"


def _expression(pattern: str) -> str:
    """A pattern as a regular expression that Python and nginx read alike."""
    parts = (
        "[^/]+" if part.startswith(":") else part.replace(".", r"\.").replace("*", ".*")
        for part in re.split(r"(:\w+)", pattern)
    )
    return "".join(parts)


def _everywhere(brand: Brand, picture_hosts: Collection[str]) -> tuple[tuple[str, str], ...]:
    return (
        ("Content-Security-Policy", content_security_policy(brand, picture_hosts)),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", ", ".join(f"{feature}=()" for feature in _OFF)),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("X-Content-Type-Options", "nosniff"),
    )
