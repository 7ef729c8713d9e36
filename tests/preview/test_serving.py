"""`helpgen serve` as a person starts it: addresses, statuses, headers, its end."""

from __future__ import annotations

import json
import signal
import socket
import time

import httpx
import pytest

from helpgen.preview.documents import without_script

pytestmark = pytest.mark.slow

ANSWER = "/en-us/answers/about-one/"


LANGUAGES = {"alpha": ["en-us"], "beta": ["fr-ca"]}


def with_feedback(site):
    config = site.root / "site.toml"
    config.write_text(config.read_text("utf-8") + 'feedback_url = "/feedback"\n', encoding="utf-8")


@pytest.fixture(scope="module")
def whole(shared):
    with shared(LANGUAGES, "--no-checks", "--allow-host", "box.lan", prepare=with_feedback) as both:
        yield both


@pytest.fixture
def running(whole):
    """A preview whose files no test changes."""
    return whole[1]


@pytest.fixture
def site(small_site):
    """A site of a test's own."""
    return small_site(LANGUAGES)


def test_every_brand_is_served_under_its_path_and_its_host(whole):
    site, running = whole
    with httpx.Client(base_url=running.url) as client:
        page = client.get(f"/alpha{ANSWER}")
        assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert '<a href="/alpha/en-us/' in page.text
        own = client.get(ANSWER, headers={"Host": f"alpha.localhost:{running.port}"})
        assert own.status_code == 200
        site.build()
        built = site.output / "alpha/en-us/answers/about-one/index.html"
        assert without_script(own.content) == built.read_bytes()
        assert client.get("/beta/fr-ca/").status_code == 200


def test_statuses_and_types(running):
    with httpx.Client(base_url=running.url) as client:
        home = client.get("/")
        assert (home.status_code, home.headers["location"]) == (302, "/__helpgen__/")
        moved = client.get(f"/alpha{ANSWER.rstrip('/')}?a=1")
        assert (moved.status_code, moved.headers["location"]) == (301, f"/alpha{ANSWER}?a=1")
        missing = client.get("/alpha/en-us/nothing/")
        assert missing.status_code == 404
        assert "t find that page" in missing.text
        assert client.get("/gamma/").status_code == 404
        assert client.post(f"/alpha{ANSWER}").status_code == 404
        assert client.put(f"/alpha{ANSWER}").status_code == 405
        kinds = {
            "sitemap.xml": "text/xml; charset=utf-8",
            "robots.txt": "text/plain; charset=utf-8",
            "en-us/llms.txt": "text/plain; charset=utf-8",
            "en-us/feed.xml": "application/atom+xml; charset=utf-8",
            "en-us/site.webmanifest": "application/manifest+json",
            "en-us/search/index.json": "application/json; charset=utf-8",
            "en-us/answers/about-one/index.md": "text/markdown; charset=utf-8",
        }
        for path, kind in kinds.items():
            found = client.get(f"/alpha/{path}")
            assert found.status_code == 200, path
            assert found.headers["content-type"].startswith(kind.partition(";")[0]), path
        head = client.head(f"/alpha{ANSWER}")
        assert (head.status_code, head.content) == (200, b"")


def test_every_kind_of_page_holds_every_state(running):
    """Nothing there, very long texts, read from the right: the matrix shows them."""
    pages = ["", "a-z/", "search/", "404.html"]
    with httpx.Client(base_url=running.url) as client:
        for state in ("empty", "longest", "rtl"):
            for page in pages:
                found = client.get(f"/__helpgen__/states/{state}/alpha/en-us/{page}")
                assert (found.status_code, "helpgen-failures" in found.text) == (200, False)
        framed = client.get("/alpha/en-us/", headers={"Sec-Fetch-Dest": "iframe"})
        assert "frame-ancestors 'self'" in framed.headers["content-security-policy"]
        plain = client.get("/alpha/en-us/")
        assert "frame-ancestors 'none'" in plain.headers["content-security-policy"]
        assert client.get("/__helpgen__/states/odd/alpha/en-us/").status_code == 404


