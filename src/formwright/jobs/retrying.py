"""What is done again where somebody else was faster (S31)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from formwright.host import RefMovedError

ATTEMPTS = 3
"""How often a run reads and tries again when somebody else was faster (S31)."""

Result = TypeVar("Result")


def retrying(attempt: Callable[[], Result], attempts: int = ATTEMPTS) -> Result:
    """Return what `attempt` returns; where somebody else was faster, it reads and tries again, a few times (S31)."""
    for _ in range(attempts - 1):
        try:
            return attempt()
        except RefMovedError:
            continue
    return attempt()
