"""Feedback and chat in a browser, on a small site under its own policy."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qs

import httpx
import pytest
from endpoints import serving_endpoint
from serve import serving

from helpgen.search.endpoint.settings import Settings
from helpgen.search.feedback_report import read_feedback
from helpgen.search.site import SearchSite, load_site, save_site

pytestmark = pytest.mark.slow

ANSWER = "/en-us/answers/about-one/"
CHAT = """
const started = Number(document.body.dataset.started ?? 0) + 1;
document.body.dataset.started = started;
window.__onHelpAppHostReady__({
  init: async (config) => { document.body.dataset.app = config.appId; },
  show: () => { document.body.dataset.shown = Number(document.body.dataset.shown ?? 0) + 1; },
});
"""


class Handler(BaseHTTPRequestHandler):
    """Another host: it takes votes, and has a chat's script."""

    server: Host

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        said = {key: values[0] for key, values in parse_qs(body).items()}
        self.server.votes.append(said)
        self.send_response(303)
        self.send_header("Location", f"{self.server.back}{said['page']}")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        found = self.path == "/widget.js"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()
        self.wfile.write(CHAT.encode() if found else b"")

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


class Host(ThreadingHTTPServer):
    """What the other host was asked."""

    votes: list[dict[str, str]]
    asked: list[str]
    back = ""


@contextmanager
def listening() -> Iterator[Host]:
    host = Host(("127.0.0.1", 0), Handler)
    host.votes, host.asked = [], []
    thread = threading.Thread(target=host.serve_forever)
    thread.start()
    try:
        yield host
    finally:
        host.shutdown()
        thread.join()
        host.server_close()


@pytest.fixture
def there(small_site, browser):
    """A site that has all of it, served: `page(path)` opens one, `host` is the other host."""
    with listening() as host:
        other = f"http://127.0.0.1:{host.server_port}"
        site = small_site({"alpha": ["en-us", "ar"]})
        with (site.root / "site.toml").open("a", encoding="utf-8") as file:
            file.write(
                f'feedback_url = "{other}/votes"\nchat_app_id = "alpha.example"\n'
                f'chat_script = "{other}/widget.js"\n'
            )
        site.build()
        contexts = []
        with serving(site.output / "alpha") as address:
            host.back = address

            def page(path=ANSWER, **options):
                contexts.append(browser.new_context(**options))
                opened = contexts[-1].new_page()
                opened.on("console", lambda message: said.append(message.text))
                opened.goto(address + path)
                return opened

            said: list[str] = []
            yield SimpleNamespace(page=page, host=host, said=said, address=address, site=site)
            for context in contexts:
                context.close()


def test_a_vote_is_sent_with_what_was_written_and_the_reader_stays(there):
    page = there.page()
    page.locator(".feedback summary").click()
    page.locator(".feedback textarea").fill("Too long & <b>bold</b>")
    page.get_by_role("button", name="No").click()
    page.wait_for_selector(".is-sent")
    assert page.url == there.address + ANSWER
    assert re.fullmatch("[0-9a-f]{32}", there.host.votes[0].pop("vote"))
    assert there.host.votes == [
        {
            "brand": "alpha",
            "language": "en-us",
            "answer": "one",
            "page": ANSWER,
            "helpful": "no",
            "comment": "Too long & <b>bold</b>",
        }
    ]
    status = page.get_by_role("status").filter(has_text="Thank you")
    assert status.inner_text() == "Thank you for telling us."
    assert status.evaluate("e => e === document.activeElement")
    assert not page.locator(".feedback button:visible, .feedback h2:visible").count()
    assert there.said == []


def test_without_javascript_the_browser_sends_it_and_comes_back(there):
    page = there.page(java_script_enabled=False)
    page.get_by_role("button", name="Yes").click()
    page.wait_for_url(there.address + ANSWER)
    assert [vote["helpful"] for vote in there.host.votes] == ["yes"]


def test_a_vote_that_cant_be_sent_can_be_sent_again(there):
    page = there.page()
    page.route("**/votes", lambda route: route.abort())
    page.get_by_role("button", name="Yes").click()
    failed = page.get_by_text("Your feedback couldn't be sent. Please try again.")
    failed.wait_for()
    page.unroute("**/votes")
    page.get_by_role("button", name="Yes").click()
    page.wait_for_selector(".is-sent")
    assert len(there.host.votes) == 1


