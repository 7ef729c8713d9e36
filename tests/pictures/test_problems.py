"""What's told of an edition's pictures, and how much of it."""

from __future__ import annotations

from helpgen.errors import Severity
from helpgen.model import EditionKey, Picture, PictureFailure, PictureState
from helpgen.pictures.problems import Use, picture_problems

EDITION = EditionKey("fjell", "en-us")
PICTURE = Picture(40, 30, ((40, "a-40.webp"),))
GONE = PictureFailure("status-404", "was answered with status 404", "upload it again")
PRIVATE = PictureFailure("private", "leads to 10.0.0.1", "use another", link=False)


def use(url, answer="1"):
    return Use(f"fjell/en-us answer {answer}", url)


def told(uses, album):
    return [
        (problem.severity, problem.kind, str(problem))
        for problem in picture_problems(EDITION, uses, album)
    ]


def test_a_good_picture_is_no_problem():
    url = "https://a.example/x.png"
    assert told([use(url)], {url: PictureState(PICTURE, "2026-11-20T08:00:00Z")}) == []


def test_a_missing_picture_is_a_warning_with_place_reason_and_remedy():
    url = "https://a.example/x.png"
    assert told([use(url)], {url: PictureState(None, "", GONE)}) == [
        (
            Severity.WARNING,
            "missing-picture",
            (
                "fjell/en-us answer 1: the picture https://a.example/x.png was answered with "
                "status 404; a link stands in its place: upload it again"
            ),
        )
    ]


def test_a_picture_that_is_never_asked_for_is_left_out():
    url = "https://a.example/x.png"
    ((_, _, text),) = told([use(url)], {url: PictureState(None, "", PRIVATE)})
    assert "leads to 10.0.0.1; it was left out: use another" in text


def test_an_older_copy_is_a_note():
    url = "https://a.example/x.png"
    ((severity, kind, text),) = told(
        [use(url)], {url: PictureState(PICTURE, "2026-11-20T08:00:00Z", GONE)}
    )
    assert (severity, kind) == (Severity.NOTE, "old-picture")
    assert "; the copy of 2026-11-20 is shown" in text


def test_a_picture_that_was_never_fetched_says_how_to():
    ((_, kind, text),) = told([use("https://a.example/x.png")], {})
    assert kind == "missing-picture"
    assert "hasn't been fetched yet" in text
    assert "run 'helpgen fetch'" in text


def test_three_pictures_of_a_host_are_told_one_by_one_and_four_as_one():
    urls = [f"https://a.example/{n}.png" for n in range(4)]
    album = {url: PictureState(None, "", GONE) for url in urls}
    assert len(told([use(url) for url in urls[:3]], album)) == 3
    ((_, _, text),) = told([use(url, n) for n, url in enumerate(urls)], album)
    assert text == (
        "fjell/en-us pictures of a.example: 4 pictures in 4 articles couldn't be fetched and links "
        "stand in their places; the first is https://a.example/0.png in fjell/en-us answer 0, "
        "which was answered with status 404: upload it again"
    )


def test_hosts_and_reasons_are_told_apart():
    one = [f"https://a.example/{n}.png" for n in range(5)]
    other = [f"https://b.example/{n}.png" for n in range(5)]
    album = {url: PictureState(None, "", GONE) for url in (*one, *other)}
    album |= {f"https://a.example/p{n}.png": PictureState(None, "", PRIVATE) for n in range(5)}
    assert len(told([use(url) for url in album], album)) == 3


def test_a_picture_twice_in_an_answer_is_told_once():
    url = "https://a.example/x.png"
    assert len(told([use(url), use(url), use(url, "2")], {url: PictureState(None, "", GONE)})) == 2


def test_odd_and_long_addresses_are_told_in_a_line():
    urls = ["https://[::1/x.png", f"https://a.example/{'x' * 5000}", "https://a.example/\x1b[2J\n"]
    for url in urls:
        ((_, _, text),) = told([use(url)], {url: PictureState(None, "", PRIVATE)})
        assert len(text) < 300
        assert text.isprintable()
