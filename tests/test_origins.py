"""Hosts that a brand's pages use beside its own."""

from __future__ import annotations

from helpgen.config import Brand
from helpgen.origins import foreign_origins


def origins(**settings):
    brand = Brand(
        slug="alpha", name="A", base_url="https://a.example", languages=("en-us",), **settings
    )
    return foreign_origins(brand)


def test_a_brand_with_nothing_of_the_kind_uses_no_other_host():
    assert origins() == {}
    assert origins(feedback_url="/feedback") == {}
    assert origins(chat_script="https://chat.example/x.js") == {}


def test_what_is_asked_and_what_forms_are_sent_to_is_named_once():
    assert origins(
        search_endpoint="https://search.example/api", feedback_url="https://search.example/votes/"
    ) == {"connect-src": ["https://search.example"], "form-action": ["https://search.example"]}
    assert origins(
        search_endpoint="https://search.example:8443", feedback_url="https://votes.example/in"
    ) == {
        directive: ["https://search.example:8443", "https://votes.example"]
        for directive in ("connect-src", "form-action")
    }


def test_a_chat_may_load_from_the_host_of_its_script():
    found = origins(chat_app_id="a.example")
    assert found["script-src"] == ["https://cdn.gladly.com"]
    assert "form-action" not in found
