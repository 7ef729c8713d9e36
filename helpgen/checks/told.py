"""Rules whose findings other steps of a build tell as they work; they are listed here."""

from __future__ import annotations

from helpgen.checks.rule import Rule
from helpgen.errors import Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

TOLD = (
    Rule(
        "bad-answer",
        _ERROR,
        "Gladly sent an answer that can't be read. Its older text is kept if there is one. Told "
        "by a fetch.",
    ),
    Rule(
        "bad-layout",
        _ERROR,
        "A part of the layout can't be read and was left out. Told by a fetch.",
    ),
    Rule(
        "wrong-help-center",
        _ERROR,
        "The layout under `help_centers` is of another language or audience. Told by a fetch.",
        _WARNING,
    ),
    Rule(
        "list-cut-off",
        _WARNING,
        "Gladly lists only 1000 answers. Those that sections name were read one by one; others "
        "may exist.",
    ),
    Rule(
        "dangling-id",
        _WARNING,
        "A section names an answer that doesn't exist in this language, nor in the default one "
        "if that [stands in](../how-to/translate.md).",
    ),
    Rule(
        "empty-section",
        _WARNING,
        "A section has no answer in this language and was left out.",
    ),
    Rule(
        "unplaced-answer",
        _NOTE,
        'An answer is in no section; it\'s in the last one, "More answers".',
    ),
    Rule(
        "alike-ids",
        _WARNING,
        "Ids of two answers differ in case only. Where files are kept without regard to case, one "
        "of the short addresses leads to the other's page.",
    ),
    Rule(
        "removed-markup",
        _WARNING,
        "Markup was taken out of a body by the sanitiser. It's a warning where it could have run, "
        "and else a note.",
        _NOTE,
    ),
    Rule(
        "dead-link",
        _WARNING,
        "A link in a body leads into this help center, and no page is there.",
    ),
    Rule(
        "relative-link",
        _WARNING,
        "A link in a body has no host; it became plain text. See "
        "[old addresses](../how-to/when-a-build-complains.md).",
    ),
    Rule(
        "bad-link",
        _WARNING,
        "A link in a body is no web address; it became plain text.",
    ),
    Rule(
        "dead-anchor",
        _WARNING,
        "A link in a body leads to a heading that isn't there; it became plain text.",
    ),
    Rule("missing-alt", _WARNING, "A picture in a body has no description at all."),
    Rule(
        "broken-picture",
        _WARNING,
        "A picture in a body has no full address; it was left out.",
    ),
    Rule(
        "missing-picture",
        _WARNING,
        "A picture couldn't be [mirrored](../how-to/mirror-pictures.md); a link to it stands in "
        "its place. More than three of one host for one reason are told as one.",
    ),
    Rule(
        "old-picture",
        _NOTE,
        "A picture couldn't be fetched again; the older copy is shown.",
    ),
    Rule(
        "low-contrast",
        _WARNING,
        "Two colors of a theme, or of a brand's options, are too much alike to be read. See "
        "[make a theme](../how-to/make-a-theme.md#colors-words-and-layout).",
    ),
    Rule(
        "unknown-contrast",
        _NOTE,
        "A color of a theme is written in a way that helpgen can't measure.",
    ),
    Rule(
        "changed-original",
        _WARNING,
        "A theme's template replaces one that has changed since it was copied. See "
        "[make a theme](../how-to/make-a-theme.md#templates).",
    ),
    Rule(
        "unkept-articles",
        _WARNING,
        "A build couldn't leave its articles to the next one, which has to make all of them anew. "
        "Told by that build.",
    ),
    Rule(
        "unrecorded-build",
        _WARNING,
        "A build couldn't be recorded, so that [a report of changes](../how-to/report-changes.md) "
        "knows nothing of it. Told by that build.",
    ),
    Rule(
        "hidden-answer",
        _NOTE,
        "A search for the answer's own name finds three others before it: give it a name that "
        "tells it from them. Told by a build, which makes the search index.",
    ),
)
