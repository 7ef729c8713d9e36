"""A brand in six languages with gaps, crawled whole: with fallback, without, and the report."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from language_crawl import Crawl, answers_of
from selectolax.lexbor import LexborHTMLParser

pytestmark = pytest.mark.slow

CORPUS = Path(__file__).parents[1] / "support/six_languages.jsonl"
LANGUAGES = ("en-us", "fr", "de", "pt-br", "ar", "ja")
ORIGIN = "https://help.example.com"
SITE = f"""\
[gladly]
url = "emulator"
org_id = "demo"
[emulator]
answers = "corpus.jsonl"
rate_limit = 0
[[brands]]
slug = "corpus"
name = "Corpus"
base_url = "{ORIGIN}"
languages = {list(LANGUAGES)}
fallback = "FALLBACK"
[brands.help_centers]
{"".join(f'{code} = "all-{code}"' + chr(10) for code in LANGUAGES)}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory, helpgen):
    """Folders of the site, once for each kind of fallback."""
    folders = {}
    for fallback in ("none", "default"):
        folder = folders[fallback] = tmp_path_factory.mktemp(fallback)
        shutil.copy(CORPUS, folder / "corpus.jsonl")
        (folder / "site.toml").write_text(SITE.replace("FALLBACK", fallback), encoding="utf-8")
        done = helpgen("build", cwd=folder)
        assert done.returncode == 0, done.stderr
    return folders


@pytest.fixture
def crawl(built):
    """`crawl("default")` is the crawl of that site."""

    def make(fallback: str) -> Crawl:
        folder = built[fallback] / "dist/corpus"
        answers = answers_of(CORPUS, LANGUAGES)
        return Crawl(folder, ORIGIN, LANGUAGES, answers, fallback == "default")

    return make


@pytest.mark.parametrize("fallback", ["none", "default"])
def test_the_whole_output_is_as_its_answers_are(crawl, fallback):
    """Switcher, alternates, canonical, language, notice, marks, sitemap, search and links."""
    assert crawl(fallback).findings() == []


@pytest.mark.parametrize(("taken", "given"), [("none", "default"), ("default", "none")])
def test_the_crawl_would_tell(crawl, taken, given):
    """What's right with fallback is wrong without."""
    site = crawl(taken)
    other = Crawl(site.folder, ORIGIN, LANGUAGES, site.answers, given == "default")
    assert len(other.findings()) > 10


def page(built, path):
    return LexborHTMLParser((built["default"] / "dist/corpus" / path).read_text("utf-8"))


def texts(found, selector):
    return [" ".join(node.text(deep=True).split()) for node in found.css(selector)]


def test_sections_keep_their_order_and_take_in_what_the_default_language_has(built):
    """After the answer that it follows there; what has no place comes last."""
    assert texts(page(built, "de/index.html"), ".card-title") == [
        "Bestellungen",
        "Rückgabe",
        "Mitgliedschaft",
    ]
    assert texts(page(built, "de/ruckgabe/index.html"), ".answer-list a") == [
        "Artikel zurückgeben",
        "Wann kommt mein Geld?",
        "Exchange a size",
    ]
    assert texts(page(built, "de/bestellungen/index.html"), ".answer-list a") == [
        "Bestellung verfolgen",
        "Bestellung stornieren",
        "Change the address",
        "Suivre ma commande",
    ]
    assert texts(page(built, "ja/会員/index.html"), ".answer-list a") == [
        "会員登録",
        "Leave the club",
    ]
    assert texts(page(built, "fr/index.html"), ".card-title") == [
        "Commandes",
        "Retours",
        "Autres réponses",
    ]
    assert texts(page(built, "fr/autres-reponses/index.html"), ".answer-list a") == [
        "Join the club",
        "Leave the club",
    ]


def test_an_own_answer_keeps_its_address_beside_a_foreign_one_of_the_same_name(built):
    folder = built["default"] / "dist/corpus/fr/answers"
    own = LexborHTMLParser((folder / "suivre-ma-commande/index.html").read_text("utf-8"))
    assert own.css(".notice") == []
    (foreign,) = folder.glob("suivre-ma-commande-*/index.html")
    assert LexborHTMLParser(foreign.read_text("utf-8")).css(".notice") != []


def test_the_notice_and_the_marks_are_in_the_language_of_the_page(built):
    found = page(built, "ar/answers/cancel-an-order/index.html")
    assert texts(found, ".notice") == [
        "لم تُترجَم هذه الإجابة بعد، وهي معروضة بلغتها الأصلية: الإنجليزية."
    ]
    assert found.css_first("h1").attributes == {"lang": "en-US", "dir": "ltr"}
    assert found.css_first("html").attributes == {"lang": "ar", "dir": "rtl"}
    listed = page(built, "ar/a-z/index.html")
    assert set(texts(listed, ".letter-groups small")) == {"الإنجليزية"}
    assert set(texts(page(built, "de/a-z/index.html"), ".letter-groups small")) == {"Englisch"}


