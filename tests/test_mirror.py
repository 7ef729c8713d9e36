"""Pictures from the snapshot's addresses to the published site, over real HTTP."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from drawn import drawn, noise, opened, saved
from picture_host import PictureHost, picture_host, sending, waiting

from helpgen.config import Site
from helpgen.errors import Severity
from helpgen.mirror import MirrorOutcome, mirror_pictures
from helpgen.model import EditionKey
from helpgen.pictures.album import album_path, parse_album, read_album
from helpgen.pictures.limits import Limits
from helpgen.site_file import load_whole_site

pytestmark = pytest.mark.slow

LIMITS = Limits(connect=2, read=1, total=2, pause=0.01)
SETTING = ["site.images=mirror"]


@pytest.fixture
def host():
    with picture_host() as running:
        yield running


@pytest.fixture
def mirrored(small_site, host: PictureHost):
    """A small site that mirrors; `mirrored.mirror()` fetches its pictures."""
    site = small_site({"alpha": ["en-us", "fr"], "beta": ["en-us"]})
    toml = site.root / "site.toml"
    toml.write_text('[site]\nimages = "mirror"\n' + toml.read_text("utf-8"), encoding="utf-8")

    def mirror(limits: Limits = LIMITS) -> MirrorOutcome:
        loaded: Site = load_whole_site(toml)
        return mirror_pictures(loaded, loaded.brands, host.stand_ins, limits)

    site.mirror = mirror
    return site


def image(url: str, alt: str = "A box") -> str:
    return f'<p><img src="{url}" alt="{alt}"></p>'


def published(site, brand: str = "alpha") -> list[str]:
    return sorted(name for name in site.files() if name.startswith(f"{brand}/pictures/"))


def kept(site) -> list[str]:
    folder = site.root / "build/snapshots/_pictures/versions"
    return sorted(path.name for path in folder.glob("*.webp"))


def page_of(site, answer: str = "one", edition: str = "alpha/en-us") -> str:
    return site.files()[f"{edition}/answers/about-{answer}/index.html"].decode()


def test_a_picture_is_fetched_once_and_published_by_each_brand_that_shows_it(mirrored, host):
    url = host.give("/a.jpg", saved(noise(1200, 600), "JPEG"), etag='"1"')
    for edition in ("alpha/en-us", "alpha/fr", "beta/en-us"):
        mirrored.save(edition, {"one": image(url), "two": "<p>Two.</p>"})
    outcome = mirrored.mirror()
    assert (outcome.pictures, outcome.problems, outcome.errors) == (1, (), ())
    assert host.paths() == ["/a.jpg"]
    report = mirrored.build()
    assert not report.failed
    assert [problem for result in report.editions for problem in result.problems] == []
    assert len(published(mirrored)) == len(published(mirrored, "beta")) == 3
    for edition in ("alpha/en-us", "alpha/fr", "beta/en-us"):
        page = page_of(mirrored, edition=edition)
        brand = edition.partition("/")[0]
        for name in published(mirrored, brand):
            assert name.removeprefix(brand) in page
        assert "pictures.example" not in page


def test_a_site_that_links_asks_nothing_and_publishes_nothing(small_site, host):
    site = small_site()
    url = host.give("/a.png", drawn())
    site.save("alpha/en-us", {"one": image(url), "two": "<p>Two.</p>"})
    site.build()
    assert f'src="{url}"' in page_of(site)
    assert not published(site)


def test_pictures_of_content_pages_are_mirrored_too(mirrored, host):
    url = host.give("/a.png", drawn())
    folder = mirrored.root / "content/alpha/en-us"
    folder.mkdir(parents=True)
    text = f'+++\ntitle = "About"\n+++\n![A box]({url})\n\n![]({url}x)\n'
    (folder / "about.md").write_text(text, encoding="utf-8")
    (problem,) = mirrored.mirror().problems
    assert problem.where == str(folder / "about.md")
    mirrored.build()
    assert "/pictures/" in mirrored.files()["alpha/en-us/about/index.html"].decode()


def test_a_broken_picture_is_a_problem_of_fetch_and_build_and_fails_neither(mirrored, host):
    url = host.act("/gone.png", sending(b"", 404))
    mirrored.save("alpha/en-us", {"one": image(url), "two": "<p>Two.</p>"})
    outcome = mirrored.mirror()
    assert outcome.errors == ()
    (problem,) = outcome.problems
    assert (problem.where, problem.kind) == ("alpha/en-us answer one", "missing-picture")
    report = mirrored.build()
    assert not report.failed
    assert list(report.editions[0].problems) == [problem]
    assert f'<a href="{url}">A box</a>' in page_of(mirrored)
    unchanged = mirrored.build()
    assert list(unchanged.editions[0].problems) == [problem]


def test_a_host_that_is_down_changes_no_published_byte(mirrored, host):
    url = host.give("/a.png", drawn())
    mirrored.save("alpha/en-us", {"one": image(url), "two": "<p>Two.</p>"})
    mirrored.mirror()
    mirrored.build()
    before = mirrored.files()
    host.act("/a.png", sending(b"", 503))
    (problem,) = mirrored.mirror().problems
    assert problem.severity is Severity.NOTE
    mirrored.build()
    assert mirrored.files() == before


def test_builds_from_one_mirror_are_the_same_and_need_no_network(mirrored, host):
    url = host.give("/a.jpg", saved(noise(700, 500), "JPEG"))
    mirrored.save("alpha/en-us", {"one": image(url), "two": "<p>Two.</p>"})
    mirrored.mirror()
    host.asked.clear()
    mirrored.build()
    assert mirrored.clean() == mirrored.files()
    stamps = mirrored.stamps()
    report = mirrored.build()
    assert (report.other_written, report.removed) == (0, 0)
    assert mirrored.stamps() == stamps
    assert host.asked == []


def test_a_picture_that_was_tampered_with_in_the_output_is_written_anew(mirrored, host):
    url = host.give("/a.png", drawn())
    mirrored.save("alpha/en-us", {"one": image(url), "two": "<p>Two.</p>"})
    mirrored.mirror()
    mirrored.build()
    (name,) = published(mirrored)
    before = mirrored.files()[name]
    (mirrored.output / name).write_bytes(b"other")
    mirrored.build()
    assert mirrored.files()[name] == before


def test_a_picture_that_nothing_shows_any_more_goes(mirrored, host):
    one, two = host.give("/1.png", drawn(width=41)), host.give("/2.png", drawn(width=42))
    mirrored.save("alpha/en-us", {"one": image(one), "two": image(two)})
    mirrored.save("alpha/fr", {"one": image(two), "two": "<p>Two.</p>"})
    mirrored.mirror()
    mirrored.build()
    assert len(published(mirrored)) == len(kept(mirrored)) == 2
    mirrored.save("alpha/en-us", {"one": "<p>One.</p>", "two": "<p>Two.</p>"})
    mirrored.mirror()
    mirrored.build()
    (left,) = published(mirrored)
    assert left.endswith("-42.webp")
    assert len(kept(mirrored)) == 1


def test_going_back_to_links_takes_the_pictures_away(mirrored, host):
    url = host.give("/a.png", drawn())
    mirrored.save("alpha/en-us", {"one": image(url), "two": "<p>Two.</p>"})
    mirrored.mirror()
    mirrored.build()
    mirrored.configure()
    mirrored.build()
    assert f'src="{url}"' in page_of(mirrored)
    assert not published(mirrored)
    assert mirrored.clean() == mirrored.files()


def test_a_language_that_shows_answers_of_another_shows_their_pictures(mirrored, host):
    url = host.give("/a.png", drawn())
    toml = mirrored.root / "site.toml"
    text = toml.read_text("utf-8").replace(
        'slug = "alpha"\n', 'slug = "alpha"\nfallback = "default"\n'
    )
    toml.write_text(text, encoding="utf-8")
    mirrored.save("alpha/en-us", {"one": image(url), "two": "<p>Two.</p>"})
    mirrored.save("alpha/fr", {"two": "<p>Deux.</p>"})
    mirrored.mirror()
    mirrored.build()
    assert "/pictures/" in page_of(mirrored, edition="alpha/fr")


def test_before_the_first_fetch_a_build_says_how_to(mirrored):
    mirrored.save("alpha/en-us", {"one": image("https://a.example/x.png"), "two": "<p>Two.</p>"})
    (problem,) = mirrored.build().editions[0].problems
    assert "hasn't been fetched yet" in problem.what
    assert "helpgen fetch" in problem.hint


def test_a_content_page_that_cant_be_read_keeps_its_editions_pictures(mirrored, host):
    """The build tells the mistake, and goes on where the page is mended."""
    url, other = host.give("/a.png", drawn()), host.give("/b.png", drawn(width=50))
    mirrored.save("alpha/en-us", {"one": image(url), "two": "<p>Two.</p>"})
    mirrored.save("beta/en-us", {"one": image(other), "two": "<p>Two.</p>"})
    mirrored.mirror()
    folder = mirrored.root / "content/alpha/en-us"
    folder.mkdir(parents=True)
    (folder / "about.md").write_text("no front matter", encoding="utf-8")
    assert mirrored.mirror().errors == ()
    assert len(kept(mirrored)) == 2


def test_too_many_pictures_of_an_answer_are_told(mirrored, host):
    urls = [host.give(f"/{n}.png", drawn(width=40 + n)) for n in range(6)]
    mirrored.save("alpha/en-us", {"one": "".join(map(image, urls)), "two": "<p>Two.</p>"})
    (problem,) = mirrored.mirror(Limits(answer=2, pause=0.01)).problems
    assert problem.what.startswith("4 pictures in one article couldn't be fetched")
    assert len(host.asked) == 2


def test_a_hundred_pictures_of_a_silent_host_are_one_line(mirrored, host):
    urls = [f"https://gone.invalid/{n}.png" for n in range(100)]
    mirrored.save("alpha/en-us", {"one": "".join(map(image, urls)), "two": "<p>Two.</p>"})
    (problem,) = mirrored.mirror().problems
    assert "100 pictures in one article" in problem.what


def test_albums_of_editions_that_are_gone_are_deleted(mirrored, host):
    mirrored.mirror()
    folder = mirrored.root / "build/snapshots"
    assert album_path(folder, EditionKey("beta", "en-us")).is_file()
    mirrored.languages = {"alpha": ["en-us", "fr"]}
    mirrored.configure()
    mirrored.mirror()
    assert not album_path(folder, EditionKey("beta", "en-us")).exists()


def test_a_folder_that_cant_be_written_is_an_error_and_the_old_stays(mirrored, host):
    url = host.give("/a.png", drawn())
    mirrored.save("alpha/en-us", {"one": image(url), "two": "<p>Two.</p>"})
    mirrored.mirror()
    album = mirrored.root / "build/snapshots/_pictures/editions/alpha/en-us.json"
    before = album.read_bytes()
    other = host.give("/b.png", drawn(width=50))
    mirrored.save("alpha/en-us", {"one": image(other), "two": "<p>Two.</p>"})
    originals = mirrored.root / "build/snapshots/_pictures/originals"
    originals.rename(originals.with_name("away"))
    originals.write_text("a file where a folder should be")
    (error,) = mirrored.mirror().errors
    assert "pictures can't be kept" in error
    assert album.read_bytes() == before
    assert not mirrored.build().failed


MIRROR = """
import sys
from pathlib import Path
from helpgen.mirror import mirror_pictures
from helpgen.site_file import load_whole_site
site = load_whole_site(Path("site.toml"))
print("ready", flush=True)
mirror_pictures(site, site.brands, {"https://pictures.example": sys.argv[1]})
"""


def test_a_kill_during_the_fetch_leaves_no_half_picture(mirrored, host: PictureHost):
    """After each of several kills what is kept is whole, and the next run goes on from there."""
    data = [saved(noise(700, 500), "JPEG", quality=60 + n) for n in range(12)]
    urls = [host.act(f"/{n}.jpg", waiting(0.05, sending(data[n]))) for n in range(len(data))]
    mirrored.save("alpha/en-us", {"one": "".join(map(image, urls)), "two": "<p>Two.</p>"})
    folder = mirrored.root / "build/snapshots/_pictures"
    for after in (1, 3, 5, 9):
        host.asked.clear()
        process = subprocess.Popen(
            [sys.executable, "-c", MIRROR, host.url], cwd=mirrored.root, stdout=subprocess.PIPE
        )
        while len(host.asked) < min(after, len(data)) and process.poll() is None:
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        for path in folder.glob("originals/[0-9a-f]*"):
            assert path.read_bytes() in data
        for path in folder.glob("versions/[0-9a-f]*.webp"):
            opened(path.read_bytes())
        assert not mirrored.build().failed
    outcome = mirrored.mirror()
    assert (outcome.pictures, outcome.problems) == (len(data), ())
    assert not list(folder.rglob("*.tmp"))
    assert len(list(folder.glob("originals/*"))) == len(data)


def test_two_runs_at_once_take_turns(mirrored, host):
    url = host.act("/a.png", waiting(0.3, sending(drawn(), etag='"1"')))
    mirrored.save("alpha/en-us", {"one": image(url), "two": "<p>Two.</p>"})
    command = [sys.executable, "-c", MIRROR, host.url]
    runs = [subprocess.Popen(command, cwd=mirrored.root) for _ in range(2)]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert host.busiest == 1


PROBE = """
import sys
from helpgen.cli import app
try:
    app(sys.argv[1:], standalone_mode=False)
finally:
    print(sorted({"PIL", "httpx", "httpcore"} & set(sys.modules)))
"""


@pytest.mark.parametrize("images", ["link", "mirror"])
def test_a_build_from_snapshots_loads_neither_pillow_nor_an_http_client(
    mirrored, host, images: str
):
    url = host.give("/a.png", drawn())
    mirrored.save("alpha/en-us", {"one": image(url), "two": "<p>Two.</p>"})
    mirrored.mirror()
    command = [sys.executable, "-c", PROBE, "build", "--offline", "--set", f"site.images={images}"]
    done = subprocess.run(command, cwd=mirrored.root, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_an_album_says_where_each_picture_is(mirrored, host):
    good, bad = host.give("/a.png", drawn()), host.act("/b.png", sending(b"", 404))
    mirrored.save("alpha/en-us", {"one": image(good) + image(bad), "two": "<p>Two.</p>"})
    mirrored.mirror()
    edition = EditionKey("alpha", "en-us")
    album = parse_album(read_album(mirrored.root / "build/snapshots", edition), edition)
    assert album.keys() == {good, bad}
    assert album[good].picture is not None
    assert album[bad].failure is not None
