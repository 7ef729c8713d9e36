"""`helpgen check`."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.exits import Exit
from helpgen.cli.options import (
    DEFAULT_CONFIG,
    Brands,
    Config,
    Output,
    Set,
    Strict,
    Verbose,
    chosen,
    load,
)
from helpgen.cli.terminal import say, tell, tell_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpgen.cli.report import Reporter
    from helpgen.config import Brand, Site
    from helpgen.errors import Problem
    from helpgen.findings.judge import Judged
    from helpgen.findings.places import Places
    from helpgen.jobs import BuildReport


class Form(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"


def check(
    config: Config = DEFAULT_CONFIG,
    output: Output = None,
    brand: Brands = None,
    rule: Annotated[
        list[str] | None,
        typer.Option("--rule", metavar="NAME", help="Show all of this rule only. Repeatable."),
    ] = None,
    form: Annotated[
        Form,
        typer.Option(
            "--format",
            help="For people; or as JSON, SARIF, GitHub's annotations, GitLab's code quality.",
        ),
    ] = Form.TEXT,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help="File of known findings, which aren't told; by default that of site.toml.",
        ),
    ] = None,
    write_baseline: Annotated[
        bool,
        typer.Option("--write-baseline", help="Write down all that is found as known."),
    ] = False,
    external: Annotated[
        bool,
        typer.Option("--external", help="Ask the hosts of all addresses that lead elsewhere, too."),
    ] = False,
    minutes: Annotated[
        float,
        typer.Option(
            "--minutes", min=0.01, help="Time for --external; the next run goes on from there."
        ),
    ] = 15.0,
    processes: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes; one for each processor by default."),
    ] = None,
    settings: Set = None,
    strict: Strict = False,
    verbose: Verbose = False,
) -> None:
    """Look for mistakes in what a build from the snapshots makes, and write nothing.

    Editions that stand in the output as they should be are told as they were found there.
    Exit codes: 0 good, 1 something failed, 2 wrong usage or configuration, 3 errors, or
    warnings under --strict.
    """
    from helpgen.cli.report import Reporter
    from helpgen.findings.judge import judge

    site = load(config, settings, output)
    _refuse_unknown(rule or [])
    if write_baseline and brand:
        raise typer.BadParameter("a baseline is of the whole site: leave --brand out")
    brands = chosen(site, brand)
    reporter = Reporter(site, as_json=form is not Form.TEXT, verbose=verbose)
    report = _looked(site, brands, reporter, processes, external=external)
    problems = list(report.found())
    if external:
        problems += _asked(site, report, minutes, quiet=form is not Form.TEXT)
    errors = [result.error for result in report.editions if result.error]
    whole = not (brand or errors)
    looked = _looked_for(external=external) if whole else frozenset()
    if write_baseline and not errors:
        _write_baseline(site, problems, baseline, looked)
    judged = judge(site, problems, baseline, looked)
    if rule:
        judged = replace(judged, new=tuple(one for one in judged.new if one.rule in rule), gone=0)
    _print(site, judged, form, config, verbose=verbose or bool(rule))
    for error in errors:
        tell(f"error: {error}", err=True)
    if errors:
        raise typer.Exit(Exit.FAILED)
    if judged.fails(strict=strict):
        raise typer.Exit(Exit.PROBLEMS)


def _looked(
    site: Site,
    brands: Sequence[Brand],
    reporter: Reporter,
    processes: int | None,
    *,
    external: bool,
) -> BuildReport:
    from helpgen.checking import check_site

    with reporter.checking(brands) as on_done:
        return check_site(site, brands, processes=processes, external=external, on_done=on_done)


def _asked(site: Site, report: BuildReport, minutes: float, *, quiet: bool) -> list[Problem]:
    """What other hosts say of the addresses that pages name."""
    from helpgen.cli.report import counting
    from helpgen.external.asking import Asker
    from helpgen.external.check import check_external
    from helpgen.external.limits import Limits
    from helpgen.external.memory import Memory

    left_alone = (*(brand.base_url for brand in site.brands), *site.checks.unasked_urls)
    places: dict[str, list[str]] = {}
    for result in report.editions:
        for url, where in result.urls.items():
            if not url.startswith(left_alone):
                places.setdefault(url, []).extend(where)
    limits = Limits(seconds=minutes * 60)
    memory = Memory(site.url_cache, limits)
    with Asker(limits) as asker, counting("Asking other hosts", quiet=quiet) as on_progress:
        found = check_external(places, asker, memory, limits, on_progress=on_progress)
    say(
        f"addresses of other hosts: {found.addresses:,}, asked in this run: {found.asked:,}, "
        f"unsure: {found.unsure:,} (some hosts refuse programs)"
    )
    if found.waiting:
        say(
            f"{found.waiting:,} are left, as the time is over: run it again, or give more --minutes"
        )
    return list(found.problems)


def _refuse_unknown(rules: Sequence[str]) -> None:
    from helpgen.config_values import CHECK_RULES, did_you_mean

    for name in rules:
        if name not in CHECK_RULES:
            hint = did_you_mean(name, CHECK_RULES)
            raise typer.BadParameter(f"there's no rule {name!r}: {hint}", param_hint="--rule")


def _looked_for(*, external: bool) -> frozenset[str]:
    """Rules that a check of all brands looks for; a fetch and a build have some of their own."""
    from helpgen.checks.rules import ASKED, ELSEWHERE, RULES

    names = {rule.name for rule in RULES} - ELSEWHERE
    return frozenset(names if external else names - {rule.name for rule in ASKED})


def _write_baseline(
    site: Site, problems: Sequence[Problem], path: Path | None, looked: frozenset[str]
) -> None:
    from helpgen.findings.baseline import write_baseline
    from helpgen.findings.judge import judged

    path = path or site.baseline
    count = write_baseline(path, judged(site, problems), looked)
    say(f"wrote {path}: {count:,} known findings")


def _print(site: Site, judged: Judged, form: Form, config: Path, *, verbose: bool) -> None:
    if form is Form.TEXT:
        from helpgen.cli.report import show
        from helpgen.findings.text import counts

        show(judged, everything=verbose)
        tell(f"found: {counts(judged.new)}")
    elif form is Form.GITHUB:
        from helpgen.findings.github import commands

        for line in commands(judged.new, _places(site, config)):
            tell(line)
    else:
        tell_json(_document(judged, form, _places(site, config)))


def _document(judged: Judged, form: Form, places: Places) -> object:
    if form is Form.SARIF:
        from helpgen.checks.rules import RULES
        from helpgen.findings.sarif import sarif

        rules = {rule.name: (rule.severity.value, rule.about) for rule in RULES}
        return sarif(judged.new, rules, places)
    if form is Form.GITLAB:
        from helpgen.findings.gitlab import code_quality

        return code_quality(judged.new, places)
    found = [one.as_json() for one in judged.new]
    return {"findings": found, "known": judged.known, "gone": judged.gone}


def _places(site: Site, config: Path) -> Places:
    """Where findings are shown: managed answers have files."""
    from helpgen.answer_files import load_answers
    from helpgen.answers.folder import body_path
    from helpgen.findings.places import Places

    folder = site.content / "answers"
    if not folder.is_dir():
        return Places(config.name)
    files = {
        (answer.id, body.language): body_path(answer, body).relative_to(site.root).as_posix()
        for answer in load_answers(folder)
        for body in answer.bodies
    }
    return Places(config.name, files)
