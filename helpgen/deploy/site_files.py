"""dist/<brand>/ -> the files to deploy, if the last build came to its end."""

from __future__ import annotations

import hashlib
import mimetypes
import posixpath
from collections.abc import Sequence
from pathlib import Path

from helpgen.config import Brand, Site
from helpgen.deploy.ledger import LEDGER
from helpgen.deploy.place import File
from helpgen.errors import DeployError
from helpgen.files import files_below, read_bytes
from helpgen.headers import HeaderRule, headers_of, read_headers_file
from helpgen.publish import Manifest, Unit, published_units

_AGAIN = "run 'helpgen build' until it ends well"
_CARRIED = ("Content-Type", "Cache-Control")
_TEXT = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".xml": "application/xml",
}
"""Types whose text is UTF-8, which the header has to say."""
_OTHERS = {
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
_KNOWN = mimetypes.MimeTypes()  # Python's own list: the machine's would differ from the next one's


def site_files(site: Site, brand: Brand) -> list[File]:
    """What a brand has to be served with, by path.

    The brand's whole folder counts, so that a file which somebody put there, such as a
    host's own settings, goes with it.

    Raises:
        DeployError: There's nothing, or a build was interrupted or has failed.
    """
    folder = site.output / brand.slug
    _check_whole(site.output, brand)
    found = dict(files_below(folder))
    if LEDGER in found:
        raise DeployError(f"{folder}: is a place that was deployed to, not what a build wrote")
    rules = _rules(folder)
    return [_file(path, source, brand, rules) for path, source in sorted(found.items())]


def content_type(path: str) -> str:
    """The media type of a file by its name, with its charset where it's text."""
    suffix = posixpath.splitext(path)[1].lower()
    if suffix in _TEXT:
        return f"{_TEXT[suffix]}; charset=utf-8"
    return _OTHERS.get(suffix) or _KNOWN.guess_type(path)[0] or "application/octet-stream"


def _file(path: str, source: Path, brand: Brand, rules: Sequence[HeaderRule]) -> File:
    headers = {"Content-Type": content_type(path), **headers_of(rules, site_path(brand, path))}
    carried = tuple((name, headers[name]) for name in _CARRIED if name in headers)
    return File(path, source, hashlib.sha256(read_bytes(source)).hexdigest(), carried)


def site_path(brand: Brand, path: str) -> str:
    """The path under which a file is asked for: `/en-us/` for `en-us/index.html`."""
    head, tail = posixpath.split(path)
    asked = (f"{head}/" if head else "") if tail == "index.html" else path
    return f"{brand.base_path}/{asked}"


def _rules(folder: Path) -> tuple[HeaderRule, ...]:
    file = folder / "_headers"
    if not file.is_file():
        raise DeployError(f"{file}: isn't there: {_AGAIN}")
    return read_headers_file(file.read_text("utf-8"))


def _check_whole(output: Path, brand: Brand) -> None:
    """See that each unit of the brand is finished, and each file that it wrote is there."""
    names = [name for slug, name in published_units(output) if slug == brand.slug]
    if not names:
        raise DeployError(f"{output / brand.slug}: nothing was built there: run 'helpgen build'")
    for missing in [code for code in brand.languages if code not in names]:
        raise DeployError(
            f"{brand.slug}/{missing}: was never built: {_AGAIN}, or take the language out of "
            "site.toml"
        )
    for name in names:
        _check_unit(f"{brand.slug}/{name}", output / brand.slug, Unit(output, brand.slug, name))


def _check_unit(unit: str, folder: Path, state: Unit) -> None:
    if _is_unfinished(state.manifest):
        raise DeployError(f"{unit}: its last build was interrupted: {_AGAIN}")
    for path, stamp in state.manifest.files.items():
        file = folder / path
        # The time isn't looked at: a copy of dist/, as CI makes it, is as good.
        if not file.is_file() or stamp is None or file.stat().st_size != stamp[0]:
            raise DeployError(f"{file}: isn't as the build left it: {_AGAIN}")


def _is_unfinished(manifest: Manifest) -> bool:
    return None in manifest.files.values()
