"""The endpoint's loggers; `serving.py` gives them a form and a place."""

from __future__ import annotations

import logging

LOGGER = logging.getLogger("helpgen.search")
"""What goes wrong."""
ACCESS = logging.getLogger("helpgen.search.access")
"""A line for each request."""
