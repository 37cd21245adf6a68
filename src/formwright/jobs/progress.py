"""What a backfill is to do, and how far it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from formwright.config import CONFIG_PATH
from formwright.errors import InputError
from formwright.findings import Finding
from formwright.jobs.shards import Shard
from formwright.proposal.model import Issue, Operation

if TYPE_CHECKING:
    from formwright.jobs.delivery import By

FINDINGS = 100
"""How many findings a run keeps; the others are counted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run is to do. `only` are the issues to work on, all where it is empty; `page` is the first one.

    With `by` a pull request, each open issue gets a branch and a pull request; with a commit, all documents of a page
    go to the default branch in one commit, those of closed issues too.
    """

    config_path: str = CONFIG_PATH
    by: By = "pull-request"
    dry_run: bool = False
    shard: Shard = field(default_factory=Shard)
    only: frozenset[int] = frozenset()
    page: int = 1

    def __contains__(self, number: int) -> bool:
        return number in self.shard and (not self.only or number in self.only)


@dataclass
class Progress:
    """How far a run is: the last page that is done, and what became of the issues so far.

    `archived` counts those of the closed issues that got a document; `dry_run` says that all of it only would be.
    """

    page: int = 0
    dry_run: bool = False
    archived: int = 0
    operations: Counter[Operation] = field(default_factory=Counter)
    failed: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """How many issues were looked at."""
        return self.operations.total() + self.failed

    def __str__(self) -> str:
        counts = [self._count(each) for each in Operation if self.operations[each]]
        counts += [f"{self.failed} failed"] if self.failed else []
        would = "would be " if self.dry_run and counts else ""
        issues = f"{self.seen} issue{'s' if self.seen != 1 else ''}"
        return f"page {self.page}, {issues}: {would}{', '.join(counts) or 'nothing'}"

    def _count(self, operation: Operation) -> str:
        said = f"{self.operations[operation]} {operation}"
        return f"{said} ({self.archived} with a new document)" if operation == "closed" and self.archived else said

    def fail(self, issue: Issue, error: InputError) -> None:
        """Count an issue that could not be worked on, and keep why, up to a limit."""
        self.failed += 1
        room = max(0, FINDINGS - len(self.findings))
        said = (replace(each, message=f"issue #{issue.number}: {each.message}") for each in error.findings)
        self.findings += list(said)[:room]
