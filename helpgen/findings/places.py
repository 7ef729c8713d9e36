"""The file and line that a finding is shown at, where a format wants one for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpgen.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class Places:
    """Files of a site as its repository has them.

    Attributes:
        config: The configuration: what stands in Gladly and in no file is shown there.
        answers: File of each managed answer by its id and language.
    """

    config: str = "site.toml"
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, one: Finding) -> tuple[str, int]:
        """File and line of a finding; both always name something that's there."""
        answer = self.answers.get((one.answer, one.language), "")
        return one.file or answer or self.config, one.line or 1
