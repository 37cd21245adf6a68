"""What people read of a proposal, in the order that lets the next run know what this one did: comment, pull request.

The last line of the pull request's text is a mark that nobody sees: it names the comment's text, and below it is what
people write. It is written after the comment, and made void before a comment changes with which no commit goes along.
So where no commit is missing and the mark is there, the comment need not be looked at: in most runs something else
about an issue changed.

Two runs at once: whoever makes the branch makes the comment and the pull request, any other waits a moment for them.
Where that was too short, one of the two finds the other's pull request after both have commented, and looks again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formwright.host.commenting import Comments
from formwright.host.posting import Json, Posting, bare
from formwright.proposal.marking import UNSURE, comment_mark, mark_in
from formwright.proposal.model import Plan
from formwright.proposal.naming import branch_of


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a run stands when its commits are written.

    `commit` is the last of them, `head` is the branch's commit where the default branch does not have that, `began` is
    when the branch got its last commit, if that was another run.
    """

    base_name: str
    commit: str | None
    head: str | None
    began: str | None


class Publisher:
    """The pull request and the comment of each proposal of one repository."""

    def __init__(self, posting: Posting, comments: Comments) -> None:
        self._posting, self._comments = posting, comments
        self._unsure: set[int] = set()

    def say(self, plan: Plan) -> None:
        """Bring the comment of a plan up to date that changes nothing else."""
        if plan.comment is None or plan.issue is None:
            return
        current = self._posting.current(branch_of(plan.issue))
        self._unmark(branch_of(plan.issue), plan.comment)
        self._comments.bring(plan.issue, plan.comment, _login(current))

    def publish(self, plan: Plan, stand: Stand) -> tuple[Json | None, bool]:
        """Bring the comment and the pull request up to date. Return the pull request, and whether to look again.

        One that a person closed is neither opened again nor followed by another (S25); after a merge, a new one takes
        what came later.
        """
        wanted, branch = plan.pull_request, str(plan.branch)
        if wanted is None:
            return None, False
        current = self._posting.current(branch, stand.began)
        self._comment(plan, stand, current)
        may_open = _may_open(plan, self._posting.pulls(branch), stand.head)
        pull = self._posting.bring(branch, stand.base_name, wanted, may_open=may_open)
        known = (stand.commit, plan.head, str(current["head"]["sha"]) if current else None)
        return pull, self._is_overtaken(plan.issue, known)

    def _comment(self, plan: Plan, stand: Stand, current: Json | None) -> None:
        if plan.comment is None or plan.issue is None or self._is_said(plan, stand, current):
            return
        if stand.commit is None or current is None:
            self._unmark(str(plan.branch), plan.comment)
        alone = stand.commit is not None and plan.head is None
        self._comments.bring(plan.issue, plan.comment, _login(current), new=alone and plan.silent)

    def _is_said(self, plan: Plan, stand: Stand, current: Json | None) -> bool:
        """Say whether the comment is known to be as it should, without a look at it."""
        certain = stand.commit is None and not plan.silent and plan.issue not in self._unsure
        return certain and current is not None and mark_in(bare(current["body"])) == comment_mark(str(plan.comment))

    def _unmark(self, branch: str, comment: str) -> None:
        """Take away the mark of another comment's text: should the run end here, the next one looks.

        So it is with a pull request that is closed, and may be opened again.
        """
        for pull in self._posting.pulls(branch):
            text = bare(pull["body"])
            mark = mark_in(text)
            if mark is not None and mark not in (UNSURE, comment_mark(comment)) and not pull["merged_at"]:
                self._posting.change(pull, pull["title"], UNSURE.join(text.rsplit(mark, 1)) + "\n")

    def _is_overtaken(self, issue: int | None, known: Sequence[str | None]) -> bool:
        """Say whether another run was at this proposal at the same time: its comment may be there too, or be older.

        `known` are the commits that the branch had as far as this run knows.
        """
        told = self._posting.told
        if told is None or issue is None or issue in self._unsure:
            return False
        if not self._posting.overtaken and told["head"]["sha"] in known:
            return False
        self._unsure.add(issue)
        return True


def _login(pull: Json | None) -> str | None:
    """Return who made a pull request."""
    return ((pull or {}).get("user") or {}).get("login")


def _may_open(plan: Plan, found: Sequence[Json], head: str | None) -> bool:
    """Say whether a pull request is missing: `head` is where the branch is now, if the default branch lacks that."""
    if plan.closed:
        return False
    merged = {pull["head"]["sha"] for pull in found if pull["merged_at"]}
    return not found or (head is not None and head not in merged and bool(found[0]["merged_at"]))
