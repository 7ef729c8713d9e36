"""dist/ -> where it's served from: assets, then pages, then deletions, and only what changed."""

from helpgen.deploy.deploying import Deployed, Options
from helpgen.deploy.index_pull import Pulled, follow, pull_indexes
from helpgen.deploy.index_push import push_indexes
from helpgen.deploy.index_store import KEY_VARIABLE, SHORTEST_KEY
from helpgen.deploy.running import Outcome, deploy_site
from helpgen.deploy.targets import Target, brands_of, open_store, target_of

__all__ = [
    "KEY_VARIABLE",
    "SHORTEST_KEY",
    "Deployed",
    "Options",
    "Outcome",
    "Pulled",
    "Target",
    "brands_of",
    "deploy_site",
    "follow",
    "open_store",
    "pull_indexes",
    "push_indexes",
    "target_of",
]
