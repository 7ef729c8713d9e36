"""dist/ -> where it's served from: assets, then pages, then deletions, and only what changed."""

from helpgen.deploy.deploying import Deployed, Options
from helpgen.deploy.running import Outcome, deploy_site
from helpgen.deploy.targets import Target, brands_of, target_of

__all__ = [
    "Deployed",
    "Options",
    "Outcome",
    "Target",
    "brands_of",
    "deploy_site",
    "target_of",
]
