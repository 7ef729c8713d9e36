"""Requests made from the contract itself: every operation answers as the contract says."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    ignored_auth,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from helpgen.emulator import DEMO_CREDENTIALS

pytestmark = pytest.mark.slow

CONTRACT = Path(__file__).parent.parent / "contract" / "gladly-openapi.yaml"

# Left out on purpose: positive_data_acceptance, because a language that isn't configured, an
# unknown audience or a title that is missing for type public fit the contract's schemas and
# are refused by its text; negative_data_rejection, because the ids and credentials that are
# put in below repair requests that were broken on purpose (test_private_routes.py sends
# broken ones). The rest of schemathesis's checks need stateful runs.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
    allow_header_conformance,
    ignored_auth,
]

schema = schemathesis.openapi.from_path(CONTRACT)
generated = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@schema.parametrize()
@generated
def test_generated_requests_for_anything(case, client, seed):
    _keep_to_the_organization(case, seed)
    _call(case, client)


@schema.parametrize()
@generated
def test_generated_requests_for_what_exists(case, client, seed):
    _keep_to_the_organization(case, seed)
    known = {"answerId": seed.answers[0].id, "helpCenterId": seed.help_centers[0].id}
    case.path_parameters |= {key: known[key] for key in known if key in case.path_parameters}
    _call(case, client)


def _keep_to_the_organization(case, seed):
    """The public lists document no 404, which is what a wrong organization gets."""
    if "orgId" in case.path_parameters:
        case.path_parameters["orgId"] = seed.organization.id


def _call(case, client):
    private = case.operation.definition.raw.get("security")
    auth = DEMO_CREDENTIALS if private else None
    case.call_and_validate(base_url=str(client.base_url), checks=CHECKS, auth=auth)
