"""The endpoint's loggers; `serving.py` gives them a form and a place."""

from __future__ import annotations

import logging

from helpgen.visible import visible

LOGGER = logging.getLogger("helpgen.search")
"""What goes wrong."""
ACCESS = logging.getLogger("helpgen.search.access")
"""A line for each request."""


class SafeFormatter(logging.Formatter):
    """Lines in which nothing steers the terminal that shows them."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, or lines of a traceback."""
        return visible(super().format(record))
