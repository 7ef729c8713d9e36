"""Moved addresses as hosts read them."""

from __future__ import annotations

from helpgen.moves import Moves
from helpgen.redirects import redirect_files
from helpgen.tree import PageLink


def test_hosts_are_told_of_moved_pages_and_nginx_of_those_that_are_gone_too():
    one = Moves(
        {"/fr/answers/t%C3%A9/": PageLink("Th\u00e9", "/fr/answers/th%C3%A9/")}, ("/fr/a/x/",)
    )
    other = Moves({"/en/faq/": PageLink("Help", "/en/help/")})
    files = redirect_files([one, other])
    assert files["_redirects"].decode().splitlines() == [
        "/en/faq/ /en/help/ 301",
        "/fr/answers/t%C3%A9/ /fr/answers/th%C3%A9/ 301",
    ]
    assert files["_redirects.nginx"].decode().splitlines() == [
        '"/en/faq/" "/en/help/";',
        '"/fr/answers/té/" "/fr/answers/th%C3%A9/";',
        '"/fr/a/x/" "410";',
    ]


def test_a_site_without_moved_pages_has_no_such_files():
    assert redirect_files([Moves()]) == {}


def test_what_would_end_a_string_of_nginx_is_escaped():
    files = redirect_files([Moves({}, ("/en/a%22b%5Cc/",))])
    assert files["_redirects.nginx"] == rb'"/en/a\"b\\c/" "410";' + b"\n"
