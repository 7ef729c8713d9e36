"""The rules of builds and of `helpgen check`, from helpgen/checks/."""

from __future__ import annotations

from collections.abc import Iterable

from helpgen.checks.rule import Rule
from helpgen.checks.rules import ASKED, IN_BODIES, IN_PAGES, LATER
from helpgen.checks.told import TOLD
from reference_pages.markdown import page, table


def checks() -> str:
    """Every rule with its severity and meaning."""
    return page(
        "Rules",
        "What every build and `helpgen check` look for, by the name that `[checks] severities` "
        "in site.toml and `helpgen check --rule` take. [Check a site](../how-to/check.md) tells "
        "how to work with them.",
        "## In finished pages",
        "These read the HTML that is about to be published, all of it.",
        _rules(rule for rule, _ in IN_PAGES),
        "## In what editors write",
        "These read bodies of answers, content pages and what stands on every page, after the "
        "transform. Levels of headings need no rule: the transform puts them in order.",
        _rules(rule for rule, _ in IN_BODIES),
        "## On the way to the pages",
        "These are told by the step that meets them: the fetch, the plan of sections and "
        "addresses, the transform, the mirror of pictures, the theme, the search index.",
        _rules(TOLD),
        "## At every run",
        "These depend on the day, or on all languages of a brand, and so are looked for anew "
        "even where no page has changed.",
        _rules(LATER),
        "## In other hosts' answers",
        "Only `helpgen check --external` asks other hosts; a build never does.",
        _rules(ASKED),
    )


def _rules(rules: Iterable[Rule]) -> str:
    rows = [[f"`{rule.name}`", _severity(rule), rule.about] for rule in rules]
    return table(["rule", "severity", "what it means"], rows)


def _severity(rule: Rule) -> str:
    return f"{rule.severity} or {rule.sometimes}" if rule.sometimes else str(rule.severity)
