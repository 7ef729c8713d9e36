"""An edition that is as it should be: what is told of it is what was told last time."""

from __future__ import annotations

from helpgen.jobs import EditionJob, EditionResult
from helpgen.publish import Unit
from helpgen.routes_cache import problems_from_json
from helpgen.search_state import index_is_current


def unchanged(job: EditionJob, unit: Unit) -> EditionResult | None:
    """The result of an edition that needn't be built; None if it must be.

    Args:
        job: Which edition.
        unit: What stands in the output.
    """
    notes = unit.manifest.notes
    index = notes.get("index", "")
    if not (unit.is_current(job.inputs) and index_is_current(job.site, job.edition, index)):
        return None
    return EditionResult(
        job.edition,
        answers=notes["answers"],
        unchanged=len(unit.manifest.files),
        problems=problems_from_json(notes["problems"]),
        picture_hosts=tuple(notes["picture_hosts"]),
        updated=notes["updated"],
    )
