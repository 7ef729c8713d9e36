"""Settings from the environment and from options."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpgen.errors import ConfigError
from helpgen.search.endpoint.settings import Settings, settings_from, settings_of


def test_environment_variables_are_read():
    found = settings_from(
        {
            "HELPGEN_SEARCH_INDEX": "there",
            "HELPGEN_SEARCH_RATE_LIMIT": "60",
            "HELPGEN_SEARCH_ACCESS_LOG": "false",
            "HELPGEN_SEARCH_QUERY_LOG": "",
            "PATH": "/bin",
        }
    )
    assert found == Settings(index=Path("there"), rate_limit=60, access_log=False)


def test_every_mistake_is_told_with_its_variable():
    with pytest.raises(ConfigError) as caught:
        settings_from({"HELPGEN_SEARCH_BUDGET_MS": "soon", "HELPGEN_SEARCH_INDX": "x"})
    places = [problem.where for problem in caught.value.problems]
    assert places == ["HELPGEN_SEARCH_BUDGET_MS", "HELPGEN_SEARCH_INDX"]
    assert "HELPGEN_SEARCH_INDEX" in caught.value.problems[1].hint


def test_options_are_told_as_options():
    with pytest.raises(ConfigError, match=r"--client-header: .*pattern"):
        settings_of(client_header="X Forwarded")
