"""A theme's files under names that hold their hash, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rcssmin import cssmin

from helpgen.errors import ContentError
from helpgen.files import files_below, read_bytes, read_text
from helpgen.scripts import SUFFIX, imported_first, parts, published
from helpgen.theme import Theme
from helpgen.theme_option import OptionValue

STYLESHEET = "style.css"
_CSS_URL = re.compile(
    # Relative addresses only; %23 is the # of an SVG's own gradient within a data: address.
    r"""url\(\s*(["']?)(?![a-z]+:|/|#|%23)([^"')?#]+)([?#][^"')]*)?\1\s*\)""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Assets:
    """Hashed files of a brand's theme.

    Attributes:
        files: Content by path below the brand's folder (`assets/style.1a2b3c4d.css`).
        names: That path by the name a template uses (`style.css`).
    """

    files: Mapping[str, bytes]
    names: Mapping[str, str]


def collect_assets(theme: Theme, options: Mapping[str, OptionValue]) -> Assets:
    """All assets of a theme's chain and its one stylesheet.

    Relative imports of scripts lead to the hashed names.

    Raises:
        ContentError: theme.toml, a stylesheet or a script names a file that isn't there, or
            scripts import each other in a circle.
    """
    return with_stylesheet(theme, options, plain_assets(theme))


def plain_assets(theme: Theme) -> Assets:
    """All assets but the stylesheet.

    Raises:
        ContentError: As `collect_assets`.
    """
    found = _files(theme)
    sheets = _stylesheets(theme)
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    plain = {name: path for name, path in found.items() if path not in sheets}
    in_order = {name: plain[name] for name in imported_first(plain)}
    taken_in = parts(in_order, [name for _, file in theme.chain for name in file.scripts])
    for name, path in in_order.items():
        is_script = name.endswith(SUFFIX)
        whole = published(name, plain, names, taken_in.get(name, ())) if is_script else None
        _add(files, names, name, read_bytes(path) if whole is None else whole)
    return Assets(files, names)


def with_stylesheet(theme: Theme, options: Mapping[str, OptionValue], plain: Assets) -> Assets:
    """The assets together with the stylesheet.

    It's the option tokens, then the stylesheets of the chain, base first, without comments
    and white space; comments that begin with `/*!` stay.

    Raises:
        ContentError: A stylesheet isn't there, or names a file that isn't.
    """
    files, names = dict(plain.files), dict(plain.names)
    linked = [
        _linked(read_text(path), folder, path, names)
        for path, folder in _stylesheets(theme).items()
    ]
    _add(files, names, STYLESHEET, _minified("\n".join([option_tokens(theme, options), *linked])))
    return Assets(files, names)


def hashed_name(name: str, data: bytes) -> str:
    """`style.css` with the content's hash before its suffix: `style.1a2b3c4d.css`."""
    stem, suffix = posixpath.splitext(name)
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:8]}{suffix}"


def _minified(css: str) -> bytes:
    return str(cssmin(css, keep_bang_comments=True)).encode()


def _add(files: dict[str, bytes], names: dict[str, str], name: str, data: bytes) -> None:
    path = f"assets/{hashed_name(name, data)}"
    files[path] = data
    names[name] = path


def _files(theme: Theme) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder, _ in reversed(theme.chain):
        found |= files_below(folder / "assets")
    for _, file in theme.chain:
        for name in file.scripts:
            if name not in found:
                raise ContentError(f"theme {theme.name}: script {name!r} isn't in assets/")
    return found


def _stylesheets(theme: Theme) -> dict[Path, str]:
    """The stylesheets, base first, each with its folder below assets/."""
    sheets = {}
    for folder, file in reversed(theme.chain):
        for name in file.stylesheets:
            path = folder / "assets" / name
            if not path.is_file():
                raise ContentError(f"{folder / 'theme.toml'}: stylesheet {path} isn't there")
            sheets[path] = posixpath.dirname(name)
    return sheets


def option_tokens(theme: Theme, options: Mapping[str, OptionValue]) -> str:
    """The rule of the stylesheet that holds the options with a custom property."""
    lines = [
        f"  {option.css}: {options[name]};"
        for name, option in theme.options.items()
        if option.css and options[name]
    ]
    return ":root {\n" + "\n".join(lines) + "\n}"


def _linked(css: str, folder: str, path: Path, names: Mapping[str, str]) -> str:
    """The stylesheet with its addresses leading from assets/ to hashed names."""

    def hashed(match: re.Match[str]) -> str:
        name = posixpath.normpath(posixpath.join(folder, match[2].strip()))
        if name not in names:
            raise ContentError(f"{path}: {match[0]} leads to no file: add assets/{name}")
        return f'url("{names[name].removeprefix("assets/")}{match[3] or ""}")'

    return _CSS_URL.sub(hashed, css)