def test_parts_of_a_foreign_answer_are_in_its_language(built):
    """Its list of contents, and labels that helpgen adds to its tables."""
    found = page(built, "de/answers/change-the-address/index.html")
    assert found.css_first(".contents ol").attributes["lang"] == "en-US"
    table = page(built, "ar/answers/return-an-item/index.html").css_first(".table-scroll")
    assert table.attributes["aria-label"] == "Table, scrolls sideways"
    share = found.css_first('meta[property="og:locale"]').attributes["content"]
    assert share == "en_US"


def test_a_link_leads_to_the_answer_as_this_language_shows_it(built):
    """From an own answer to a foreign one, and from that on to own and foreign ones."""
    found = page(built, "ar/answers/تتبّع-طلبي/index.html")
    assert [n.attributes["href"] for n in found.css(".prose a")] == ["/ar/answers/cancel-an-order/"]
    links = page(built, "ar/answers/cancel-an-order/index.html").css(".prose a")
    assert [page_title(built, n.attributes["href"]) for n in links] == [
        "متى أسترد أموالي؟",
        "تتبّع طلبي",
    ]


def page_title(built, href):
    return page(built, f"{unquote(href)[1:]}index.html").css_first("h1").text()


def test_a_change_of_the_original_reaches_every_language(built, tmp_path, helpgen):
    """And an unchanged site is left alone."""
    folder = tmp_path / "site"
    shutil.copytree(built["default"], folder)
    again = helpgen("build", cwd=folder)
    assert ": complete, 0 files written" in again.stdout
    corpus = folder / "corpus.jsonl"
    text = corpus.read_text("utf-8")
    corpus.write_text(text.replace("Order the new one first.", "Order two."), encoding="utf-8")
    assert helpgen("build", cwd=folder).returncode == 0
    for language in LANGUAGES:
        file = folder / f"dist/corpus/{language}/answers/exchange-a-size/index.html"
        assert "Order two." in file.read_text("utf-8"), language


def test_a_translation_takes_the_place_of_the_original(built, tmp_path, helpgen):
    folder = tmp_path / "site"
    shutil.copytree(built["default"], folder)
    row = {"id": "exchange", "name": "Größe umtauschen", "bodyHtml": "<p>x</p>", "language": "de"}
    with (folder / "corpus.jsonl").open("a", encoding="utf-8") as corpus:
        corpus.write(json.dumps(row | {"section": "Rückgabe"}) + "\n")
    assert helpgen("build", cwd=folder).returncode == 0
    answers = answers_of(folder / "corpus.jsonl", LANGUAGES)
    crawl = Crawl(folder / "dist/corpus", ORIGIN, LANGUAGES, answers, fallback=True)
    assert crawl.findings() == []
    old = folder / "dist/corpus/de/answers/exchange-a-size/index.html"
    assert 'data-to="/de/answers/grosse-umtauschen/"' in old.read_text("utf-8")


def test_the_report_tells_the_same(built, helpgen):
    done = helpgen("report", "translations", "--json", cwd=built["default"])
    assert done.returncode == 0, done.stderr
    (brand,) = json.loads(done.stdout)["brands"]
    answers = answers_of(CORPUS, LANGUAGES)
    for entry in brand["languages"][1:]:
        own, default = answers[entry["language"]], answers["en-us"]
        assert entry["fallback"] == len(default - own)
        assert entry["own"] == len(own - default)
        assert entry["translated"] + entry["outdated"] == len(own & default)
        assert entry["share"] == round(len(own & default) / len(default), 4)
    states = {row["id"]: row["states"] for row in brand["answers"]}
    assert states["cheques"] == {c: "own" if c == "fr" else "missing" for c in LANGUAGES}
    assert states["return"]["fr"] == "outdated"
    assert states["refund"]["fr"] == "translated"
    assert states["refund"]["de"] == "outdated"


def test_limits_of_the_report_end_with_their_exit_code(built, helpgen):
    """Each is told with brand and language; without limits the code is 0."""
    folder = built["none"]
    assert helpgen("report", "translations", cwd=folder).returncode == 0
    done = helpgen("report", "translations", "--min-share", "0.6", cwd=folder)
    assert done.returncode == 3
    assert "error: corpus/ar: 22.2% of the answers are translated" in done.stderr
    assert "corpus/de" not in done.stderr
    done = helpgen("report", "translations", "--max-outdated", "1", cwd=folder)
    assert done.returncode == 3
    assert "error: corpus/de: 2 translations are outdated, more than 1" in done.stderr
    assert helpgen("report", "translations", "--all-strings", cwd=folder).returncode == 0
