"""What several test modules share: the sample site built once, and small sites of one's own."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from forks import Anew, Starter
from hypothesis import HealthCheck, settings

from helpgen.build import BuildReport, build_site
from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot
from helpgen.site_file import load_whole_site
from helpgen.snapshot import save_snapshot

# A busy machine is no failure. The suite tries the same inputs each time, so that it fails for
# what was changed; `make explore` tries others.
settings.register_profile(
    "helpgen", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("helpgen"), derandomize=False)
settings.load_profile("helpgen")

PROJECT = Path(__file__).parents[1]
PRIVATE = ".helpgen"


def pytest_configure(config: pytest.Config) -> None:
    """Let the hundreds of processes that tests start find helpgen compiled.

    They would compile it anew each time where the environment tells Python to write no
    bytecode, as that of a container often does.
    """
    sys.dont_write_bytecode = False  # pytest keeps what it makes of the tests themselves
    if not hasattr(config, "workerinput"):  # before any of xdist's workers begins
        compileall.compile_dir(PROJECT / "helpgen", quiet=1)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """`made_once("name", make)` is a folder that `make(folder)` fills for all of xdist's workers.

    The first of them to ask makes it while the others wait; no test may change it.
    """
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if shared.name.startswith("popen-") else shared

    def folder_of(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = shared / f"once-{name}", shared / f"once-{name}.done"
        with FileLock(shared / f"once-{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return folder_of


def run_helpgen(*arguments: Any, cwd: Path, setup: str = "") -> subprocess.CompletedProcess[str]:
    """Run the real command line to its end.

    Args:
        arguments: What follows `helpgen`.
        cwd: Where to run it.
        setup: Python statements to run before it in its process, such as a resource limit.
    """
    return subprocess.run(
        [*helpgen_command(setup), *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def helpgen_command(setup: str = "") -> list[str]:
    """The command that starts helpgen, `setup` having run in its process."""
    start = "import os, sys; os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    helpgen = ["-m", "helpgen"]
    return [sys.executable, *(["-c", f"{setup}; {start}"] if setup else []), *helpgen]


@pytest.fixture(scope="session")
def starter() -> Iterator[Starter | Anew]:
    """Runs command lines whose start isn't what is tested: `starter.run(arguments, cwd, env)`."""
    if os.environ.get("HELPGEN_STARTS") == "all":
        yield Anew()
        return
    with Starter() as waiting:
        yield waiting


@pytest.fixture(scope="session")
def helpgen(starter: Starter | Anew) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`helpgen(*arguments, cwd=…)` runs the command line."""
    return lambda *arguments, cwd: starter.run(arguments, cwd, os.environ)


@pytest.fixture(scope="session")
def sample_dist(made_once: Callable[..., Path]) -> Path:
    """The finished sites of the sample, fetched and built by the real command line."""
    return made_once("sample", build_sample) / "dist"


@pytest.fixture(scope="session")
def quarto_dist(made_once: Callable[..., Path]) -> Path:
    """The sample's sites with the theme in tests/themes, built without a problem."""
    themes = [f"site.themes={PROJECT / 'tests/themes'}"]
    themes += [f"brands.{slug}.theme=quarto" for slug in ("fjell", "sorbet")]
    return made_once("quarto", lambda folder: build_sample(folder, themes, "--strict")) / "dist"


def build_sample(folder: Path, settings: Iterable[str] = (), *options: str) -> None:
    """Fetch and build the sample into a folder by the real command line."""
    places = [f"site.snapshots={folder / 'snapshots'}", f"search.index={folder / 'search'}"]
    values = [part for value in (*places, *settings) for part in ("--set", value)]
    done = run_helpgen("build", "--output", folder / "dist", *values, *options, cwd=PROJECT)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def sample_index(sample_dist: Path) -> Path:
    """The sample's search indexes, of the same build."""
    return sample_dist.parent / "search"


