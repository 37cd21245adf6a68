"""Write commits on GitHub, and move branches to them: never by force (S31).

Nothing of a commit can be seen before its branch moves, so a run that ends in between leaves nothing behind. Sources:
"REST API endpoints for Git trees", "… Git commits", "… Git references", "… repository contents" (GitHub documentation).
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import NoReturn
from urllib.parse import quote

from formwright.findings import Finding
from formwright.host.objects import FILE, FILES
from formwright.host.protocol import RefMovedError
from formwright.host.refusals import explained, explaining, protected
from formwright.host.rest import CONFLICT, FORBIDDEN, INVALID, NOT_FOUND, ApiError, Rest
from formwright.host.store import Store
from formwright.host.trees import entry_at
from formwright.proposal.model import Change, Commit, Plan

WRITING = "contents: write"


class Writer:
    """Commits and branches of one repository."""

    def __init__(self, rest: Rest, store: Store) -> None:
        self._rest, self._store = rest, store

    def carry_out(self, plan: Plan) -> str | None:
        """Write the plan's commits and move its branch; return the last of them, None where there are none."""
        if not plan.commits:
            return None
        branch, [first, *others] = str(plan.branch), plan.commits
        if not others and plan.head is not None and first.parents == (plan.head,) and plan.reserve is None:
            replaced = self._replaced(first, plan.head)
            if replaced is not None:
                return self._replace(branch, first, *replaced)
        made: list[str] = []
        for commit in plan.commits:
            made.append(self.write(commit, made))
        if plan.reserve is not None:
            self._make(plan.reserve, made[-1])
        self.move(branch, made[-1], plan.head)
        return made[-1]

    def write(self, commit: Commit, made: Sequence[str] = (), start: str | None = None) -> str:
        """Write one commit: its changes are put into the files of `start`, or else of its first parent."""
        parents = [made[parent] if isinstance(parent, int) else parent for parent in commit.parents]
        with explaining("write to the repository", WRITING):
            entries = [self._entry(change) for change in commit.changes]
            start = start or parents[0]
            base = self._store.tree_id(start)
            tree = self._rest.post("git/trees", base_tree=base, tree=entries)
            # Without an author GitHub names the token's owner, and shows the commit as verified.
            written = self._rest.post("git/commits", message=commit.message, tree=tree["sha"], parents=parents)
        self._store.written(written["sha"], tree["sha"], start, commit.changes)
        return str(written["sha"])

    def move(self, branch: str, commit: str, head: str | None) -> None:
        """Move a branch from `head`: who is late gets an error, and reads again."""
        if head is None:
            self._make(f"refs/heads/{branch}", commit)
            return
        try:
            self._rest.patch(f"git/refs/heads/{quote(branch)}", sha=commit, force=False)
        except ApiError as error:
            _refused(error, branch)

    def _make(self, ref: str, commit: str) -> None:
        """Make a ref that must not be there: of two runs, one gets it (S33)."""
        try:
            self._rest.post("git/refs", ref=ref, sha=commit)
        except ApiError as error:
            _refused(error, ref.removeprefix("refs/heads/"))

    def _replaced(self, commit: Commit, head: str) -> tuple[Change, str] | None:
        """Return the one change of a commit and the id of the file that it replaces; None where it is not so."""
        change = commit.changes[0]
        entry = entry_at(self._store.tree(head), change.path)
        if len(commit.changes) > 1 or change.text is None or entry is None or entry.mode not in FILES:
            return None
        return change, entry.id

    def _replace(self, branch: str, commit: Commit, change: Change, old: str) -> str:
        """Replace one file in one request: GitHub does it only where the file is still the old one.

        What somebody else commits to other files in the meantime comes before this commit, and stays.
        """
        try:
            found = self._rest.put(
                f"contents/{quote(change.path)}",
                message=commit.message,
                content=_encoded(str(change.text)),
                sha=old,
                branch=branch,
            )
        except ApiError as error:
            _refused(error, branch)
        self._store.written(found["commit"]["sha"], found["commit"]["tree"]["sha"])
        return str(found["commit"]["sha"])

    def _entry(self, change: Change) -> dict[str, str | None]:
        """Return a file for a tree: its text, or, where it is none, a blob of its bytes."""
        entry: dict[str, str | None] = {"path": change.path, "mode": FILE, "type": "blob"}
        if change.text is None:
            return {**entry, "sha": None}
        try:
            change.text.encode()
        except UnicodeEncodeError:
            made = self._rest.post("git/blobs", content=_encoded(change.text), encoding="base64")
            return {**entry, "sha": made["sha"]}
        return {**entry, "content": change.text}


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "surrogateescape")).decode()


def _refused(error: ApiError, branch: str) -> NoReturn:
    """Say that somebody else was faster, or why the branch may not move."""
    doing = f"write to the branch `{branch}`"
    if protected(error):
        raise explained(error, doing, WRITING) from None
    late = error.status in (NOT_FOUND, CONFLICT) or (error.status == INVALID and _is_late(error.message))
    if late:
        message = f"the branch `{branch}` was moved by somebody else at the same time"
        raise RefMovedError(Finding("G07", message, "run this again")) from None
    if error.status == INVALID and "protected" in error.message:
        error = ApiError(FORBIDDEN, error.message)
    raise explained(error, doing, WRITING) from None


def _is_late(message: str) -> bool:
    return any(words in message for words in _LATE)


_LATE = (
    "not a fast forward",
    "not a fast-forward",
    "already exists",
    "does not exist",
    "does not match",
    "wasn't supplied",
)
