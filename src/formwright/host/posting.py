"""What people read on GitHub: the pull request of a branch, and the one comment on an issue.

GitHub lets a branch have one open pull request, but an issue any number of comments. So a run that makes the pull
request makes the comment too; any other run that misses the comment waits a moment for that one. And whoever finds two
comments of the program's own takes all but the first away: so parallel, repeated and interrupted runs end with one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from formwright.host.pacing import moment
from formwright.host.refusals import explaining
from formwright.host.rest import INVALID, ApiError, Rest
from formwright.proposal.model import Plan, PullRequest
from formwright.proposal.texts import MARKER

Json = Mapping[str, Any]

YOUNG = 60.0
"""Another run that began something so many seconds ago may still be at it."""

LOOKS, PAUSE = 5, 2.0
"""How often to look whether it has finished, and how many seconds apart."""

_PULLS, _ISSUES = "pull-requests: write", "issues: write"


@dataclass(frozen=True, slots=True)
class Talk:
    """What is known of an issue's comments before they are read.

    `silent`: there was none. `opened`: this run has just made the first pull request of the branch.
    """

    silent: bool = False
    opened: bool = False


class Posting:
    """Pull requests and comments of one repository. Nothing is written that says already what it should."""

    def __init__(self, rest: Rest, owner: str, pause: Callable[[float], None]) -> None:
        self._rest, self._owner, self._pause = rest, owner, pause
        self._pulls: dict[str, list[Json]] = {}
        self.made: Json | None = None
        """The pull request that was made last, None where none was."""

    def forget(self) -> None:
        """Read pull requests again the next time."""
        self._pulls.clear()
        self.made = None

    def pulls(self, branch: str) -> list[Json]:
        """Return the pull requests of a branch, newest first. They are read once."""
        if branch not in self._pulls:
            with explaining("read pull requests", _PULLS):
                self._pulls[branch] = list(self._rest.pages("pulls", head=f"{self._owner}:{branch}", state="all"))
        return self._pulls[branch]

    def pull_request(self, plan: Plan, base: str, began: str | None, head: str | None) -> Json | None:
        """Return the proposal's pull request: made, or brought up to date, or None where there is to be none.

        One that a person closed is neither opened again nor followed by another (S25); after a merge, a new one takes
        what came later: `head` is the branch's commit, where the default branch does not have it. `began` is when the
        branch got its last commit, where another run may have made that.
        """
        wanted, branch = plan.pull_request, str(plan.branch)
        if wanted is None:
            return None
        if not self.pulls(branch) and self._is_young(began):
            self._wait(lambda: bool(self._again(branch)))
        found = self.pulls(branch)
        current = _open_one(found)
        if current is None and _may_open(plan, found, head):
            current = self._open(branch, wanted, base)
        return self._up_to_date(current, wanted)

    def delivered(self, branch: str, base: str, wanted: PullRequest, *, changed: bool) -> Json | None:
        """Return a delivery's pull request: made, or brought up to date.

        One that a person closed comes again only with something new (`changed`).
        """
        found = self.pulls(branch)
        current = _open_one(found)
        if current is None and (changed or not found):
            current = self._open(branch, wanted, base)
        return self._up_to_date(current, wanted)

    def comment(self, plan: Plan, pull: Json | None, talk: Talk) -> None:
        """Make the comment on the issue, or bring it up to date. Somebody else's is never touched (S19)."""
        if plan.comment is None or plan.issue is None:
            return
        with explaining("comment on issues", _ISSUES):
            found = [] if talk.opened and talk.silent else self._marked(plan.issue)
            if not found and not talk.opened and pull is not None and self._is_young(str(pull["created_at"])):
                self._wait(lambda: bool(self._marked(plan.issue)))
                found = self._marked(plan.issue)
            if talk.opened and not found:
                if self._say(plan.issue, plan.comment):
                    return
                found = self._marked(plan.issue)
            self._settle(plan.issue, plan.comment, found, pull)

    def _settle(self, issue: int, text: str, found: Sequence[Json], pull: Json | None) -> None:
        """Leave one comment of our own, with this text."""
        author = ((pull or {}).get("user") or {}).get("login")
        if len(found) == 1 and _says(found[0], text) and author == (found[0]["user"] or {}).get("login"):
            return
        own = [each for each in found if self._is_own(each)]
        if not own:
            said = self._say(issue, text)
            # Another run may have looked before this comment was there, as this one looked before the other's.
            own = [each for each in self._marked(issue) if self._is_own(each)]
            if not own and not said:
                raise ApiError(0, "")
        for each in own[1:]:
            self._rest.delete(f"issues/comments/{each['id']}")
        if own and not _says(own[0], text):
            self._rest.patch(f"issues/comments/{own[0]['id']}", body=text)

    def _say(self, issue: int, text: str) -> bool:
        """Post a comment; return False where nobody knows whether it is there now."""
        try:
            self._rest.post_once(f"issues/{issue}/comments", body=text)
        except ApiError as error:
            if not error.unknown:
                raise
            return False
        return True

    def _marked(self, issue: int | None) -> list[Json]:
        """Return all comments that begin with the marker, of all pages, the oldest first."""
        comments = self._rest.pages(f"issues/{issue}/comments")
        return [each for each in comments if (each["body"] or "").startswith(MARKER)]

    def _open(self, branch: str, wanted: PullRequest, base: str) -> Json | None:
        """Make the pull request; where another run was faster, return that run's."""
        with explaining("create pull requests", _PULLS):
            try:
                title, body = wanted.title, wanted.body
                self.made = self._rest.post_once("pulls", title=title, body=body, head=branch, base=base)
            except ApiError as error:
                if error.status == INVALID and "no commits between" in error.message:
                    return None
                if not error.unknown and not (error.status == INVALID and "already exists" in error.message):
                    raise
                there = _open_one(self._again(branch))
                if there is None:
                    raise
                return there
            return self.made

    def _again(self, branch: str) -> list[Json]:
        self._pulls.pop(branch, None)
        return self.pulls(branch)

    def _up_to_date(self, current: Json | None, wanted: PullRequest) -> Json | None:
        if current is None or (current["title"], _bare(current["body"])) == (wanted.title, _bare(wanted.body)):
            return current
        with explaining("change pull requests", _PULLS):
            changed: Json = self._rest.patch(f"pulls/{current['number']}", title=wanted.title, body=wanted.body)
        return changed

    def _is_young(self, began: str | None) -> bool:
        """Say whether something began so short a time ago, by the server's clock, that another run may be at it."""
        now = moment(self._rest.date)
        if now is None or not began:
            return False
        return now - datetime.fromisoformat(began).timestamp() < YOUNG

    def _wait(self, finished: Callable[[], bool]) -> None:
        for _ in range(LOOKS):
            self._pause(PAUSE)
            if finished():
                return

    def _is_own(self, comment: Json) -> bool:
        user = comment["user"] or {}
        if self._login is None:
            return user.get("type") == "Bot"
        return user.get("login") == self._login

    @cached_property
    def _login(self) -> str | None:
        """Our own login; None for the token of an app, which may not ask, and whose comments are a bot's."""
        if self._rest.is_app:
            return None
        try:
            return str(self._rest.get("/user")["login"])
        except ApiError as error:
            if error.unknown:
                raise
            return None


def _open_one(pulls: Sequence[Json]) -> Json | None:
    return next((pull for pull in pulls if pull["state"] == "open"), None)


def _may_open(plan: Plan, found: Sequence[Json], head: str | None) -> bool:
    """Say whether a pull request is missing: `head` is where the branch is now, if the default branch lacks that."""
    if plan.closed:
        return False
    merged = {pull["head"]["sha"] for pull in found if pull["merged_at"]}
    return not found or (head is not None and head not in merged and bool(found[0]["merged_at"]))


def _says(comment: Json, text: str) -> bool:
    return _bare(comment["body"]) == _bare(text)


def _bare(text: str | None) -> str:
    """Return a text as it is compared: GitHub may store other line ends, and drops the last one."""
    return (text or "").replace("\r\n", "\n").strip()
