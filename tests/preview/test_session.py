"""What open pages are told of a save, and when."""

from __future__ import annotations

import asyncio

import pytest

from helpgen.preview.endpoint import SearchEndpoint
from helpgen.preview.project import Project
from helpgen.preview.reply import Mount
from helpgen.preview.session import Session

HOME = (Mount("alpha", prefixed=False), "/en-us/")


@pytest.fixture
def site(small_site):
    return small_site({"alpha": ["en-us"]})


def session_of(site, **options):
    """A run of the preview in which a page has been looked at."""
    project = Project(site.root / "site.toml")
    session = Session(project, SearchEndpoint(site.root / "built", 1), print, **options)
    page(session)
    asyncio.run(session.take_changes())
    return session


def page(session):
    """What a reader gets now."""
    return asyncio.run(session.work(session.project.reply, *HOME)).data.decode()


def number(session):
    """How often pages were told to load again."""
    return int(session.events.version.rpartition("-")[2])


def test_pages_load_again_before_a_save_is_quiet_and_get_the_whole_of_it(site):
    """They are told once: what a browser asks for meanwhile waits for quiet files."""
    session = session_of(site)
    before = number(session)
    footer = site.theme / "templates/partials/footer.html"
    text = footer.read_text("utf-8")
    footer.write_text(text[: len(text) // 2], encoding="utf-8")
    assert asyncio.run(session.go_ahead())
    footer.write_text(f"{text}<p>Saved</p>", encoding="utf-8")
    assert number(session) == before + 1
    assert asyncio.run(session.take_changes())
    assert "<p>Saved</p>" in page(session)
    assert number(session) == before + 1
    assert not asyncio.run(session.take_changes())


def test_a_page_that_was_made_of_an_earlier_state_is_told_again(site):
    session = session_of(site)
    before = number(session)
    footer = site.theme / "templates/partials/footer.html"
    text = footer.read_text("utf-8")
    footer.write_text(f"{text}<p>First</p>", encoding="utf-8")
    assert asyncio.run(session.go_ahead())
    assert "<p>First</p>" in page(session)
    footer.write_text(f"{text}<p>Second</p>", encoding="utf-8")
    assert asyncio.run(session.take_changes())
    assert number(session) == before + 2
    assert "<p>Second</p>" in page(session)


def test_stylesheets_wait_as_they_may_be_swapped_without_loading_again(site):
    session = session_of(site)
    before = number(session)
    sheet = site.theme / "assets/base.css"
    sheet.write_text(sheet.read_text("utf-8") + "p { color: red }\n", encoding="utf-8")
    assert not asyncio.run(session.go_ahead())
    assert number(session) == before
    assert asyncio.run(session.take_changes())
    assert number(session) == before + 1


def test_what_editors_keep_beside_a_file_is_no_change(site):
    session = session_of(site)
    (site.theme / "templates/.footer.html.swp").write_text("x", encoding="utf-8")
    assert not asyncio.run(session.go_ahead())
    assert not asyncio.run(session.take_changes())


def test_who_is_led_to_the_page_that_changed_is_told_once_it_is_known(site):
    session = session_of(site, navigates=True)
    footer = site.theme / "templates/partials/footer.html"
    footer.write_text(footer.read_text("utf-8") + "<p>Saved</p>", encoding="utf-8")
    assert not asyncio.run(session.go_ahead())
    assert asyncio.run(session.take_changes())
