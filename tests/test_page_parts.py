"""What a brand adds to its pages: on small sites, built for real."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot
from helpgen.snapshot import save_snapshot

BOOTS = {
    "care": "Waterproof boots need wax",
    "boots": "Which waterproof boots to wear",
    "card": "Gift cards",
    "pay": "Pay with gift cards",
    **{f"other{n}": f"Thing{n} word{n}" for n in range(18)},
}


@pytest.fixture
def site(small_site):
    """A brand in two languages, not yet built."""
    return small_site({"alpha": ["en-us", "fr-ca"]})


def settle(site, lines):
    """Add keys to the only brand."""
    site.configure()
    with (site.root / "site.toml").open("a", encoding="utf-8") as file:
        file.write(lines)


def write(site, path, text):
    file = site.root / "content/alpha" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def save(site, names, bodies=None, sections=1):
    """Save the English edition with answers of these names; in turn in some sections."""
    answers = tuple(
        Answer(id_, name, (bodies or {}).get(id_, "<p>x</p>"), "en-us")
        for id_, name in sorted(names.items())
    )
    ids = sorted(names)
    layout = Layout(
        tuple(LayoutSection(f"Section {n}", tuple(ids[n::sections])) for n in range(sections))
    )
    key = EditionKey("alpha", "en-us")
    snapshot = Snapshot(key, site.gladly, "2026-05-15T00:00:00Z", answers, layout)
    save_snapshot(site.root / "build/snapshots", snapshot)


def page(site, path):
    """A published page, parsed."""
    return LexborHTMLParser((site.output / "alpha" / path).read_text("utf-8"))


def texts(tree, selector):
    return [node.text(strip=True) for node in tree.css(selector)]


def hrefs(tree, selector):
    return [node.attributes["href"] for node in tree.css(selector)]


# --- Home ----------------------------------------------------------------------------


def test_the_home_page_shows_featured_and_popular_answers_in_their_order(site):
    settle(site, 'featured = ["two", "one"]\npopular = ["one"]\n')
    site.build()
    home = page(site, "en-us/index.html")
    assert texts(home, ".featured a") == ["About two", "About one"]
    assert texts(home, ".featured p") == ["Two.", "One."]
    assert hrefs(home, ".popular a") == ["/en-us/answers/about-one/"]


def test_without_them_the_home_page_has_neither_list(site):
    site.build()
    assert not page(site, "en-us/index.html").css(".featured, .popular")


@pytest.mark.parametrize(("fallback", "shown"), [("none", []), ("default", ["About three"])])
def test_an_answer_that_a_language_lacks_is_left_out_or_stands_in_its_own(site, fallback, shown):
    settle(site, f'featured = ["three"]\npopular = ["three"]\nfallback = "{fallback}"\n')
    site.save("alpha/en-us", {"one": "", "two": "", "three": "<p>Three.</p>"})
    report = site.build()
    home = page(site, "fr-ca/index.html")
    assert texts(home, ".featured a") == texts(home, ".popular a") == shown
    assert [n.attributes["lang"] for n in home.css(".featured a bdi")] == ["en-US"] * len(shown)
    assert "unknown-answer" not in {p.kind for e in report.editions for p in e.problems}


def test_an_answer_that_no_language_has_is_told_once(site):
    settle(site, 'featured = ["one", "gone"]\n')
    found = [p for e in site.build().editions for p in e.problems if p.kind == "unknown-answer"]
    assert [problem.where for problem in found] == ["brand alpha: featured"]


# --- Related answers -----------------------------------------------------------------


def related(site, name):
    return texts(page(site, f"en-us/answers/{name}/index.html"), ".related a")


def test_an_answer_names_those_about_the_same_things(site):
    save(site, BOOTS, sections=11)
    site.build()
    assert related(site, "gift-cards") == ["Pay with gift cards"]
    assert related(site, "thing3-word3") == []


def test_what_stands_beside_an_answer_isnt_named_again(site):
    save(site, {"care": BOOTS["care"], "boots": BOOTS["boots"], "x": "One", "y": "Two"})
    site.build()
    answer = page(site, "en-us/answers/waterproof-boots-need-wax/index.html")
    assert "Which waterproof boots to wear" in texts(answer, ".side-nav a")
    assert not answer.css(".related")


@pytest.mark.parametrize(("related_", "count"), [(0, 0), (1, 1), (2, 2)])
def test_a_brand_says_how_many(site, related_, count):
    settle(site, f"related = {related_}\n")
    extra = {f"z{n}": f"Waterproof boots part{n}" for n in range(2)}
    save(site, {**BOOTS, **extra, **{f"w{n}": f"Item{n} any{n}" for n in range(40)}}, sections=33)
    site.build()
    assert len(related(site, "waterproof-boots-need-wax")) == count


def test_a_changed_answer_changes_what_others_name(site):
    save(site, BOOTS, sections=11)
    site.build()
    save(site, BOOTS | {"other5": "Gift cards by mail"}, sections=11)
    site.build()
    assert set(related(site, "gift-cards")) == {"Gift cards by mail", "Pay with gift cards"}
    assert site.files() == site.clean()


def test_another_brand_is_never_named(small_site):
    site = small_site({"alpha": ["en-us"], "beta": ["en-us"]})
    save(site, BOOTS, sections=11)
    site.build()
    for path in (site.output / "alpha").rglob("*.html"):
        assert "beta" not in path.read_text("utf-8")


# --- On every page -------------------------------------------------------------------


def test_announcement_and_small_print_stand_on_every_page_of_their_language(site):
    write(site, "en-us/_announcement.md", "**Closed** on [Monday](/en-us/a-z/) <script>x</script>")
    write(site, "en-us/_legal.md", "© Alpha [Terms](https://alpha.example/terms)")
    site.build()
    pages = [p for p in (site.output / "alpha/en-us").rglob("*.html") if "/a/" not in str(p)]
    assert len(pages) > 5
    for path in pages:
        tree = LexborHTMLParser(path.read_text("utf-8"))
        assert tree.css_first(".announcement p").inner_html == (
            '<strong>Closed</strong> on <a href="/en-us/a-z/">Monday</a>'
        )
        assert hrefs(tree, ".legal a") == ["https://alpha.example/terms"]
    french = page(site, "fr-ca/index.html")
    assert not french.css(".announcement")
    assert texts(french, ".legal") == ["© Alpha"]


def test_a_changed_announcement_is_built_and_a_deleted_one_goes(site):
    write(site, "en-us/_announcement.md", "One")
    site.build()
    write(site, "en-us/_announcement.md", "Two")
    site.build()
    assert texts(page(site, "en-us/index.html"), ".announcement") == ["Two"]
    (site.root / "content/alpha/en-us/_announcement.md").unlink()
    site.build()
    assert not page(site, "en-us/index.html").css(".announcement")


def test_a_link_of_an_announcement_that_leads_nowhere_is_told_with_its_file(site):
    write(site, "en-us/_announcement.md", "[x](https://alpha.example/a/nothing)")
    (found,) = [p for e in site.build().editions for p in e.problems if p.kind == "dead-link"]
    assert found.where.endswith("alpha/en-us/_announcement.md")


# --- Feedback and chat ---------------------------------------------------------------


def test_answers_ask_whether_they_helped_where_the_brand_says_where_to(site):
    settle(site, 'feedback_url = "https://votes.example/in"\n')
    site.build()
    answer = page(site, "fr-ca/answers/about-one/index.html")
    form = answer.css_first("form.feedback")
    assert (form.attributes["action"], form.attributes["method"]) == (
        "https://votes.example/in",
        "post",
    )
    hidden = {n.attributes["name"]: n.attributes["value"] for n in form.css("[type=hidden]")}
    assert hidden == {
        "brand": "alpha",
        "language": "fr-ca",
        "answer": "one",
        "page": "/fr-ca/answers/about-one/",
        "vote": "",  # the page's script gives it an id, so that the same vote counts once
    }
    assert [n.attributes["value"] for n in form.css("button[name=helpful]")] == ["yes", "no"]
    assert not page(site, "fr-ca/index.html").css(".feedback, script[src*=feedback]")


def test_feedback_may_go_to_the_brands_own_host(site):
    settle(site, 'feedback_url = "/api/feedback"\n')
    problems = [p for e in site.build().editions for p in e.problems]
    assert problems == []


def test_without_configuration_there_is_neither_feedback_nor_chat(site):
    site.build()
    for path in (site.output / "alpha").rglob("*.html"):
        text = path.read_text("utf-8")
        assert not LexborHTMLParser(text).css(".feedback, .chat"), path
        assert "/assets/feedback." not in text
        assert "/assets/chat." not in text


def test_a_chat_is_a_button_that_knows_its_script_and_loads_nothing(site):
    settle(site, 'chat_app_id = "alpha.example"\n')
    site.build()
    for path in ("en-us/index.html", "en-us/404.html", "fr-ca/answers/about-one/index.html"):
        tree = page(site, path)
        button = tree.css_first(".callout button.chat")
        assert button.attributes["data-app"] == "alpha.example"
        assert button.attributes["data-script"] == "https://cdn.gladly.com/chat-sdk/widget.js"
        assert not [n for n in tree.css("script[src]") if "//" in n.attributes["src"]]


# --- What is gone --------------------------------------------------------------------


def test_every_language_has_a_page_for_what_is_gone(site):
    site.build()
    for language in ("en-us", "fr-ca"):
        gone = page(site, f"{language}/gone.html")
        assert len(gone.css("h1")) == 1
        assert gone.css_first("main form.search")
        assert hrefs(gone, "main .side-nav a") == [f"/{language}/section-0/"]
        assert gone.css_first('meta[name="robots"]').attributes["content"] == "noindex"
        assert not gone.css('link[rel="canonical"], link[hreflang]')
        sitemap = (site.output / f"alpha/{language}/sitemap.xml").read_text("utf-8")
        assert "gone" not in sitemap
