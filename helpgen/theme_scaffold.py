"""A new theme that builds at once: a theme.toml, a stylesheet and an icon."""

from __future__ import annotations

import re
from pathlib import Path

from helpgen.errors import ConfigError, Problem, Severity
from helpgen.files import write_atomic
from helpgen.theme import find_theme
from helpgen.theme_file import THEME_API

_THEME = """\
# Every key and every option: docs/reference/theme-options.md
name = "{slug}"
version = "0.1"
extends = "{extends}"
helpgen_api = {api}
stylesheets = ["brand.css"]

[defaults]                    # each color has a counterpart for dark mode
accent = "#7a2e8e"            # links, buttons, the focus ring
accent_dark = "#d9a3e6"
on_accent = "#ffffff"         # text on it
on_accent_dark = "#2b1033"
favicon = "icon.svg"
"""
_STYLESHEET = """\
/* Follows the stylesheet of {extends}: what stands here wins. The custom properties below are
   the ones that most brands change; base.css shows all of them. */

:root {{
  --font-heading: var(--font-text);
  --heading-weight: 650;
  --radius: 0.875rem;
  --radius-small: 0.5rem;
  --radius-control: 0.75rem;
}}
"""
_ICON = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" \
fill="#7a2e8e"/><path d="M11 12.5a5 5 0 1 1 7.4 4.4c-1.6.9-2.4 1.7-2.4 3.1m0 \
3.5v.5" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>
"""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 64


def new_theme(slug: str, themes: Path, extends: str = "base") -> list[Path]:
    """Write the files of a new theme.

    Args:
        slug: Name of its folder, which site.toml names.
        themes: The site's themes folder.
        extends: The theme that it changes.

    Returns:
        The files that were written.

    Raises:
        ConfigError: The name can't be a theme's or is taken, there's no theme to extend, or a
            file can't be written.
    """
    if not _SLUG.fullmatch(slug) or len(slug) > _LONGEST:
        raise _refused(slug, "can't be a theme's name", "use lower-case letters, digits, hyphens")
    if there := find_theme(slug, themes):
        raise _refused(str(there), "is there already", "choose another name, or change that one")
    if find_theme(extends, themes) is None:
        raise _refused(f"--extends {extends}", "there's no such theme", "name one, such as base")
    folder = themes / slug
    files = {
        folder / "theme.toml": _THEME.format(slug=slug, extends=extends, api=THEME_API),
        folder / "assets" / "brand.css": _STYLESHEET.format(extends=extends),
        folder / "assets" / "icon.svg": _ICON,
    }
    try:
        for path, text in files.items():
            write_atomic(path, text.encode())
    except OSError as error:
        what = f"can't be written: {error.strerror}"
        raise _refused(str(folder), what, "see who may write to the themes folder") from error
    return list(files)


def _refused(where: str, what: str, hint: str) -> ConfigError:
    return ConfigError([Problem(where, what, hint, Severity.ERROR, "config")])
