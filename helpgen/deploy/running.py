"""Deploys a site's brands, one after the other, while no build writes to the output."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpgen.config import Brand, Site
from helpgen.deploy.deploying import Deployed, OnProgress, Options, deploy_files
from helpgen.deploy.purge import purge_urls
from helpgen.deploy.site_files import site_files
from helpgen.deploy.targets import Target, open_place
from helpgen.errors import DeployError, HelpgenError
from helpgen.output_lock import PRIVATE, output_lock


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a brand's deploy ended.

    Attributes:
        brand: Slug of the brand.
        deployed: What was done; None if it failed.
        error: Why it failed.
    """

    brand: str
    deployed: Deployed | None = None
    error: str = ""


def deploy_site(
    site: Site,
    brands: Sequence[Brand],
    target: Target,
    options: Options,
    *,
    on_progress: Callable[[Brand], OnProgress],
    on_purge: Callable[[list[str]], None],
    on_wait: Callable[[], None] = lambda: None,
) -> list[Outcome]:
    """Bring the brands to their places; one that fails doesn't stop the others.

    Args:
        site: The configuration.
        brands: Which of its brands.
        target: Where they go.
        options: What a person decided.
        on_progress: Makes what is called as a brand's changes are made.
        on_purge: Takes the addresses that caches are to forget, brand by brand, when all of it
            is there. If it raises, the next deploy tells them again.
        on_wait: Called once if a build holds the output folder.

    Raises:
        DeployError: There's nothing to deploy.
        PublishError: The output folder can't be held.
    """
    if not (site.output / PRIVATE).is_dir():
        raise DeployError(f"{site.output}: nothing was built there: run 'helpgen build'")

    def outcome(brand: Brand) -> Outcome:
        try:
            done = deploy_files(
                brand.slug,
                site_files(site, brand),
                open_place(target, brand.slug),
                options,
                on_progress=on_progress(brand),
                before_end=lambda paths: on_purge(purge_urls(brand, paths)),
            )
        except HelpgenError as error:
            return Outcome(brand.slug, error=f"{brand.slug}: {error}")
        return Outcome(brand.slug, done)

    with output_lock(site.output, on_wait=on_wait):
        return [outcome(brand) for brand in brands]
