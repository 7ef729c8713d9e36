"""Nothing that a person, or a machine, types makes the endpoint fail or take long."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpgen.search.endpoint.parameters import MOST_RESULTS

pytestmark = pytest.mark.slow

WORDS = ["return", "retrun", "gift", "a", "AND", "NOT", "OR", "title:", "*", "?", '"', "(", "شريحة"]
queries = (
    st.text(max_size=500)
    | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
    | st.text("aeinrst ", max_size=500)
    | st.text(st.characters(categories=["Mn", "Cf", "Zs", "Lo"]), max_size=200)
)
ORG = "ihKsWxiZCDVtXg1iwVmT9Q"
PATHS = ["/search", "/suggest", "/search.html", f"/api/v1/orgs/{ORG}/answers-search"]


@pytest.mark.parametrize("path", PATHS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(query=queries, language=st.sampled_from(["en-us", "ar"]))
def test_any_query_is_answered(client, path, query, language):
    query = query[:500]
    answered = client.get(path, params={"brand": "alpha", "lng": language, "q": query})
    assert answered.status_code == 200
    if path == "/search":
        found = answered.json()
        assert len(found["results"]) <= min(found["total"], MOST_RESULTS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.binary(max_size=300))
def test_any_bytes_in_the_address_are_answered(client, raw):
    """h11 itself refuses what is no HTTP; the rest is 200 or 400."""
    encoded = "".join(f"%{byte:02X}" for byte in raw)
    assert client.get(f"/search?brand=alpha&q={encoded}").status_code in {200, 400}
