"""What a build tells of a brand's theme: findings that need no look at every file."""

from __future__ import annotations

from helpgen.config import Brand
from helpgen.errors import Problem
from helpgen.overrides import changed_originals
from helpgen.theme import Theme
from helpgen.theme_check.contrast import Choice, low_contrasts


def brand_problems(theme: Theme, brand: Brand) -> list[Problem]:
    """Colors without enough contrast, and templates whose original has changed."""
    choice = Choice(brand.options, f"{brand.slug}: options.{{}}")
    return [*changed_originals(theme), *low_contrasts(theme), *low_contrasts(theme, choice)]
