"""What a person sees who saves a file: Chromium beside the running preview, under its policy."""

from __future__ import annotations

import contextlib
import socket

import pytest
from playwright.sync_api import expect

from helpgen.config_file import load_site
from helpgen.connection import emulator_seed
from helpgen.emulator import create_app, running

pytestmark = pytest.mark.slow

ANSWER = "/alpha/en-us/answers/about-one/"
OVERLAY = "helpgen-failures .failures"


@pytest.fixture(scope="module")
def whole(shared):
    """A site with one long answer, and its preview."""

    def prepare(site):
        body = "".join(f"<p>Line {n}.</p>" for n in range(200))
        site.save("alpha/en-us", {"one": body, "two": "<p>Two.</p>"})

    with shared({"alpha": ["en-us"]}, "--no-checks", prepare=prepare) as both:
        yield both


@pytest.fixture
def site(whole, restored):
    """The site, as it was before any test."""
    with restored(whole[0].root):
        yield whole[0]


@pytest.fixture
def url(whole):
    """Its preview's address."""
    return whole[1].url


@pytest.fixture
def page(browser):
    """A page whose scripts fail the test if the policy stops them."""
    with contextlib.closing(browser.new_context()) as context:
        page = context.new_page()
        said = []
        page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
        stopped = [text for text in said if "Content Security Policy" in text or "Error:" in text]
        assert stopped == []


def change(file, old, new):
    whole = file.read_text("utf-8")
    assert old in whole
    file.write_text(whole.replace(old, new, 1), encoding="utf-8")
    return whole


def opened(page, url):
    """Look at an address; what changes from then on is told to the page."""
    with page.expect_response(lambda response: "/__helpgen__/events" in response.url):
        page.goto(url)
    return page


def test_a_stylesheet_is_swapped_without_a_reload(site, url, page):
    opened(page, f"{url}{ANSWER}")
    page.evaluate("window.stays = true")
    sheet = site.theme / "assets/base.css"
    sheet.write_text(sheet.read_text("utf-8") + "h1 { color: rgb(1, 2, 3) }", encoding="utf-8")
    expect(page.locator("h1").first).to_have_css("color", "rgb(1, 2, 3)")
    expect(page.locator('link[rel="stylesheet"][href*="/assets/style."]')).to_have_count(1)
    assert page.evaluate("window.stays")


def test_a_template_edit_reloads_and_keeps_the_place_in_every_tab(site, url, page):
    other = page.context.new_page()
    for one in (page, other):
        opened(one, f"{url}{ANSWER}")
    page.evaluate("scrollTo(0, 1500)")
    change(site.theme / "templates/answer.html", "{{ page.title }}", "{{ page.title }} again")
    for one in (page, other):
        expect(one.locator("h1").first).to_contain_text("again")
    page.wait_for_function("() => scrollY === 1500")


def test_a_save_holds_nobody_back_who_follows_a_link(site, url, page):
    """The page that is being left doesn't load itself again: that would end the way to the next."""
    opened(page, f"{url}{ANSWER}")
    waiting = []
    page.route("**/alpha/en-us/", lambda route: waiting.append(route))  # noqa: PLW0108 - it gets marks
    page.evaluate("location.assign('/alpha/en-us/')")
    page.wait_for_timeout(200)
    with page.expect_event("framenavigated") as navigated:
        change(site.theme / "templates/base.html", "<body", "<body data-now")
        page.wait_for_timeout(1000)
        assert page.url == f"{url}{ANSWER}"
        waiting.pop().continue_()
    assert navigated.value.url == f"{url}/alpha/en-us/"
    expect(page.locator("body[data-now]")).to_be_attached()


def test_a_draft_is_shown_at_once_and_marked_until_it_is_taken_back(site, url, page):
    opened(page, f"{url}{ANSWER}")
    folder = site.root / "content/answers/one"
    folder.mkdir(parents=True)
    (folder / "answer.toml").write_text('id = "one"\nname = "One"\n', encoding="utf-8")
    text = '+++\ntitle = "About one"\n+++\nRewritten.\n'
    (folder / "en-us.md").write_text(text, encoding="utf-8")
    expect(page.locator("body")).to_contain_text("Rewritten.")
    expect(page.locator("helpgen-draft .draft")).to_contain_text("Draft: a changed answer")
    (folder / "en-us.md").unlink()
    expect(page.locator("helpgen-draft")).to_have_count(0)
    expect(page.locator("body")).to_contain_text("Line 7.")


