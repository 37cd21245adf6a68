"""One look at all proposals of a repository, so that not each of many issues is looked for (backfill)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from formwright.host import Applied, Host, RefMovedError
from formwright.proposal.model import Plan, Pull
from formwright.proposal.naming import BRANCHES, issue_of_branch


def survey(host: Host) -> set[int]:
    """Return the issues that have, or had, a branch or a pull request of a proposal: numbers, and nothing more."""
    branches = (issue_of_branch(branch) for branch in host.branches(BRANCHES))
    pulled = (issue_of_branch(branch) for branch in host.pulled())
    return {number for numbers in (branches, pulled) for number in numbers if number is not None}


def surveyed(host: Host, known: set[int]) -> Host:
    """Return `host`, which is not asked for branches and pull requests of proposals that are not `known`."""
    return cast(Host, _Surveyed(host, known))


class _Surveyed:
    """All of the host's methods, but for three."""

    def __init__(self, host: Host, known: set[int]) -> None:
        self._host = host
        self._known = known

    def __getattr__(self, name: str) -> object:
        return getattr(self._host, name)

    def head(self, branch: str) -> str | None:
        return None if self._is_new(branch) else self._host.head(branch)

    def pulls(self, branch: str) -> Sequence[Pull] | None:
        return [] if self._is_new(branch) else self._host.pulls(branch)

    def apply(self, plan: Plan) -> Applied:
        """Apply a plan; where another run made the branch since the look, that is known from now on (S31)."""
        try:
            return self._host.apply(plan)
        except RefMovedError:
            self._known |= {plan.issue} if plan.issue is not None else set()
            raise

    def _is_new(self, branch: str) -> bool:
        number = issue_of_branch(branch)
        return number is not None and number not in self._known
