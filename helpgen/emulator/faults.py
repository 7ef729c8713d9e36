"""Faults that are set, and which of them a call meets. How each is acted out: `faulty.py`."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

FaultKind = Literal[
    "status",
    "drop",
    "hang",
    "slow",
    "truncated",
    "not_json",
    "empty",
    "half",
    "wrong_shape",
    "bad_item",
    "oversized",
    "bomb",
    "redirect",
]
_SIZE = 64 * 1024 * 1024


class Fault(BaseModel):
    """What goes wrong, for which operation, and how often."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    operation: str = Field(default="*", description="An operationId, or `*` for all.")
    kind: FaultKind
    status: int = Field(default=500, ge=200, le=599, description="For `status`.")
    headers: dict[str, str] = Field(default={}, description="Added to the answer.")
    body: str | None = Field(default=None, description="For `status` and `not_json`.")
    times: int | None = Field(default=1, ge=1, description="Calls it hits; null: for ever.")
    after: int = Field(default=0, ge=0, description="Calls that it lets pass first.")
    effect: bool = Field(default=False, description="The write takes effect, then the fault comes.")
    seconds: float = Field(default=5.0, ge=0, description="For `hang` and `slow`.")
    size: int = Field(default=_SIZE, ge=2, description="Bytes, for `oversized` and `bomb`.")
    location: str = Field(default="/", description="For `redirect`.")


@dataclass(slots=True)
class _Set:
    fault: Fault
    seen: int = 0
    fired: int = 0

    def meets(self, operation: str) -> bool:
        if self.fault.operation not in {"*", operation} or self.spent:
            return False
        self.seen += 1
        fires = self.seen > self.fault.after
        self.fired += fires
        return fires

    @property
    def spent(self) -> bool:
        return self.fault.times is not None and self.fired >= self.fault.times


class FaultBook:
    """The faults that are set, in the order in which they were set."""

    def __init__(self) -> None:
        self._set: list[_Set] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        """Set one more."""
        with self._lock:
            self._set.append(_Set(fault))

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._set.clear()

    def next_for(self, operation: str | None) -> Fault | None:
        """Count a call; the first fault that it meets, if any."""
        with self._lock:
            if operation is None:
                return None
            return next((entry.fault for entry in self._set if entry.meets(operation)), None)

    def to_json(self) -> list[dict[str, Any]]:
        """Every fault with `seen` (calls that matched) and `fired` (calls that it hit)."""
        with self._lock:
            return [
                {**entry.fault.model_dump(), "seen": entry.seen, "fired": entry.fired}
                for entry in self._set
            ]
