"""What people read on GitHub: the pull request of a proposal, and the one comment on its issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from formwright.host.rest import INVALID, ApiError, Rest, explaining
from formwright.proposal.model import Plan, PullRequest
from formwright.proposal.texts import MARKER

Json = Mapping[str, Any]


class Posting:
    """Pull requests and comments of one repository. Nothing is written that says already what it should."""

    def __init__(self, rest: Rest, owner: str) -> None:
        self._rest = rest
        self._owner = owner
        self._pulls: dict[str, list[Json]] = {}

    def pulls(self, branch: str) -> list[Json]:
        """Return the pull requests of a branch, newest first. They are read once."""
        if branch not in self._pulls:
            with explaining("read pull requests", "pull-requests: write"):
                self._pulls[branch] = list(self._rest.pages("pulls", head=f"{self._owner}:{branch}", state="all"))
        return self._pulls[branch]

    def pull_request(self, plan: Plan, base: str) -> Json | None:
        """Return the proposal's pull request: made, or brought up to date, or None where there is to be none.

        One that a person closed is neither opened again nor followed by another (S25); after a merge, a new one takes
        what came later.
        """
        wanted = plan.pull_request
        if wanted is None:
            return None
        found = self.pulls(str(plan.branch))
        with explaining("create pull requests", "pull-requests: write"):
            current = next((pull for pull in found if pull["state"] == "open"), None)
            if current is None and self._may_open(plan, found):
                current = self._open(str(plan.branch), wanted, base)
            return self._up_to_date(current, wanted)

    def delivered(
        self, branch: str, base: str, wanted: PullRequest, found: Sequence[Json], *, changed: bool
    ) -> Json | None:
        """Return a delivery's pull request: made, or brought up to date; `found` are those that there were.

        One that a person closed comes again only with something new (`changed`).
        """
        with explaining("create pull requests", "pull-requests: write"):
            current = next((pull for pull in found if pull["state"] == "open"), None)
            if current is None and (changed or not found):
                current = self._open(branch, wanted, base)
            return self._up_to_date(current, wanted)

    def _up_to_date(self, current: Json | None, wanted: PullRequest) -> Json | None:
        if current is None or (current["title"], _bare(current["body"])) == (wanted.title, _bare(wanted.body)):
            return current
        changed: Json = self._rest.patch(f"pulls/{current['number']}", title=wanted.title, body=wanted.body)
        return changed

    @staticmethod
    def _may_open(plan: Plan, found: list[Json]) -> bool:
        if plan.closed:
            return False
        return not found or (bool(plan.commits) and all(pull["merged_at"] for pull in found))

    def _open(self, branch: str, wanted: PullRequest, base: str) -> Json | None:
        """Make the pull request; where another run was faster, return that run's."""
        try:
            made: Json = self._rest.post("pulls", title=wanted.title, body=wanted.body, head=branch, base=base)
        except ApiError as error:
            if error.status == INVALID and "no commits between" in error.message:
                return None
            if error.status != INVALID or "already exists" not in error.message:
                raise
            found = self._rest.pages("pulls", head=f"{self._owner}:{branch}", state="open")
            return next(found, None)
        return made

    def comment(self, plan: Plan) -> None:
        """Make the comment on the issue, or bring it up to date. Somebody else's is never touched (S19)."""
        if plan.comment is None:
            return
        with explaining("comment on issues", "issues: write"):
            comments = self._rest.pages(f"issues/{plan.issue}/comments")
            marked = (each for each in comments if (each["body"] or "").startswith(MARKER))
            own = next((each for each in marked if self._is_own(each)), None)
            if own is None:
                self._rest.post(f"issues/{plan.issue}/comments", body=plan.comment)
            elif _bare(own["body"]) != _bare(plan.comment):
                self._rest.patch(f"issues/comments/{own['id']}", body=plan.comment)

    def _is_own(self, comment: Json) -> bool:
        user = comment["user"] or {}
        if self._login is None:
            return user.get("type") == "Bot"
        return user.get("login") == self._login

    @cached_property
    def _login(self) -> str | None:
        """Our own login; None for the token of an app, which may not ask, and whose comments are a bot's."""
        try:
            return str(self._rest.get("/user")["login"])
        except ApiError:
            return None


def _bare(text: str | None) -> str:
    """Return a text as it is compared: GitHub may store other line ends, and drops the last one."""
    return (text or "").replace("\r\n", "\n").strip()