def test_the_board_names_what_is_not_translated(small_site, preview):
    site = small_site({"alpha": ["en-us", "fr-ca"]})
    site.save("alpha/fr-ca", {"one": "<p>Un.</p>"})
    strings = site.theme / "strings/fr.toml"
    lines = strings.read_text("utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith("a_z_title"))
    strings.write_text(kept, encoding="utf-8")
    running = preview(site.root, "--no-checks")
    board = httpx.get(f"{running.url}/__helpgen__/").text
    assert "<li>About two: fr-ca missing</li>" in board
    assert "<code>a_z_title</code>" in board


def test_a_vote_is_printed_and_leads_back(site, preview):
    with_feedback(site)
    running = preview(site.root, "--no-checks")
    sent = {"page": "/beta/fr-ca/", "helpful": "yes"}
    back = httpx.post(f"{running.url}/feedback", data=sent)
    assert (back.status_code, back.headers["location"]) == (303, "/beta/fr-ca/")
    away = httpx.post(f"{running.url}/feedback", data={"page": "//elsewhere.example/x"})
    assert away.headers["location"] == "/x"
    assert str(sent) in running.stop()[1]


def test_a_name_that_isnt_the_previews_is_refused(running):
    """Else a page of another site could read the preview by a name that leads here."""
    for host, status in {
        "evil.example": 421,
        "localhost.evil.example": 421,
        "alpha.localhost.evil.example": 421,
        "192.0.2.1": 421,
        "box.lan": 200,
        "localhost": 200,
        "[::1]": 200,
    }.items():
        asked = httpx.get(f"{running.url}/__helpgen__/", headers={"Host": f"{host}:1"})
        assert asked.status_code == status, host


def test_a_taken_port_gives_way_to_the_next(site, preview):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        running = preview(site.root, "--no-checks", "--port", str(port))
        assert port < running.port <= port + 20


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_with_pages_open(site, preview, number):
    running = preview(site.root)
    with httpx.stream("GET", f"{running.url}/__helpgen__/events?version=x") as stream:
        lines = stream.iter_lines()
        assert any("reload" in line for line in lines)
        code, said = running.stop(number)
        assert code == 0, said
        assert "Traceback" not in said


def test_a_signal_at_any_moment_of_the_start_ends_it(site, starting):
    """From the first line on it ends well; before, the system ends it."""
    numbers = [signal.SIGINT, signal.SIGTERM]
    begun = [(starting(site.root), numbers[n % 2], n * 0.15) for n in range(8)]
    start = time.monotonic()
    for process, number, moment in begun:
        time.sleep(max(0, start + moment - time.monotonic()))
        process.send_signal(number)
    announced = [(starting(site.root), number) for number in numbers]
    for process, number in announced:
        process.stdout.readline()
        process.send_signal(number)
    for process, *_ in begun:
        said, _ = process.communicate(timeout=30)
        if "http://" in said:
            assert (process.returncode, "Traceback" in said) == (0, False)
    for process, _ in announced:
        said, _ = process.communicate(timeout=30)
        assert (process.returncode, "Traceback" in said) == (0, False)


def test_a_page_is_told_of_a_change_and_of_what_it_missed(site, preview):
    running = preview(site.root, "--no-checks")
    page = httpx.get(f"{running.url}/alpha/en-us/").text
    version = page.partition('data-version="')[2].partition('"')[0]
    url = f"{running.url}/__helpgen__/events?version={version}"
    with httpx.stream("GET", url, timeout=20) as stream:
        lines = stream.iter_lines()
        assert next(lines) == ": helpgen"
        template = site.theme / "templates/answer.html"
        template.write_text(template.read_text("utf-8") + "\n", encoding="utf-8")
        told = next(json.loads(line[6:]) for line in lines if line.startswith("data: "))
        assert told["kind"] == "reload"
    with httpx.stream("GET", url, timeout=20) as stream:
        missed = next(line for line in stream.iter_lines() if line.startswith("data: "))
        assert json.loads(missed[6:])["kind"] == "reload"


def test_the_board_shows_what_a_full_build_finds(site, preview):
    site.save("alpha/en-us", {"one": '<p><a href="/en-us/answers/nothing/">Gone</a></p>'})
    running = preview(site.root)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        board = httpx.get(f"{running.url}/__helpgen__/").text
        if "answer one" in board:
            break
        time.sleep(0.3)
    assert "alpha/en-us answer one" in board
    assert "/beta/fr-ca/answers/about-one/" in board
    assert not site.output.exists()


def test_the_search_endpoint_answers_under_the_same_origin_with_what_is_shown(site, preview):
    """A draft too: the full build behind the preview is of what pages show."""
    folder = site.root / "content/answers/new"
    folder.mkdir(parents=True)
    (folder / "answer.toml").write_text('id = "new"\nname = "New"\n', encoding="utf-8")
    text = '+++\ntitle = "About pangolins"\n+++\nScaly.\n'
    (folder / "en-us.md").write_text(text, encoding="utf-8")
    running = preview(site.root)
    with httpx.Client(base_url=running.url) as client:
        asked = "/api/v1/orgs/org/answers-search?q=pangolins&lng=en-us"
        assert client.get(asked).status_code == 503
        until = time.monotonic() + 60
        while client.get(asked).status_code == 503 and time.monotonic() < until:
            time.sleep(0.2)
        assert client.get(asked).json() == [{"id": "new", "name": "About pangolins"}]
        page = client.get("/__helpgen__/endpoint/search.html?brand=alpha&lng=en-us&q=scaly")
        assert f"http://alpha.localhost:{running.port}/en-us/answers/about-pangolins/" in page.text
    code, said = running.stop()
    assert (code, "Traceback" in said) == (0, False)
    assert not site.output.exists()
    assert not list(site.root.rglob("build.json")), "what nobody publishes isn't recorded"


def test_the_board_lists_drafts_word_by_word_and_pages_are_marked(site, preview):
    folder = site.root / "content/answers/one"
    folder.mkdir(parents=True)
    (folder / "answer.toml").write_text('id = "one"\nname = "One"\n', encoding="utf-8")
    running = preview(site.root, "--no-checks")
    body = '+++\ntitle = "About one"\n+++\nOne more.\n'
    (folder / "en-us.md").write_text(body, encoding="utf-8")
    board = httpx.get(f"{running.url}/__helpgen__/").text
    assert '<a href="/alpha/en-us/answers/about-one/">About one</a>' in board
    assert "&lt;p&gt;One<ins> more</ins>.&lt;/p&gt;" in board
    page = httpx.get(f"{running.url}/alpha{ANSWER}")
    assert 'data-draft="changed"' in page.text


def test_it_starts_with_a_broken_site_toml_and_shows_why(site, preview):
    config = site.root / "site.toml"
    whole = config.read_text("utf-8")
    config.write_text("[gladly\n", encoding="utf-8")
    running = preview(site.root, "--no-checks")
    broken = httpx.get(f"{running.url}/alpha/en-us/")
    assert broken.status_code == 500
    assert "isn&#x27;t TOML" in broken.text or "isn't TOML" in broken.text
    config.write_text(whole, encoding="utf-8")
    assert httpx.get(f"{running.url}/alpha/en-us/").status_code == 200


def test_an_unknown_brand_is_refused_at_the_start(site, helpgen):
    done = helpgen("serve", "--port", "0", "--offline", "--brand", "gamma", cwd=site.root)
    assert done.returncode == 2
    assert "--brand gamma: isn't a brand of the site: the site has alpha, beta" in done.stderr


def test_it_ends_at_once_while_gladly_keeps_it_waiting(site, preview):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        site.gladly = f"http://127.0.0.1:{silent.getsockname()[1]}"
        site.configure()
        running = preview(site.root, "--no-checks", offline=False)
        connection, _ = silent.accept()  # it has asked, and never gets an answer
        with connection:
            code, said = running.stop()
            assert (code, "Traceback" in said) == (0, False)