@dataclass
class SmallSite:
    """A site of the test's own: configuration, themes and snapshots in one folder.

    Its theme is a copy of base, for the test to change. `languages` are those of each
    brand, by its slug.
    """

    root: Path
    languages: dict[str, list[str]] = field(default_factory=lambda: {"alpha": ["en-us"]})
    themes: dict[str, str] = field(default_factory=dict)
    gladly: str = "http://127.0.0.1:9"

    @property
    def output(self) -> Path:
        return self.root / "dist"

    @property
    def theme(self) -> Path:
        return self.root / "themes" / "base"

    def configure(self) -> None:
        """Write site.toml as the attributes say."""
        brands = "".join(
            f'[[brands]]\nslug = "{slug}"\nname = "{slug.title()}"\n'
            f'base_url = "https://{slug}.example"\nlanguages = {languages}\n'
            f'theme = "{self.themes.get(slug, "base")}"\n'
            for slug, languages in self.languages.items()
        )
        (self.root / "site.toml").write_text(
            f'[gladly]\nurl = "{self.gladly}"\norg_id = "org"\n{brands}', encoding="utf-8"
        )

    def child_theme(self, name: str, files: Mapping[str, str]) -> None:
        """Make a theme that extends base and holds `files`."""
        folder = self.root / "themes" / name
        toml = f'name = "{name}"\nversion = "1.0"\nextends = "base"\n'
        for path, text in {"theme.toml": toml, **files}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")

    def save(self, edition: str, bodies: Mapping[str, str], sections: int = 1) -> None:
        """Save a snapshot: answer bodies by id, placed in turn in some sections.

        An answer's title is `About` and its id.
        """
        brand, language = edition.split("/")
        day = "2026-05-14T09:12:00.000Z"
        answers = tuple(
            Answer(id_, f"About {id_}", body, language, day) for id_, body in sorted(bodies.items())
        )
        ids = sorted(bodies)
        layout = Layout(
            tuple(LayoutSection(f"Section {n}", tuple(ids[n::sections])) for n in range(sections))
        )
        key = EditionKey(brand, language)
        snapshot = Snapshot(key, self.gladly, "2026-05-15T00:00:00Z", answers, layout)
        save_snapshot(self.root / "build/snapshots", snapshot)

    def build(self, *slugs: str, processes: int = 1) -> BuildReport:
        """Build in this process."""
        site = load_whole_site(self.root / "site.toml")
        brands = [brand for brand in site.brands if not slugs or brand.slug in slugs]
        return build_site(site, brands, processes=processes)

    def run(self, *arguments: Any, setup: str = "") -> subprocess.CompletedProcess[str]:
        """Build by the command line, from the snapshots."""
        return run_helpgen("build", "--offline", *arguments, cwd=self.root, setup=setup)

    def start(self, *arguments: Any) -> subprocess.Popen[str]:
        """Begin a build by the command line in a process group of its own.

        Ctrl-C reaches it even where the tests themselves run in the background, and so
        with that signal ignored.
        """
        listen = "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL)"
        return subprocess.Popen(
            [*helpgen_command(listen), "build", "--offline", *map(str, arguments)],
            cwd=self.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def clean(self) -> dict[str, bytes]:
        """The files of a build from nothing, which leaves the output as it was."""
        away = self.root / "clean"
        site = load_whole_site(self.root / "site.toml", [f"site.output={away}"])
        report = build_site(site, site.brands, processes=1)
        assert not report.failed, report
        files = site_files(away)
        shutil.rmtree(away)
        return files

    def files(self) -> dict[str, bytes]:
        """What's published now."""
        return site_files(self.output)

    def stamps(self) -> dict[str, tuple[int, int]]:
        """Inode and time of the last change of every published file."""
        return {
            name: (status.st_ino, status.st_mtime_ns)
            for name in self.files()
            for status in [(self.output / name).stat()]
        }


def site_files(output: Path) -> dict[str, bytes]:
    """Content of all files of the sites by path below the output folder."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in _regular(output.iterdir())
    }


def _regular(entries: Iterable[Path]) -> Iterable[Path]:
    for entry in entries:
        if entry.is_file():
            yield entry
        elif entry.name != PRIVATE:
            yield from _regular(entry.iterdir())


@pytest.fixture
def small_site(tmp_path: Path, site_in: Callable[..., SmallSite]) -> Callable[..., SmallSite]:
    """Makes a site: `small_site({"alpha": ["en-us"]})`, two answers in each edition."""
    return partial(site_in, tmp_path)


@pytest.fixture(scope="session")
def site_in() -> Callable[..., SmallSite]:
    """Makes a site in a folder: `site_in(tmp_path, {"alpha": ["en-us"]})`."""

    def make(root: Path, languages: Mapping[str, list[str]] | None = None) -> SmallSite:
        site = SmallSite(root)
        site.languages = dict(languages or site.languages)
        shutil.copytree(PROJECT / "themes" / "base", site.theme)
        site.configure()
        for slug, codes in site.languages.items():
            for code in codes:
                site.save(f"{slug}/{code}", {"one": "<p>One.</p>", "two": "<p>Two.</p>"})
        return site

    return make
