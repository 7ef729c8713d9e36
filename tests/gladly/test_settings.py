from __future__ import annotations

import pytest

from helpgen.errors import ConfigError
from helpgen.gladly import Credentials


def test_the_token_is_not_in_the_repr():
    assert "s3cret" not in repr(Credentials("agent@acme.example", "s3cret"))


@pytest.mark.parametrize(
    ("user", "token", "named"),
    [
        ("", "s3cret", "user: is empty"),
        ("agent@acme.example", "", "token: is empty"),
        ("agent:x", "s3cret", "user: holds"),
        ("agent@acme.example", "s3cret\n", "token: holds"),
        ("agent@acme.example", "s3cret\x07", "token: holds"),
        ("agent@acme.example ", "s3cret", "user: holds"),
    ],
)
def test_credentials_that_cannot_be_right_are_refused_without_showing_them(user, token, named):
    with pytest.raises(ConfigError, match=named) as refused:
        Credentials(user, token)
    assert "s3cret" not in str(refused.value)


def test_both_mistakes_are_told_at_once():
    with pytest.raises(ConfigError) as refused:
        Credentials("", "")
    assert len(refused.value.problems) == 2
