"""What the transform may write, as a check of its own, and the XSS vectors."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

VECTORS = Path(__file__).parent / "xss_vectors.txt"
LINK_SCHEMES = ("https://", "http://", "mailto:", "tel:", "/", "#")
# Written out once more, and not imported, so that a slip in the code isn't a slip in the test.
ALLOWED = {
    "a": {"href", "rel", "target"},
    "img": {"alt", "decoding", "height", "loading", "src", "width"},
    "div": {"aria-label", "role", "tabindex"},
    "ol": {"start", "type"},
    "li": {"value"},
    "abbr": {"title"},
    "td": {"colspan", "rowspan"},
    "th": {"abbr", "colspan", "rowspan", "scope"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
PLAIN = frozenset(
    "p br hr span strong em b i u ul dl dt dd table caption thead tbody tfoot tr blockquote "
    "pre code kbd samp var sub sup s del ins mark small cite q".split()
)
CLASS = re.compile(
    r"align-(left|right|center|justify)|valign-(top|middle|bottom)|float-(left|right)"
    r"|font-size-[1-7]|nowrap|table-scroll|s-[0-9a-f]{8}"
)


class _Checker(HTMLParser):
    """Reads what was written with another parser than the one that wrote it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.levels = [1]
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in PLAIN or tag in ALLOWED, tag
        for name, value in attrs:
            assert name == "class" or name in ALLOWED.get(tag, ()), f"{tag} {name}"
            self._check_value(name, value or "")
        if re.fullmatch("h[2-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in {"br", "hr", "img"}:
            self.open.append(tag)

    def _check_value(self, name: str, value: str) -> None:
        if name == "href":
            assert value.startswith(LINK_SCHEMES), value
            assert not value.startswith("//"), value
        elif name == "src":
            assert value.startswith(("https://", "http://")), value
        elif name == "class":
            assert all(CLASS.fullmatch(part) for part in value.split(" ")), value
        elif name == "id":
            self.ids.append(value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def unexpected(self, data: str) -> None:
        raise AssertionError(f"comments and declarations are never written: {data!r}")

    handle_comment = handle_decl = handle_pi = unknown_decl = unexpected


def check_clean(html: str) -> None:
    """Fail unless the HTML holds only what an article may: tags, attributes, addresses, ids."""
    checker = _Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    assert len(set(checker.ids)) == len(checker.ids)
    assert all(ident and not ident.startswith("page-") for ident in checker.ids)
    steps = zip(checker.levels, checker.levels[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps), checker.levels
    seen = "".join(checker.text)
    assert not re.search("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\u2060\ufffe\uffff]", seen)


@pytest.fixture(scope="session")
def assert_clean() -> Callable[[str], None]:
    return check_clean


def read_vectors() -> list[str]:
    """The vectors of the file: one a line, `#` at the start comments, escapes as in Python."""
    lines = VECTORS.read_text(encoding="utf-8").split("\n")
    vectors = [line for line in lines if line and not line.startswith("# ")]
    return [re.sub(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))", _character, line) for line in vectors]


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1] or match[2], 16))


@pytest.fixture(scope="session")
def vectors() -> list[str]:
    return read_vectors()