def test_a_save_by_rename_and_a_new_folder_are_noticed(site, url, page):
    opened(page, f"{url}/alpha/en-us/")
    folder = site.root / "content/alpha/en-us"
    folder.mkdir(parents=True)
    (folder / "hello.md").write_text('+++\ntitle = "Hello page"\n+++\nHi.\n', encoding="utf-8")
    expect(page.locator("body")).to_contain_text("Hello page")
    beside = folder / ".hello.md.new"
    beside.write_text('+++\ntitle = "Renamed page"\n+++\nHi.\n', encoding="utf-8")
    beside.replace(folder / "hello.md")
    expect(page.locator("body")).to_contain_text("Renamed page")
    (folder / "hello.md").unlink()
    expect(page.locator("body")).not_to_contain_text("Renamed page")


MISTAKES = {
    "syntax": ("themes/base/templates/answer.html", "{% endblock %}", "", "answer.html:"),
    "undefined": ("themes/base/templates/answer.html", "page.title", "page.titel", "titel"),
    "strings": ("themes/base/strings/en.toml", " = ", " = = ", "strings/en.toml:"),
    "missing asset": ("themes/base/assets/base.css", "{", "{ background: url(no.png);", "no.png"),
    "asset name": ("themes/base/templates/base.html", "asset('", "asset('no-", "no-"),
    "theme.toml": ("themes/base/theme.toml", "[", "[[", "theme.toml:"),
    "site.toml": ("site.toml", "[gladly]", "[gladly", "site.toml"),
    "bad option": ("site.toml", 'theme = "base"', 'options = { accent = "x y" }', "accent"),
    "front matter": ("content/alpha/en-us/hello.md", "+++", "", "hello.md"),
    "snapshot": ("build/snapshots/alpha/en-us.json", "{", "", "en-us.json"),
    "not UTF-8": ("content/alpha/en-us/hello.md", None, b"\xff", "hello.md"),
}


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_a_mistake_is_shown_over_the_page_and_goes_when_it_is_mended(site, url, page, name):
    """Also to a browser that's opened while it's there."""
    hello = site.root / "content/alpha/en-us/hello.md"
    hello.parent.mkdir(parents=True)
    hello.write_text('+++\ntitle = "Hello page"\n+++\nHi.\n', encoding="utf-8")
    opened(page, f"{url}{ANSWER}")
    expect(page.locator("h1").first).to_contain_text("About one")
    path, old, new, told = MISTAKES[name]
    file = site.root / path
    whole = file.read_bytes()
    if old is None:
        file.write_bytes(new)
    else:
        change(file, old, new)
    expect(page.locator(OVERLAY)).to_contain_text(told)
    expect(page.locator("h1").first).to_contain_text("About one")
    second = page.context.new_page()
    second.goto(f"{url}{ANSWER}")
    expect(second.locator(OVERLAY)).to_contain_text(told)
    file.write_bytes(whole)
    for one in (page, second):
        expect(one.locator(OVERLAY)).to_have_count(0, timeout=10_000)
        expect(one.locator("h1").first).to_contain_text("About one")


def test_navigate_goes_to_the_page_that_has_changed(small_site, preview, page):
    site = small_site({"alpha": ["en-us", "fr-ca"]})
    for language in ("en-us", "fr-ca"):
        folder = site.root / "content/alpha" / language
        folder.mkdir(parents=True)
        (folder / "hello.md").write_text('+++\ntitle = "Hello"\n+++\nHi.\n', encoding="utf-8")
    answer = site.root / "content/answers/one"
    answer.mkdir(parents=True)
    (answer / "answer.toml").write_text('id = "one"\nname = "One"\n', encoding="utf-8")
    running = preview(site.root, "--no-checks", "--navigate")
    opened(page, f"{running.url}/alpha/fr-ca/")
    (answer / "fr-ca.md").write_text('+++\ntitle = "Un"\n+++\nUn de plus.\n', encoding="utf-8")
    page.wait_for_url("**/alpha/fr-ca/answers/un/")
    change(site.root / "content/alpha/en-us/hello.md", "Hi.", "Hi again.")
    page.wait_for_url("**/alpha/en-us/hello/")
    expect(page.locator("main")).to_contain_text("Hi again.")
    change(site.theme / "templates/content.html", "{{ page.title }}", "{{ page.title }} edited")
    expect(page.locator("h1").first).to_contain_text("edited")
    assert page.url.endswith("/alpha/en-us/hello/")


