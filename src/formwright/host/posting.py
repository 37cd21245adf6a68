"""The pull requests of branches. GitHub lets a branch have one open pull request: whoever is late finds the other's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from formwright.host.pacing import moment
from formwright.host.refusals import explaining
from formwright.host.rest import INVALID, ApiError, Rest
from formwright.proposal.marking import mark_in
from formwright.proposal.model import PullRequest

Json = Mapping[str, Any]

YOUNG = 60.0
"""Another run that began something so many seconds ago may still be at it."""

LOOKS, PAUSE = 5, 2.0
"""How often to look whether it has finished, and how many seconds apart."""

_WRITING = "pull-requests: write"


class Posting:
    """The pull requests of one repository. Nothing is written that says already what it should."""

    def __init__(self, rest: Rest, owner: str, pause: Callable[[float], None]) -> None:
        self._rest, self._owner, self._pause = rest, owner, pause
        self._pulls: dict[str, list[Json]] = {}
        self.made: Json | None = None
        """The pull request that was made last, None where none was."""
        self.told: Json | None = None
        """What GitHub said last when a pull request was made or changed: it tells where the branch is then."""
        self.overtaken = False
        """Another run made the pull request that this one was about to make."""

    def forget(self) -> None:
        """Read pull requests again the next time."""
        self._pulls.clear()
        self.made = self.told = None
        self.overtaken = False

    def pulls(self, branch: str) -> list[Json]:
        """Return the pull requests of a branch, newest first. They are read once."""
        if branch not in self._pulls:
            with explaining("read pull requests", _WRITING):
                self._pulls[branch] = list(self._rest.pages("pulls", head=f"{self._owner}:{branch}", state="all"))
        return self._pulls[branch]

    def current(self, branch: str, began: str | None = None) -> Json | None:
        """Return the open pull request of a branch.

        `began` is when the branch got its last commit, where another run may have made that, which is about to make
        the pull request too: that is waited for a moment.
        """
        if not self.pulls(branch) and self._is_young(began):
            self._wait(lambda: bool(self._again(branch)))
        return _open_one(self.pulls(branch))

    def bring(self, branch: str, base: str, wanted: PullRequest, *, may_open: bool) -> Json | None:
        """Return the open pull request of a branch: made, or brought up to date; None where there is to be none."""
        current = _open_one(self.pulls(branch))
        if current is None and may_open:
            current = self._open(branch, wanted, base)
        return self._up_to_date(current, wanted)

    def delivered(self, branch: str, base: str, wanted: PullRequest, *, changed: bool) -> Json | None:
        """Return a delivery's pull request: made, or brought up to date.

        One that a person closed comes again only with something new (`changed`).
        """
        return self.bring(branch, base, wanted, may_open=changed or not self.pulls(branch))

    def change(self, current: Json, title: str, body: str) -> Json:
        """Change what a pull request says, and return it as it is then."""
        with explaining("change pull requests", _WRITING):
            changed: Json = self._rest.patch(f"pulls/{current['number']}", title=title, body=body)
        self.told = changed
        return changed

    def _open(self, branch: str, wanted: PullRequest, base: str) -> Json | None:
        """Make the pull request; where another run was faster, return that run's."""
        with explaining("create pull requests", _WRITING):
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
                self.told, self.overtaken = there, True
                return there
            self.told = self.made
            return self.made

    def _again(self, branch: str) -> list[Json]:
        self._pulls.pop(branch, None)
        return self.pulls(branch)

    def _up_to_date(self, current: Json | None, wanted: PullRequest) -> Json | None:
        if current is None:
            return None
        body = with_notes(wanted.body, current["body"])
        if (current["title"], bare(current["body"])) == (wanted.title, bare(body)):
            return current
        return self.change(current, wanted.title, body)

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


def bare(text: str | None) -> str:
    """Return a text as it is compared: GitHub may store other line ends, and drops the last one."""
    return (text or "").replace("\r\n", "\n").strip()


def with_notes(body: str, current: str | None) -> str:
    """Return a pull request's text with what people wrote below the mark at the end of the `current` one."""
    text = bare(current)
    mark = mark_in(text)
    notes = text.rpartition(mark)[2].strip() if mark is not None else ""
    return f"{body.rstrip()}\n\n{notes}\n" if notes else body


def _open_one(pulls: Sequence[Json]) -> Json | None:
    return next((pull for pull in pulls if pull["state"] == "open"), None)