@pytest.fixture
def endpoint(small_site, browser):
    """A site whose feedback goes to helpgen's endpoint on another port: pages, and its file."""
    site = small_site()
    site.build()
    index, votes = site.root / "build/search", site.root / "votes.db"
    settings = Settings(index=index, feedback=votes, feedback_rate_limit=3)
    with (
        serving_endpoint(settings) as url,
        (site.root / "site.toml").open("a", encoding="utf-8") as file,
    ):
        file.write(f'feedback_url = "{url}/feedback"\n')
        file.flush()
        site.build()
        contexts = []
        with serving(site.output / "alpha") as address:
            (brand,) = load_site(index).brands
            save_site(index, SearchSite("org", (replace(brand, base_url=address),)))
            wait_for(url, address)

            def page(**options):
                contexts.append(browser.new_context(**options))
                opened = contexts[-1].new_page()
                opened.goto(address + ANSWER)
                return opened

            yield SimpleNamespace(page=page, votes=votes, address=address)
            for context in contexts:
                context.close()


def wait_for(url, origin):
    """Until the endpoint has seen that the pages are somewhere else."""
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    for _ in range(100):
        granted = httpx.options(f"{url}/feedback", headers=asked, trust_env=False).headers
        if granted.get("access-control-allow-origin"):
            return
        time.sleep(0.05)
    raise AssertionError("the endpoint doesn't know the pages")


def counts(votes):
    return [(one.answer, one.helpful, one.not_helpful) for one in read_feedback([votes])]


def test_the_endpoint_takes_a_vote_under_the_policy_and_the_page_thanks(endpoint):
    """Once, also if it is sent again after the reply got lost."""
    page = endpoint.page()
    page.route("**/feedback", lambda route: (route.fetch(), route.abort()))
    page.get_by_role("button", name="No").click()
    page.get_by_text("Your feedback couldn't be sent. Please try again.").wait_for()
    page.unroute("**/feedback")
    page.get_by_role("button", name="No").click()
    page.wait_for_selector(".is-sent")
    assert counts(endpoint.votes) == [("one", 0, 1)]


def test_the_endpoint_thanks_without_javascript_and_leads_back(endpoint):
    page = endpoint.page(java_script_enabled=False)
    page.locator(".feedback summary").click()
    page.locator(".feedback textarea").fill("Grüße")
    page.get_by_role("button", name="Yes").click()
    page.get_by_role("heading", name="Thank you for telling us.").wait_for()
    page.get_by_role("link", name="Back to the answer").click()
    page.wait_for_url(endpoint.address + ANSWER)
    assert counts(endpoint.votes) == [("one", 1, 0)]


def test_a_vote_that_the_endpoint_refuses_is_told(endpoint):
    """Nobody is thanked for what wasn't kept."""
    for _ in range(3):
        page = endpoint.page()
        page.get_by_role("button", name="Yes").click()
        page.wait_for_selector(".is-sent")
    page = endpoint.page()
    page.get_by_role("button", name="Yes").click()
    page.get_by_text("Your feedback couldn't be sent.").wait_for()
    assert counts(endpoint.votes) == [("one", 3, 0)]


def test_an_own_host_that_refuses_is_a_failure(there):
    page = there.page()
    page.evaluate("document.querySelector('.feedback').action = '/nowhere'")
    page.get_by_role("button", name="Yes").click()
    page.get_by_text("Your feedback couldn't be sent.").wait_for()
    assert not page.locator(".is-sent").count()


def test_nothing_of_the_chat_is_loaded_before_it_is_wanted(there):
    page = there.page()
    page.wait_for_load_state("networkidle")
    assert there.host.asked == []
    button = page.get_by_role("button", name="Chat with us")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-shown='1']")
    page.keyboard.press("Space")
    page.wait_for_selector("[data-shown='2']")
    assert there.host.asked == ["/widget.js"]
    assert page.evaluate("document.body.dataset.started") == "1"
    assert page.evaluate("document.body.dataset.app") == "alpha.example"
    assert there.said == []


def test_a_chat_that_cant_be_loaded_is_told_and_can_be_tried_again(there):
    page = there.page()
    page.route("**/widget.js", lambda route: route.abort())
    button = page.get_by_role("button", name="Chat with us")
    button.click()
    failed = page.get_by_text("The chat can't be opened right now.")
    failed.wait_for()
    page.unroute("**/widget.js")
    button.click()
    page.wait_for_selector("[data-shown='1']")
    assert not failed.is_visible()


def test_without_javascript_there_is_no_chat(there):
    page = there.page("/en-us/", java_script_enabled=False)
    assert page.locator("button.chat").count() == 1
    assert not page.locator("button.chat").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en-us", "ar"])
def test_axe_finds_nothing_in_what_is_open_sent_and_failed(there, violations, language, scheme):
    page = there.page(f"/{language}/answers/about-one/", color_scheme=scheme)
    page.locator(".feedback summary").click()
    assert not violations(page)
    page.route("**/widget.js", lambda route: route.abort())
    page.locator("button.chat").click()
    page.wait_for_selector(".chat-status:not(:empty)")
    page.locator("button[name=helpful]").first.click()
    page.wait_for_selector(".is-sent")
    assert not violations(page)
