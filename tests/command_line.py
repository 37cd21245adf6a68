"""What a call of the command line leaves, for the tests' annotations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """The exit code, and what was written, decoded but otherwise as it is."""

    code: int
    out: str
    err: str


Call = Callable[..., Result]
"""What the fixtures `call` and `spawn` of tests/cli are."""
