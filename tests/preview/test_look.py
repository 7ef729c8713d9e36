"""Looks at the files of a project: which are compared, and which are known to be the same."""

from __future__ import annotations

import pytest

from helpgen.answers.offline import answers_folder
from helpgen.preview.look import Looker
from helpgen.preview.stamps import ANSWERS, Files
from helpgen.site_file import load_whole_site


@pytest.fixture
def site(small_site):
    """A site with one managed answer."""
    site = load_whole_site(small_site().root / "site.toml")
    own = answers_folder(site) / "refunds"
    own.mkdir(parents=True)
    (own / "answer.toml").write_text('id = "id-1"\nname = "Refunds"\n', encoding="utf-8")
    return site


def test_managed_answers_that_nobody_changed_are_the_very_same_ones(site, tmp_path):
    """There may be ten thousand; whoever compares two looks at them sees at once they're alike."""
    looker = Looker(tmp_path / "site.toml")
    first = looker.quiet(site, Files())
    looker.answers_touched = True
    second = looker.quiet(site, first)
    assert second.of(ANSWERS) is first.of(ANSWERS)
    assert not second.changed(first)


def test_a_changed_answer_is_seen_at_the_next_look(site, tmp_path):
    """Its file, and when the newest of them changed."""
    looker = Looker(tmp_path / "site.toml")
    first = looker.quiet(site, Files())
    file = answers_folder(site) / "refunds/answer.toml"
    file.write_text('id = "id-1"\nname = "Money back"\n', encoding="utf-8")
    looker.answers_touched = True
    second = looker.quiet(site, first)
    assert second.changed(first) == {ANSWERS: {str(file)}}
    assert second.answers_latest > first.answers_latest
