"""Every operation against the emulator, over real HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from helpgen.emulator import DEMO_CREDENTIALS
from helpgen.errors import (
    ConfigError,
    GladlyConflict,
    GladlyNotFound,
    GladlyRefused,
    GladlyUnauthorized,
)
from helpgen.gladly import (
    AnswerContent,
    AnswerTitle,
    Audience,
    Credentials,
    GladlyClient,
    HelpCenter,
)
from helpgen.model import Answer, Layout, LayoutSection

pytestmark = pytest.mark.slow

CONTRACT = Path(__file__).parents[1] / "contract" / "gladly-openapi.yaml"
RETURNS = Answer(
    "returns",
    "How do I <return> it?",
    "<div>Within 30 days.</div>",
    "en-us",
    "2026-05-14T09:12:00.000Z",
)


def test_every_operation_of_the_contract_has_a_method_that_works(emulator):
    with emulator.client() as client:
        client.list_answers("en-us")
        client.get_answer("returns", "en-us")
        client.search_answers("return", "en-us")
        client.answer_titles("fjell.example-en-us", "en-us")
        client.help_center_layout("fjell.example-en-us")
        client.organization()
        client.audiences()
        client.add_answer("New", answer_id="new")
        client.get_answer_record("new")
        client.update_answer("new", name="Newer")
        client.put_content("new", "en-us", body_html="<p>x</p>", title="New")
        client.get_content("new", "en-us")
        client.delete_content("new", "en-us")
        client.delete_answer("new")
    paths = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))["paths"].values()
    promised = {
        operation["operationId"]
        for path in paths
        for method, operation in path.items()
        if method != "parameters"
    }
    assert {request["operation"] for request in emulator.requests()} == promised
    assert all(request["status"] < 300 for request in emulator.requests())


def test_answers_come_in_gladlys_order(emulator):
    found = emulator.client().list_answers("en-us")
    assert [answer.id for answer in found.answers] == ["-shipping", "returns"]
    assert found.answers[1] == RETURNS
    assert found.problems == ()
    assert not found.cut_off


def test_an_audience_filters_and_its_absence_is_not_sent(emulator):
    client = emulator.client()
    assert client.list_answers("en-us", "fjell").answers == (RETURNS,)
    client.list_answers("en-us")
    client.search_answers("a b&c=d", "en-us")
    client.answer_titles("fjell.example-en-us", "en-us", "fjell")
    assert [request["query"] for request in emulator.requests()] == [
        "lng=en-us&audienceId=fjell",
        "lng=en-us",
        "q=a+b%26c%3Dd&lng=en-us",
        "lng=en-us&audienceId=fjell",
    ]


def test_an_answer_that_is_not_in_this_language_is_not_found(emulator):
    client = emulator.client()
    assert client.get_answer("returns", "en-us") == RETURNS
    with pytest.raises(GladlyNotFound) as raised:
        client.get_answer("returns", "fr-ca")
    assert raised.value.status == 404
    assert raised.value.details[0].code == "not_exist"
    assert raised.value.request.endswith("/answers/returns?lng=fr-ca")


def test_search_and_titles_give_ids_and_names(emulator):
    client = emulator.client()
    title = AnswerTitle("returns", "How do I <return> it?")
    assert client.search_answers("return", "en-us") == (title,)
    assert title in client.answer_titles("fjell.example-en-us", "en-us")


def test_a_layout_comes_with_language_and_audience(emulator):
    assert emulator.client().help_center_layout("fjell.example-en-us") == HelpCenter(
        "en-us", "fjell", Layout((LayoutSection("Orders", ("returns", "gone", "-shipping")),))
    )


def test_a_layout_that_does_not_exist_is_not_found_though_its_body_is_no_json(emulator):
    with pytest.raises(GladlyNotFound) as raised:
        emulator.client().help_center_layout("nobody")
    assert raised.value.details == ()


def test_the_organization_and_its_audiences(emulator):
    client = emulator.client()
    assert client.organization().name == "Acme"
    assert client.audiences() == (Audience("fjell", "Fjell"),)


def test_an_answer_lives_from_add_to_delete(emulator):
    client = emulator.client()
    made = client.add_answer("Name", description="For agents", audience_ids=["fjell"])
    assert (made.name, made.description, made.audience_ids) == ("Name", "For agents", ("fjell",))
    assert client.get_answer_record(made.id) == made
    client.update_answer(made.id, audience_ids=[], description="")
    changed = client.get_answer_record(made.id)
    assert (changed.name, changed.description, changed.audience_ids) == ("Name", "", ())
    client.delete_answer(made.id)
    with pytest.raises(GladlyNotFound):
        client.get_answer_record(made.id)


def test_contents_of_each_type(emulator):
    client = emulator.client()
    client.put_content("returns", "fr-ca", body_html="<p>Bof</p>", title="Retour")
    client.put_content("returns", "fr-ca", "email", body_html="<p>Bof</p>", subject="Re")
    client.put_content("returns", "fr-ca", "reference", body_html="<p>Bof</p>", internal=True)
    client.put_content("returns", "fr-ca", "messaging", body_html="<p>Bof</p>")
    assert client.get_content("returns", "fr-ca", "email") == AnswerContent(
        "returns", "fr-ca", "email", "<p>Bof</p>", subject="Re"
    )
    assert client.get_content("returns", "fr-ca", "reference").internal is True
    assert client.get_content("returns", "fr-ca").title == "Retour"
    client.delete_content("returns", "fr-ca")
    with pytest.raises(GladlyNotFound):
        client.get_content("returns", "fr-ca")
    assert client.get_content("returns", "fr-ca", "email").subject == "Re"


def test_a_name_that_is_taken_is_a_conflict_with_gladlys_details(emulator):
    with pytest.raises(GladlyConflict) as raised:
        emulator.client().add_answer("Shipping")
    (detail,) = raised.value.details
    assert (detail.attr, detail.code) == ("name", "taken")
    assert detail.meta["existingAnswerId"] == "-shipping"


def test_an_answer_in_use_is_refused_with_the_place_of_its_use(emulator):
    with pytest.raises(GladlyRefused) as raised:
        emulator.client().delete_answer("returns")
    assert raised.value.status == 400
    assert raised.value.details[0].code == "in_use"
    assert raised.value.details[0].meta["helpCenterID"] == "fjell.example-en-us"


def test_wrong_credentials_are_unauthorized(emulator):
    wrong = Credentials(DEMO_CREDENTIALS[0], "wrong")
    with pytest.raises(GladlyUnauthorized, match="status 401"):
        emulator.client(credentials=wrong).organization()


def test_a_private_operation_without_credentials_sends_nothing(emulator):
    with pytest.raises(ConfigError, match="needs Gladly credentials"):
        emulator.client(credentials=None).organization()
    assert emulator.requests() == []


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.get_answer("../audiences", "en-us"),
        lambda client: client.get_answer("a", "en/us"),
        lambda client: client.list_answers("en us"),
        lambda client: client.list_answers("en-us", ""),
        lambda client: client.search_answers("q", ""),
        lambda client: client.answer_titles("..", "en-us"),
        lambda client: client.help_center_layout("a/../b"),
        lambda client: client.get_answer_record("."),
        lambda client: client.add_answer("Name", answer_id="a b"),
        lambda client: client.add_answer("Name", audience_ids=["é"]),
        lambda client: client.update_answer("a?b"),
        lambda client: client.delete_answer("a/languages/en-us/type/public"),
        lambda client: client.get_content("a", "..", "public"),
        lambda client: client.put_content("a", "en-us", "..", body_html=""),
        lambda client: client.delete_content("a", "en-us", ""),
    ],
)
def test_an_id_that_could_lead_elsewhere_sends_nothing(emulator, call):
    with pytest.raises(ConfigError, match="can't be part of a Gladly URL"):
        call(emulator.client())
    assert emulator.requests() == []


@pytest.mark.parametrize(
    "options",
    [
        {"url": "http://acme.gladly.com", "org_id": "o"},
        {"url": "https://acme.gladly.com", "org_id": "o", "cdn_url": "http://cdn.gladly.com"},
        {"url": "https://acme.gladly.com", "org_id": "../o"},
    ],
)
def test_a_client_is_not_made_for_unsafe_hosts_or_organizations(options):
    with pytest.raises(ConfigError):
        GladlyClient(options.pop("url"), **options)


def test_layouts_come_from_their_own_host(emulator, raw_server):
    body = b'{"lng":"en-us","sections":[]}'
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    cdn = raw_server(head % len(body) + body)
    client = emulator.client(cdn_url=cdn.url)
    assert client.help_center_layout("x").language == "en-us"
    assert emulator.requests() == []
    assert cdn.heard[0].startswith(b"GET /orgs/configs/help-center/x.json HTTP/1.1\r\n")