def test_the_matrix_shows_a_page_everywhere_at_two_widths_and_in_every_state(url, page):
    page.goto(f"{url}/__helpgen__/matrix?kind=answer&id=one")
    frames = page.locator("iframe")
    expect(frames).to_have_count(6)  # no answer is there without answers
    for number, width in ((0, 390), (1, 1280)):
        frames.nth(number).scroll_into_view_if_needed()
        inner = page.frame_locator("iframe").nth(number)
        expect(inner.locator("h1").first).to_contain_text("About one")
        assert inner.locator("html").evaluate("() => innerWidth") == width
    frames.nth(2).scroll_into_view_if_needed()
    expect(page.frame_locator("iframe").nth(2).locator("html")).to_have_attribute("dir", "rtl")
    frames.nth(4).scroll_into_view_if_needed()
    long = page.frame_locator("iframe").nth(4).locator("h1").first
    expect(long).to_contain_text("Donaudampfschifffahrt")
    page.get_by_label("Page").select_option("home")
    page.get_by_role("button", name="Show").click()
    expect(frames).to_have_count(8)
    frames.nth(4).scroll_into_view_if_needed()
    expect(page.frame_locator("iframe").nth(4).locator("main")).to_be_visible()


def test_a_page_comes_back_after_the_server_did(small_site, preview, page):
    site = small_site()
    running = preview(site.root, "--no-checks")
    opened(page, f"{running.url}{ANSWER}")
    port = str(running.port)
    running.stop()
    change(site.theme / "templates/answer.html", "{{ page.title }}", "{{ page.title }} again")
    preview(site.root, "--no-checks", "--port", port)
    expect(page.locator("h1").first).to_contain_text("again", timeout=20_000)


def test_gladly_is_asked_again_and_again_and_its_silence_is_shown(tmp_path, helpgen, preview, page):
    helpgen("init", cwd=tmp_path)
    assert helpgen("fetch", cwd=tmp_path).returncode == 0
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config = tmp_path / "site.toml"
    text = config.read_text("utf-8").replace(
        'url = "emulator"', f'url = "http://127.0.0.1:{port}"\nattempts = 1'
    )
    config.write_text(text, encoding="utf-8")
    site = load_site(config)
    (brand,) = site.brands
    showing = preview(tmp_path, "--no-checks", "--poll", "0.5", offline=False)
    page.goto(f"{showing.url}/{brand.slug}/en-us/answers/how-do-i-change-an-answer/")
    expect(page.locator(OVERLAY)).to_contain_text(f"127.0.0.1:{port}", timeout=15_000)
    answer = next((tmp_path / "content/answers").glob("*/en-us.md"))
    answer.write_text(answer.read_text("utf-8") + "\nAn added line.\n", encoding="utf-8")
    app = create_app(emulator_seed(site), rate_limit=0)
    with running(app, port=port):
        expect(page.locator("body")).to_contain_text("An added line.", timeout=15_000)
        expect(page.locator(OVERLAY)).to_have_count(0, timeout=15_000)


def test_an_edit_of_an_answer_that_the_emulator_holds_is_shown(tmp_path, helpgen, preview, page):
    helpgen("init", cwd=tmp_path)
    (brand,) = load_site(tmp_path / "site.toml").brands
    showing = preview(tmp_path, "--no-checks", offline=False)
    page.goto(f"{showing.url}/{brand.slug}/en-us/answers/how-do-i-change-an-answer/")
    expect(page.locator("h1").first).to_contain_text("How do I change", timeout=15_000)
    answer = next((tmp_path / "content/answers").glob("*/en-us.md"))
    answer.write_text(answer.read_text("utf-8") + "\nAn added line.\n", encoding="utf-8")
    expect(page.locator("body")).to_contain_text("An added line.", timeout=15_000)
