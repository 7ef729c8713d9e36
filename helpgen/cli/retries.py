"""Says on standard error that a request is tried again, and why."""

from __future__ import annotations

import logging

from helpgen.cli.terminal import tell


class _Telling(logging.Handler):
    """Turns the records that stamina logs at each retry into a line for a person."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one line; stamina puts its values into the record under dotted names."""
        values = vars(record)
        wait, cause = values["stamina.wait_for"], values["stamina.caused_by"]
        tell(f"trying again in {wait:.1f} s: {cause}", err=True)


def tell_retries() -> None:
    """Let retries be told."""
    logger = logging.getLogger("stamina")
    logger.addHandler(_Telling())
    logger.propagate = False
