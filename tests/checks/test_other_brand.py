"""What belongs to another brand."""

from __future__ import annotations

import pytest
from looked_at import HOME, brand, said, told

from helpgen.checks import other_brand

BETA = brand("beta", "Beta Mobile", help_center_urls=["https://old.beta.example"])


@pytest.mark.parametrize("body", ["<p>Ask Beta Mobile.</p>", "<p>(<b>Beta Mobile</b>)</p>"])
def test_the_name_of_another_brand_is_told(body):
    assert said(other_brand, body, brands=[BETA]) == ["names the brand Beta Mobile"]


@pytest.mark.parametrize("url", ["https://beta.example/en-us/x/", "https://old.beta.example/x"])
def test_a_link_to_its_help_center_is_told(url):
    body = f'<p><a href="{url}">Plans</a></p>'
    assert said(other_brand, body, brands=[BETA]) == [f"links to {url} of the brand Beta Mobile"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Beta mobile, Beta Mobiles, AlBeta Mobile.</p>",
        '<p><a href="https://www.beta.example/">A shop</a></p>',
        '<p><a href="https://alpha.example/">Ours</a></p>',
    ],
)
def test_other_words_and_other_hosts_are_fine(body):
    assert said(other_brand, body, brands=[BETA]) == []


def test_a_name_within_the_own_one_is_no_other_brand():
    assert said(other_brand, "<p>Alpha is here.</p>", brands=[brand("al", "Al"), BETA]) == []
    assert said(other_brand, "<p>About Alp.</p>", brands=[brand("alp", "Alp")]) == []


def test_what_stands_around_every_page_is_looked_at_once():
    page = "<body><footer>© <b>Beta Mobile</b></footer><script>Beta Mobile</script></body>"
    (found,) = told(other_brand, {}, {f"{HOME}404.html": page}, brands=[BETA])
    assert found == (
        f"alpha/en-us page {HOME}404.html",
        "names the brand Beta Mobile, as all pages of this theme may",
    )
    page = '<body><a href="https://beta.example" title="Beta Mobile">Us</a></body>'
    assert told(other_brand, {}, {f"{HOME}404.html": page}, brands=[BETA]) == []
