"""A new site that builds at once: one brand, two answers, one page, the emulator."""

from __future__ import annotations

import base64
import uuid
from pathlib import Path

from helpgen.config_values import RESERVED_SLUGS
from helpgen.errors import ConfigError, Problem, Severity
from helpgen.files import write_atomic
from helpgen.slugs import slugify

_SITE = """\
# One brand on the emulator. Every key: docs/reference/configuration.md
[gladly]
url = "emulator"              # your organization's address, such as https://acme.us-1.gladly.com
org_id = {org_id}

[[brands]]
slug = {slug}
name = {name}
audience_id = {audience_id}
base_url = "https://help.example.com"
theme = "base"
languages = ["en-us"]         # the first is the default

[[brands.sections]]           # in Gladly's own help center instead: [brands.help_centers]
header = "First steps"
answers = [{first}, {second}]

[brands.options]
accent = "#1d4fd7"
"""
_ANSWER = """\
id = {id}
name = {name}
audiences = [{brand}]
"""
_FIRST = """\
+++
title = "How do I change an answer?"
+++
While `gladly.url` is `"emulator"`, answers are the files under `content/answers/`: edit one,
run `helpgen build`, and its page changes.

With an account, answers come from Gladly and these files are no longer read by the build.
"""
_SECOND = """\
+++
title = "How do I make the pages look like my brand?"
+++
Set colors and words under `[brands.options]` in `site.toml`:

- `accent` for links and buttons
- `hero_title` for the headline of the home page
- `contact_url` for the way to a person

For more, run `helpgen theme new mine`: it makes a theme of your own. Options in `site.toml` win
over a theme's, so take `accent` out there once your theme sets it.
"""
_PAGE = """\
+++
title = "Contact"
description = "How to reach us."
+++
Write here how your customers reach a person.
"""


def new_site(folder: Path, name: str) -> list[Path]:
    """Write the files of a new site.

    Args:
        folder: Where they go; made if it isn't there.
        name: The brand's name.

    Returns:
        The files that were written.

    Raises:
        ConfigError: The name is empty, or one of the files is there already, so that none was
            written; or one can't be written.
    """
    if not name.strip():
        raise ConfigError([Problem("name", "is empty", "give the brand a name", Severity.ERROR)])
    slug = slugify(name, ascii_only=True)[:60].strip("-") or "brand"
    slug = f"{slug}-brand" if slug in RESERVED_SLUGS else slug
    first, second = _new_id(), _new_id()
    answers = folder / "content" / "answers"
    files = {
        folder / "site.toml": _SITE.format(
            org_id=_quoted(_new_id()),
            slug=_quoted(slug),
            name=_quoted(name),
            audience_id=_quoted(_new_id()),
            first=_quoted(first),
            second=_quoted(second),
        ),
        answers / "change-an-answer" / "answer.toml": _answer(first, "Change an answer", name),
        answers / "change-an-answer" / "en-us.md": _FIRST,
        answers / "make-it-yours" / "answer.toml": _answer(second, "Make it yours", name),
        answers / "make-it-yours" / "en-us.md": _SECOND,
        folder / "content" / slug / "en-us" / "contact.md": _PAGE,
    }
    there = [path for path in files if path.exists()]
    if there:
        hint = "choose an empty folder, or delete it"
        raise ConfigError(
            Problem(str(path), "is there already", hint, Severity.ERROR) for path in there
        )
    try:
        for path, text in files.items():
            write_atomic(path, text.encode())
    except OSError as error:
        what = f"can't be written: {error.strerror}"
        hint = "choose a folder of your own"
        raise ConfigError([Problem(str(path), what, hint, Severity.ERROR)]) from error
    return list(files)


def _answer(answer_id: str, name: str, brand: str) -> str:
    return _ANSWER.format(id=_quoted(answer_id), name=_quoted(name), brand=_quoted(brand))


def _new_id() -> str:
    """An id as Gladly makes them: a random UUID as unpadded base64url."""
    return base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
