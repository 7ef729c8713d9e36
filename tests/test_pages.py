"""Content pages."""

from __future__ import annotations

import pytest

from helpgen.errors import ConfigError, Severity
from helpgen.model import EditionKey
from helpgen.pages import load_pages, load_parts, page_files

EDITION = EditionKey("fjell", "en-us")
GOOD = '+++\ntitle = " Contact "\ndescription = " How. "\n+++\n**Write**.\n'


@pytest.fixture
def content(tmp_path):
    """Writes content pages of the edition and returns the content folder."""

    def write(**pages):
        folder = tmp_path / "fjell" / "en-us"
        folder.mkdir(parents=True)
        for stem, text in pages.items():
            data = text if isinstance(text, bytes) else text.encode()
            (folder / f"{stem}.md").write_bytes(data)
        return tmp_path

    return write


def problems_of(content, load=load_pages):
    with pytest.raises(ConfigError) as raised:
        load(content, EDITION)
    assert {problem.severity for problem in raised.value.problems} == {Severity.ERROR}
    return [
        str(problem).replace(f"{content}/fjell/en-us/", "") for problem in raised.value.problems
    ]


def test_a_page_is_read(content):
    (page,) = load_pages(content(contact=GOOD), EDITION)
    assert (page.stem, page.title, page.description) == ("contact", "Contact", "How.")
    assert page.body_html == "<p><strong>Write</strong>.</p>\n"
    assert page.file.endswith("fjell/en-us/contact.md")


def test_pages_come_by_name_and_other_files_are_left_alone(content):
    folder = content(b=GOOD, a=GOOD, 利用規約=GOOD)
    (folder / "fjell/en-us/notes.txt").write_text("x")
    assert [page.stem for page in load_pages(folder, EDITION)] == ["a", "b", "利用規約"]
    assert [path.name for path in page_files(folder, EDITION)] == ["a.md", "b.md", "利用規約.md"]


def test_an_edition_without_a_folder_has_no_pages(tmp_path):
    assert load_pages(tmp_path, EDITION) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Text", 'front matter lacks a title: add title = "…"'),
        ('+++\ntitle = " "\n+++\n', 'front matter lacks a title: add title = "…"'),
        ("+++\ntitle = 7\n+++\n", 'front matter lacks a title: add title = "…"'),
        ('+++\ntitle = "T"\ndescription = 7\n+++\n', "description must be text"),
        (
            '+++\ntitle = "T"\ntitel = "T"\n+++\n',
            "front matter has titel; known: title, description",
        ),
        ('+++\ntitle = "T"', "front matter isn't closed: end it with a line '+++'"),
        (b"\xff", "isn't UTF-8 (byte 0): save it as UTF-8"),
    ],
)
def test_a_page_that_cant_be_used_is_told_with_its_remedy(content, text, told):
    assert problems_of(content(page=text)) == [f"page.md: {told}"]


def test_a_files_name_must_be_an_address(content):
    assert problems_of(content(**{"Über uns": GOOD})) == [
        "Über uns.md: the file's name is its address: call it uber-uns.md"
    ]


def test_every_page_that_cant_be_used_is_told(content):
    assert len(problems_of(content(a="", b=GOOD, c="+++\n"))) == 2


def test_a_folder_is_no_page(content):
    folder = content(contact=GOOD)
    (folder / "fjell/en-us/drafts.md").mkdir()
    assert [path.name for path in page_files(folder, EDITION)] == ["contact.md"]


def test_what_stands_on_every_page_is_no_page(content):
    folder = content(contact=GOOD, _announcement="**Closed** today.\n", _legal="© Fjell\n")
    assert [page.stem for page in load_pages(folder, EDITION)] == ["contact"]
    assert [(part.stem, part.body_html) for part in load_parts(folder, EDITION)] == [
        ("_announcement", "<p><strong>Closed</strong> today.</p>\n"),
        ("_legal", "<p>© Fjell</p>\n"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "_anouncement",
            "x",
            "no page's name starts with _; what stands on all: _announcement.md, _legal.md",
        ),
        ("_legal", GOOD, "it has no title: take the front matter out"),
        ("_legal", "# Legal", "it stands on every page: write its headings as bold text"),
        ("_legal", "<H2>x</H2>", "it stands on every page: write its headings as bold text"),
        (
            "_legal",
            '<p class="x" style="color: red">x</p>',
            "it has styles: leave its look to the theme's stylesheet",
        ),
    ],
)
def test_a_part_that_cant_be_used_is_told_with_its_remedy(content, name, text, told):
    assert problems_of(content(**{name: text}), load_parts) == [f"{name}.md: {told}"]


def test_code_that_shows_a_heading_is_none(content):
    (part,) = load_parts(content(_legal="`<h2 style=x>`"), EDITION)
    assert "&lt;h2" in part.body_html
