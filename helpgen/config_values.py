"""Single values of site.toml: addresses, ids, languages, each with what's wrong with a bad one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^\.*[A-Za-z0-9_-][A-Za-z0-9._-]*$"  # not of dots alone: ids stand in URL paths
RESERVED_SLUGS = frozenset({"answers", "help-centers", "pictures"})
_URL_CHARACTERS = re.compile(r"""[^\s\0-\x20\x7f"'<>\\^`{|}]+""")
_SITE_PATH = re.compile(r"(?:/(?!\.+(?:/|$))[A-Za-z0-9._~-]+)*")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def mistake(what: str, hint: str) -> PydanticCustomError:
    """A validation error that `config_file` tells as it stands."""
    return PydanticCustomError("helpgen", "{what}", {"what": what, "hint": hint})


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The hint for a name that isn't known: the one that it's like, else all of them."""
    names = sorted(known) if isinstance(known, AbstractSet) else list(known)
    near = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(names)}"


def is_loopback(url: str) -> bool:
    """Whether the URL's host is this machine, where plain http is allowed."""
    return urlsplit(url).hostname in _LOOPBACK


def web_url(url: str) -> str:
    """A web address without a slash at its end; plain http for this machine only."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        valid = bool(whole and _URL_CHARACTERS.fullmatch(url))
    except ValueError:
        valid = False
    if not valid:
        raise mistake(f"{url!r} isn't a web address", "write it as https://host")
    if parts.username or parts.password:
        raise mistake(
            "holds a user name or password",
            "take them out: credentials come from GLADLY_API_USER and GLADLY_API_TOKEN",
        )
    if "?" in url or "#" in url:
        raise mistake(f"{url!r} has a query or a fragment", "end it after host and path")
    if parts.scheme == "http" and not is_loopback(url):
        raise mistake(f"{url!r} is plain http", "use https:// (http is for this machine only)")
    return url.rstrip("/")


def site_url(url: str) -> str:
    """A web address whose path can be a folder on every host."""
    url = web_url(url)
    if not _SITE_PATH.fullmatch(urlsplit(url).path):
        raise mistake(
            f"{url!r} has a path that can't be a folder on every host",
            "use letters, digits, '.', '_', '~', '-' and single slashes",
        )
    return url


def host_url(url: str) -> str:
    """Scheme and host alone."""
    url = web_url(url)
    if urlsplit(url).path:
        raise mistake(f"{url!r} has a path", "give scheme and host only, as https://host")
    return url


def policy_source(source: str) -> str:
    """An origin of a Content-Security-Policy: a host, `*.` before it for all below, or `data:`."""
    if source == "data:":
        return source
    plain = host_url(source.replace("://*.", "://", 1))
    return plain.replace("://", "://*.", 1) if "://*." in source else plain


def gladly_url(url: str) -> str:
    """A host, or `emulator`."""
    return url if url == "emulator" else host_url(url)


def action_url(url: str) -> str:
    """Where a form is sent: a web address as it stands, or a path of the brand's own host."""
    if not url.startswith("/"):
        web_url(url)
    elif url.startswith("//") or not _URL_CHARACTERS.fullmatch(url):
        raise mistake(f"{url!r} isn't a path", "write it as /feedback, or as https://host/feedback")
    return url


_DEPLOY_URL = re.compile(
    r"s3://[a-z0-9{}.-]+(/[^\s?#]*)?"
    r"|rsync://[\w{}.@:-]+/[^\s?#]+"
    r"|(?!-)([\w.-]+@)?[\w{}.-]+:(?!//)\S+"
    r"|(file://)?\.{0,2}/.*"
)


def is_deploy_url(text: str) -> bool:
    """Whether it reads like an address to deploy to, rather than like a name."""
    return _DEPLOY_URL.fullmatch(text) is not None or "://" in text


def deploy_url(url: str) -> str:
    """A bucket, a destination of rsync, or a folder's path."""
    if not _DEPLOY_URL.fullmatch(url):
        raise mistake(
            f"{url!r} is no address to deploy to",
            "write it as s3://bucket/prefix, user@host:/path, rsync://host/module/path or ./folder",
        )
    if url.startswith("rsync://") and ":" in url[8:].partition("@")[0] and "@" in url:
        raise mistake("holds a password", "take it out: rsync reads RSYNC_PASSWORD")
    if re.search(r"[{}]", url.replace("{brand}", "")):
        raise mistake(f"{url!r} has a brace that isn't of {{brand}}", "write {brand} or no brace")
    return url


def distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    """At least one value, none of them twice."""
    if not values:
        raise mistake("is empty", "name at least one; the first is the default")
    return once(values)


def once(values: tuple[str, ...]) -> tuple[str, ...]:
    """No value twice."""
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise mistake(f"names {', '.join(twice)} more than once", "name each once")
    return values


LintRule = Literal[
    "too-long",
    "stripped-markup",
    "heading-order",
    "empty-heading",
    "empty-link",
    "vague-link",
    "missing-alt",
    "double-title",
    "broken-link",
    "other-brand",
    "placeholder",
    "conflict-markers",
    "reading",
]
"""What `helpgen answers lint` looks for."""

CHECK_RULES = frozenset(
    "alike-ids bad-answer bad-layout bad-link blocked-picture broken-link broken-picture "
    "changed-original "
    "dangling-id dead-anchor dead-link dead-url double-description double-title empty-answer "
    "empty-link empty-section fake-heading headless-table hidden-answer list-cut-off "
    "low-contrast missing-alt missing-description missing-picture missing-title "
    "missing-translation moved-url old-picture one-way-alternate orphan-page other-brand "
    "poor-alt relative-link removed-markup stale-answer unkept-articles unknown-answer "
    "unknown-contrast unplaced-answer unrecorded-build vague-link wrong-help-center".split()
)
"""What builds and `helpgen check` look for; `checks/rules.py` has the rules."""


def check_rule(name: str) -> str:
    """The name of a rule."""
    if name not in CHECK_RULES:
        raise mistake(f"there's no rule {name!r}", did_you_mean(name, CHECK_RULES))
    return name


# The formats are for docs/reference/configuration.md.
CheckRule = Annotated[str, AfterValidator(check_rule)]
Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=200, json_schema_extra={"format": "id"})]
Language = Annotated[
    str,
    Field(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", json_schema_extra={"format": "language"}),
]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
WebUrl = Annotated[str, AfterValidator(web_url), Field(json_schema_extra={"format": "uri"})]
SiteUrl = Annotated[str, AfterValidator(site_url), Field(json_schema_extra={"format": "uri"})]
ActionUrl = Annotated[
    str, AfterValidator(action_url), Field(json_schema_extra={"format": "action"})
]
DeployUrl = Annotated[
    str, AfterValidator(deploy_url), Field(json_schema_extra={"format": "deploy"})
]
PolicySource = Annotated[
    str, AfterValidator(policy_source), Field(json_schema_extra={"format": "uri"})
]
PolicyDirective = Literal[
    "connect-src",
    "font-src",
    "form-action",
    "frame-src",
    "img-src",
    "media-src",
    "script-src",
    "style-src",
]
