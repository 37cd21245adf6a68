"""What a job needs of the place where proposals live."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from formwright.errors import HostError
from formwright.proposal.model import Issue, Plan, Pull, Record


class RefMovedError(HostError):
    """The branch is no longer where it was when it was read: somebody else was faster (S31). Read again."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a plan: the new commit, and the pull request where there is one."""

    commit: str | None = None
    pull_request: int | None = None
    url: str | None = None


class Host(Protocol):
    """Git objects to read, and one way to write. Commits are named by their SHA, paths are relative to the root.

    Every method raises `HostError` where the host refuses or cannot be reached, and `InputError` where the repository
    is in a state that its owner can mend.
    """

    def issue(self, number: int) -> Issue | None:
        """Return the issue as it is now (S23); None where the host knows no issues."""

    def record(self, number: int) -> Record | None:
        """Return what was done to the issue and by whom (S20); None where the host knows no issues: all counts then.

        It is asked for only where a status would change.
        """

    def permission(self, login: str) -> str:
        """Return what somebody may do now: `none`, `read`, `triage`, `write`, `maintain` or `admin` (S20)."""

    def pulls(self, branch: str) -> Sequence[Pull]:
        """Return the pull requests of a branch, newest first; none where the host knows none."""

    def base(self, name: str | None) -> str:
        """Return the commit of the default branch; `name` is its name where the caller knows it."""

    def head(self, branch: str) -> str | None:
        """Return the commit of a branch, None where there is no such branch."""

    def branches(self, prefix: str) -> Mapping[str, str]:
        """Return all branches whose names begin with `prefix`, with their commits."""

    def refs(self, prefix: str) -> Mapping[str, str]:
        """Return all refs whose full names begin with `prefix`, with their commits."""

    def contains(self, commit: str, ancestor: str) -> bool:
        """Say whether `ancestor` is `commit`, or one of the commits that led to it."""

    def files(self, commit: str, folder: str) -> Sequence[str]:
        """Return the paths of the files and links directly in `folder`, sorted; none where there is no such folder.

        Raises `InputError` where the folder, or one above it, is a link or a file (S6).
        """

    def read(self, commit: str, paths: Iterable[str]) -> Mapping[str, str]:
        """Return the texts of those of `paths` that are files; links and folders are none (S6).

        What is not UTF-8 comes as surrogates (`surrogateescape`), and goes back as it was.
        """

    def blob(self, sha: str) -> str | None:
        """Return the text of git's object `sha`, reachable or not; None where it is not there, or no file."""

    def renamed(self, commit: str, since: str, path: str) -> str | None:
        """Return the path that the file `path` of the commit `since` has at `commit`; None where none is like it."""

    def merged(self, commit: str, head: str, branch: str) -> bool:
        """Say whether `commit` holds all that the branch had at `head`, as after a squash."""

    def message(self, commit: str) -> str:
        """Return the message of a commit."""

    def history(self, commit: str, line: str, *, base: str, folder: str) -> Iterable[tuple[str, str]]:
        """Yield commit and message of those commits up to `commit` whose message has `line`, newest first.

        A host may leave out those commits of the default branch (`base`) that change nothing in `folder`.
        """

    def apply(self, plan: Plan) -> Applied:
        """Make the plan true, and return what became of it.

        Raises `RefMovedError`, with nothing changed, where the branch is no longer at the plan's `head`, or where what
        the plan reserves is there already.
        """
