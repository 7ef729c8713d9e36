"""A helpgen site of any size with made-up brands: site.toml, snapshots, pages, a theme.

The same seed gives the same bytes. Nothing is fetched; the snapshots are written as
`helpgen fetch` would have left them.
"""

from __future__ import annotations

import base64
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import helpgen
from benchmarks.bodies import Author
from benchmarks.vocabulary import SCRIPTS, Writer
from helpgen.config_file import load_site
from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot
from helpgen.snapshot import load_snapshot, save_snapshot

BRANDS = {"aster": 1.3, "birch": 1.1, "cedar": 0.9, "dune": 0.7}
"""Slugs, and how large the brands are to each other."""
MOST_EDITIONS = len(BRANDS) * len(SCRIPTS)
THEME = "bench"
CHANGED_TEMPLATE = Path("themes") / THEME / "templates" / "partials" / "footer.html"
_TRANSLATED = 0.9  # share of the default language's answers that the others have
_DATED = 0.97
_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Plan:
    """One brand: its languages, and how many answers it has in each."""

    slug: str
    counts: dict[str, int]


def forget_articles(site: Path) -> None:
    """Delete what a build leaves to the next one, so that the next one is cold.

    Args:
        site: The site.toml.
    """
    shutil.rmtree(load_site(site).articles, ignore_errors=True)


def change_answer(site: Path, more: str) -> tuple[EditionKey, str]:
    """Give the first answer of the first edition more text, and tell which one it is.

    Args:
        site: The site.toml.
        more: HTML that comes at the end of the answer.
    """
    loaded = load_site(site)
    brand = loaded.brands[0]
    key = EditionKey(brand.slug, brand.languages[0])
    snapshot = load_snapshot(loaded.snapshots, key)
    first, *rest = snapshot.answers
    changed = replace(first, body_html=first.body_html + more)
    save_snapshot(loaded.snapshots, replace(snapshot, answers=(changed, *rest)))
    return key, first.id


def make_site(folder: Path, *, answers: int, editions: int, seed: int = 1) -> Path:
    """Write a site and return its site.toml.

    Args:
        folder: Where; made if it isn't there.
        answers: How many in all editions together.
        editions: How many, 1 to `MOST_EDITIONS`; five languages to a brand.
        seed: Where chance starts.
    """
    plans = share_out(answers, editions)
    for plan in plans:
        for snapshot in _snapshots(plan, random.Random(f"{seed} {plan.slug}")):
            save_snapshot(folder / "snapshots", snapshot)
            _content_pages(folder / "content" / plan.slug / snapshot.edition.language)
    _theme(folder)
    path = folder / "site.toml"
    path.write_text(_site_toml(plans), encoding="utf-8")
    return path


def share_out(answers: int, editions: int) -> list[Plan]:
    """How many answers each edition has; they add up to `answers`."""
    keys = [(brand, code) for brand in BRANDS for code in SCRIPTS][:editions]
    first = next(iter(SCRIPTS))
    weights = [BRANDS[brand] * (1 if code == first else _TRANSLATED) for brand, code in keys]
    whole = sum(weights)
    counts = [int(answers * weight / whole) for weight in weights]
    for place in range(answers - sum(counts)):
        counts[place] += 1
    by_brand: dict[str, dict[str, int]] = {}
    for (brand, code), count in zip(keys, counts, strict=True):
        by_brand.setdefault(brand, {})[code] = count
    return [Plan(slug, found) for slug, found in by_brand.items()]


def _snapshots(plan: Plan, rng: random.Random) -> Iterator[Snapshot]:
    ids = [_id(rng) for _ in range(max(plan.counts.values()))]
    sections = _sections(ids, rng)
    for language, count in plan.counts.items():
        kept = ids if count == len(ids) else sorted(rng.sample(ids, count), key=ids.index)
        yield _snapshot(EditionKey(plan.slug, language), kept, sections, rng)


def _id(rng: random.Random) -> str:
    """A UUID as Gladly writes it: base64url without padding, 22 characters."""
    return base64.urlsafe_b64encode(rng.randbytes(16)).decode().rstrip("=")


def _sections(ids: Sequence[str], rng: random.Random) -> list[list[str]]:
    """The ids in 8 to 15 sections, some four times as large as others."""
    count = min(rng.randint(8, 15), len(ids))
    weights = [rng.uniform(1, 4) for _ in range(count)]
    sections: list[list[str]] = [[] for _ in range(count)]
    for place, answer_id in enumerate(ids):
        fixed = [sections[place]] if place < count else rng.choices(sections, weights)
        fixed[0].append(answer_id)
    return sections


def _snapshot(
    edition: EditionKey, ids: Sequence[str], sections: list[list[str]], rng: random.Random
) -> Snapshot:
    writer = Writer(edition.language, rng)
    links = [f"https://www.{edition.brand}.example/help/answers/{answer_id}" for answer_id in ids]
    author = Author(writer, rng, links)
    answers = [
        Answer(answer_id, writer.title(), author.body(), edition.language, _time(rng))
        for answer_id in ids
    ]
    known = set(ids)
    layout = Layout(
        tuple(
            LayoutSection(writer.words(rng.randint(1, 4)), tuple(i for i in section if i in known))
            for section in sections
            if known.intersection(section)
        )
    )
    ordered = tuple(sorted(answers, key=lambda answer: answer.id))
    return Snapshot(edition, "https://bench.gladly.example", _stamp(_EPOCH), ordered, layout)


def _time(rng: random.Random) -> str | None:
    moment = _EPOCH + timedelta(minutes=rng.randrange(60 * 24 * 700))
    return _stamp(moment) if rng.random() < _DATED else None


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _content_pages(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, title in (("contact", "Contact us"), ("terms", "Terms of use")):
        text = f'+++\ntitle = "{title}"\n+++\nWrite to us at any time, we read everything.\n'
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def _theme(folder: Path) -> None:
    """A theme that overrides one template by base's own, so that it can be changed."""
    home = folder / "themes" / THEME
    home.mkdir(parents=True, exist_ok=True)
    text = f'name = "{THEME}"\nextends = "base"\n'
    (home / "theme.toml").write_text(text, encoding="utf-8")
    target = folder / CHANGED_TEMPLATE
    target.parent.mkdir(parents=True, exist_ok=True)
    base = Path(helpgen.__file__).parent.parent / "themes" / "base"
    shutil.copyfile(base / "templates" / "partials" / "footer.html", target)


def _site_toml(plans: Sequence[Plan]) -> str:
    head = (
        '[site]\noutput = "dist"\nsnapshots = "snapshots"\n\n[search]\nenabled = false\n\n'
        '[gladly]\nurl = "https://bench.gladly.example"\norg_id = "bench"\n'
    )
    return head + "".join(_brand_toml(plan) for plan in plans)


def _brand_toml(plan: Plan) -> str:
    languages = ", ".join(f'"{code}"' for code in plan.counts)
    return (
        f'\n[[brands]]\nslug = "{plan.slug}"\nname = "{plan.slug.title()} & Co"\n'
        f'base_url = "https://help.{plan.slug}.example"\ntheme = "{THEME}"\n'
        f"languages = [{languages}]\n"
        f'help_center_urls = ["https://www.{plan.slug}.example/help"]\n'
        "related = 0\n"  # Hugo would look for them in another way
        '\n[brands.policy]\nimg-src = ["https://cdn.elsewhere.example"]\n'
        f'\n[brands.options]\nshop_url = "https://www.{plan.slug}.example"\n'
        'contact_url = "/contact/"\n'
    )
