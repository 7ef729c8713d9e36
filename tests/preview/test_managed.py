"""Many managed answers are read while pages are shown; what was saved last is what is shown."""

from __future__ import annotations

from helpgen.answers.offline import answers_folder
from helpgen.preview.managed import Managed
from helpgen.preview.stamps import answer_stamps
from helpgen.site_file import load_whole_site

MANY = 1501
"""Folders; with so many, pages don't wait."""


def write(folder, number, text):
    own = folder / f"answer-{number}"
    own.mkdir(parents=True, exist_ok=True)
    (own / "answer.toml").write_text(f'id = "id-{number}"\nname = "Name"\n', encoding="utf-8")
    (own / "en-us.html").write_text(f'+++\ntitle = "Title"\n+++\n{text}', encoding="utf-8")


def test_a_reading_that_ends_late_takes_nothing_back(small_site):
    """A file is saved while all are being read: that one is read twice, and the new text stays."""
    site = load_whole_site(small_site().root / "site.toml")
    folder = answers_folder(site)
    for number in range(MANY):
        write(folder, number, "<p>Old.</p>")
    jobs = []
    managed = Managed(jobs.append)
    managed.update(site, answer_stamps(site))
    write(folder, 0, "<p>A new text.</p>")
    managed.update(site, answer_stamps(site))
    first, second = jobs
    second()
    write(folder, 0, "<p>Old.</p>")  # as if the first had read it before the save
    first()
    assert managed.state.answers["id-0"].html == {"en-us": "<p>A new text.</p>"}
    assert len(managed.state.answers) == MANY
