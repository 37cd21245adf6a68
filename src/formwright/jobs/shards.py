"""A share of all issues: work that is spread over several runs, each of which takes its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST = 256
"""How many jobs a matrix has at most ("Workflow syntax", `jobs.<job_id>.strategy.matrix`)."""


@dataclass(frozen=True, slots=True)
class Shard:
    """The share `index` (from 1) of `count`: the issues whose number leaves that remainder.

    By numbers, and not by pages: an issue belongs to the same share however many issues there are.
    """

    index: int = 1
    count: int = 1

    def __contains__(self, number: int) -> bool:
        return number % self.count == self.index - 1

    def __str__(self) -> str:
        return f"{self.index}/{self.count}"


def read_shard(text: str) -> Shard:
    """Return the share that `text` (`3/16`) names. Raises `ValueError` with what to write where it names none."""
    match = re.fullmatch(r"([0-9]{1,3})/([0-9]{1,3})", text.strip())
    shard = Shard(int(match[1]), int(match[2])) if match else Shard(0)
    if not 1 <= shard.index <= shard.count <= MOST:
        raise ValueError(f"write a share and how many there are, such as `3/16`; {MOST} at most")
    return shard
