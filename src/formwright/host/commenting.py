"""The one comment on an issue. GitHub lets it have any number: whoever finds two of ours takes the later one away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from formwright.host.posting import Json, bare
from formwright.host.refusals import explaining
from formwright.host.rest import ApiError, Rest
from formwright.proposal.marking import MARKER

_LOOKS = 3


class Comments:
    """The program's own comments in one repository. Somebody else's is never touched (S19)."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest

    def bring(self, issue: int, text: str, author: str | None, *, new: bool = False) -> None:
        """Make the comment on an issue, or bring it up to date: it is the only one of our own then.

        `author` is whose the pull request is, if there is one: a comment of the same account is ours. With `new` it is
        known that there can be none yet.
        """
        with explaining("comment on issues", "issues: write"):
            if new and self._say(issue, text):
                return
            self._settle(issue, text, self._marked(issue), author)

    def _settle(self, issue: int, text: str, found: Sequence[Json], author: str | None) -> None:
        if len(found) == 1 and _says(found[0], text) and author == (found[0]["user"] or {}).get("login"):
            return
        own = [each for each in found if self._is_own(each)]
        if not own:
            said = self._say(issue, text)
            # Another run may have looked before this comment was there, as this one looked before the other's.
            own = [each for each in self._marked(issue) if self._is_own(each)]
            if not own and not said:
                raise ApiError(0, "")
        own = self._only(issue, own)
        if own and not _says(own[0], text):
            self._rest.patch(f"issues/comments/{own[0]['id']}", body=text)

    def _only(self, issue: int, own: list[Json]) -> list[Json]:
        """Take all but the first of our comments away, and look whether they are gone: one may be there again."""
        for _ in range(_LOOKS):
            if len(own) < 2:
                break
            for each in own[1:]:
                self._rest.delete(f"issues/comments/{each['id']}")
            own = [each for each in self._marked(issue) if self._is_own(each)]
        return own

    def _say(self, issue: int, text: str) -> bool:
        """Post a comment; return False where nobody knows whether it is there now."""
        try:
            self._rest.post_once(f"issues/{issue}/comments", body=text)
        except ApiError as error:
            if not error.unknown:
                raise
            return False
        return True

    def _marked(self, issue: int) -> list[Json]:
        """Return all comments that begin with the marker, of all pages, the oldest first."""
        comments = self._rest.pages(f"issues/{issue}/comments")
        return [each for each in comments if (each["body"] or "").startswith(MARKER)]

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


def _says(comment: Json, text: str) -> bool:
    return bare(comment["body"]) == bare(text)
