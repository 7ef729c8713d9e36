"""Mirrored pictures in an article: own address, true proportion, words where there's none."""

from __future__ import annotations

import pytest

from helpgen.model import Picture, PictureFailure, PictureState
from helpgen.transform import Context, picture_addresses, transform
from helpgen.transform.dom import parse, walk

SRC = "https://a.example/x.png"
WIDE = Picture(1200, 600, ((480, "h-480.webp"), (960, "h-960.webp"), (1200, "h-1200.webp")))
SMALL = Picture(300, 200, ((300, "h-300.webp"),))
GONE = PictureFailure("status-404", "was answered with status 404", "upload it again")
PRIVATE = PictureFailure("private", "leads to 10.0.0.1", "use another", link=False)


def html(body, state):
    pictures = {} if state is None else {SRC: state}
    context = Context("here", pictures=pictures, pictures_path="/help/pictures/")
    return transform(body, context).html


def attributes(body, picture):
    (image,) = walk(parse(html(body, PictureState(picture)))[0].children)
    return image.attributes


def test_versions_are_offered_by_their_width():
    assert attributes(f'<img src="{SRC}" alt="A">', WIDE) == {
        "src": "/help/pictures/h-1200.webp",
        "srcset": (
            "/help/pictures/h-480.webp 480w, /help/pictures/h-960.webp 960w, "
            "/help/pictures/h-1200.webp 1200w"
        ),
        "sizes": "(max-width: 672px) 100vw, 672px",
        "width": "1200",
        "height": "600",
        "alt": "A",
        "decoding": "async",
    }


def test_a_picture_of_one_version_needs_no_choice():
    assert attributes(f'<img src="{SRC}" alt="A">', SMALL).keys() == {
        *("src", "width", "height", "alt", "decoding")
    }


@pytest.mark.parametrize(
    ("given", "width", "height", "shown"),
    [
        ("", 1200, 600, 672),
        ('width="400"', 400, 200, 400),
        ('height="300"', 600, 300, 600),
        ('width="400" height="400"', 400, 200, 400),
        ('width="50%"', 1200, 600, 672),
        ('width="0" height="0"', 1200, 600, 672),
        ('width="1"', 1, 1, 1),
    ],
)
def test_the_authors_size_stays_in_the_pictures_proportion(given, width, height, shown):
    image = attributes(f'<img src="{SRC}" alt="A" {given}>', WIDE)
    assert (image["width"], image["height"]) == (str(width), str(height))
    assert image["sizes"] == f"(max-width: {shown}px) 100vw, {shown}px"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (f'<img src="{SRC}" alt="A box">', f'<p><a href="{SRC}">A box</a></p>'),
        (f'<img src="{SRC}">', f'<p><a href="{SRC}">x.png</a></p>'),
        (f'<p>See <img src="{SRC}" alt=""> here</p>', "<p>See here</p>"),
        (
            f'<a href="https://shop.example/"><img src="{SRC}" alt="Shop"></a>',
            '<p><a href="https://shop.example/">Shop</a></p>',
        ),
    ],
)
@pytest.mark.parametrize("state", [None, PictureState(None, "", GONE)])
def test_a_picture_without_a_copy_becomes_a_link_to_it(body, shown, state):
    assert html(body, state) == shown


def test_a_picture_that_is_never_asked_for_isnt_linked():
    state = PictureState(None, "", PRIVATE)
    assert html(f'<img src="{SRC}" alt="A box">', state) == "<p>A box</p>"


def test_an_older_copy_is_shown_whatever_went_wrong():
    state = PictureState(SMALL, "2026-11-20T08:00:00Z", GONE)
    assert "/help/pictures/h-300.webp" in html(f'<img src="{SRC}" alt="A">', state)


def test_a_mirrored_article_names_no_other_host():
    body = f'<p><img src="{SRC}" alt="A"><img src="https://b.example/y.png" alt=""></p>'
    assert "https://" not in html(body, PictureState(WIDE))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f'<p>x</p><IMG SRC="{SRC}">', [SRC]),
        ('<img src="//a.example/a b.png">', ["https://a.example/a%20b.png"]),
        ('<img src="c.png">', ["https://old.example/hc/c.png"]),
        ('<img src="data:image/png;base64,AAAA"><img src="javascript:x"><img>', []),
        (f'<noscript><img src="{SRC}"></noscript><svg><image href="{SRC}"/></svg>', []),
        (f"<script>'<img src={SRC}>'</script><!-- <img src={SRC}> -->", []),
        (f'<p>&lt;img src="{SRC}"&gt;</p>', []),
        ("<p>No picture</p>", []),
    ],
)
def test_addresses_are_those_that_the_transform_shows(body, found):
    own = ("https://help.example", "https://old.example/hc")
    assert picture_addresses(body, own) == found
    assert list(transform(body, Context("here", own_urls=own)).pictures) == found
