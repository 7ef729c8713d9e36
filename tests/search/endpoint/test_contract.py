"""Requests made from the descriptions: Gladly's contract for the drop-in, our own for the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.routing import Route

import helpgen.search.endpoint
from helpgen.search.app import create_app
from helpgen.search.endpoint.settings import Settings

pytestmark = pytest.mark.slow

ORG = "ihKsWxiZCDVtXg1iwVmT9Q"
CONTRACT = Path(__file__).parents[2] / "contract" / "gladly-openapi.yaml"
OURS = Path(helpgen.search.endpoint.__file__).parent / "openapi.json"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
    allow_header_conformance,
]
# positive_data_acceptance is left out: a brand or a language that isn't there fits any schema.
# negative_data_rejection is checked where nothing is put in afterwards that repairs a request.

gladly = schemathesis.openapi.from_path(CONTRACT).include(operation_id="searchAnswers")
ours = schemathesis.openapi.from_path(OURS)
generated = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@gladly.parametrize()
@generated
def test_the_drop_in_keeps_gladlys_contract(case, client):
    case.path_parameters["orgId"] = ORG  # another one's 404 isn't in the contract
    case.call_and_validate(base_url=str(client.base_url), checks=CHECKS)


@ours.parametrize()
@generated
def test_generated_requests_for_anything(case, client):
    checks = [*CHECKS, negative_data_rejection]
    case.call_and_validate(base_url=str(client.base_url), checks=checks)


@ours.parametrize()
@generated
def test_generated_requests_for_what_exists(case, client):
    known = {"brand": "alpha", "lng": "ar", "audienceId": "audience-1", "language": "ar"}
    if isinstance(case.body, dict):
        case.body |= {name: known[name] for name in known if name in case.body}
    if case.query:
        case.query |= {name: known[name] for name in known if name in case.query}
    if "orgId" in case.path_parameters:
        case.path_parameters["orgId"] = ORG
    case.call_and_validate(base_url=str(client.base_url), checks=CHECKS)


def test_every_route_is_described(shared_indexes):
    routes = create_app(Settings(index=shared_indexes.folder)).routes
    paths = {route.path.replace("org_id", "orgId") for route in routes if isinstance(route, Route)}
    assert paths == set(ours.raw_schema["paths"])


def test_the_description_is_served_with_the_version(client):
    described = client.get("/openapi.json").json()
    assert described["info"]["version"] == helpgen.__version__
    assert described["paths"] == ours.raw_schema["paths"]
