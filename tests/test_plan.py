"""What editions are made of, before any is built."""

from __future__ import annotations

from helpgen.plan import plan_brand
from helpgen.site_file import load_whole_site


def plan(site, fallback):
    loaded = load_whole_site(site.root / "site.toml", [f"brands.alpha.fallback={fallback}"])
    return plan_brand(loaded, loaded.brands[0])


def inputs(site, fallback):
    return {job.language: job.inputs for job in plan(site, fallback).jobs}


def test_a_body_of_the_default_language_matters_to_all_that_may_show_it(small_site):
    site = small_site({"alpha": ["en-us", "fr", "de"]})
    before = {fallback: inputs(site, fallback) for fallback in ("none", "default")}
    site.save("alpha/en-us", {"one": "<p>Another.</p>", "two": "<p>Two.</p>"})
    changed = {
        fallback: {code for code, hash_ in inputs(site, fallback).items() if old[code] != hash_}
        for fallback, old in before.items()
    }
    assert changed == {"none": {"en-us"}, "default": {"en-us", "fr", "de"}}


def test_without_the_default_language_nothing_can_stand_in(small_site):
    site = small_site({"alpha": ["en-us", "fr"]})
    (site.root / "build/snapshots/alpha/en-us.json").unlink()
    assert [job.language for job in plan(site, "none").jobs] == ["fr"]
    found = plan(site, "default")
    assert found.jobs == ()
    told = {str(edition): error for edition, error in found.errors.items()}
    assert told["alpha/fr"] == (
        "alpha/fr: shows answers of alpha/en-us where it has none, and that can't be built: "
        'mend it first, or set fallback = "none" for the brand'
    )
