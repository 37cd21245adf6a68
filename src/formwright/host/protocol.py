"""What a job needs of the place where proposals live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from formwright.errors import HostError
from formwright.findings import Finding
from formwright.proposal.model import Change, Issue, Plan, Pull, PullRequest, Record

MOST_VERSIONS = 10
"""So many earlier texts of one file are looked at: each may take a request."""


class RefMovedError(HostError):
    """The branch is no longer where it was when it was read: somebody else was faster (S31). Read again."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a plan: the new commit, the pull request where there is one, and what people should know of it.

    `again` says that another run was at the same proposal: what people read of it should be looked at once more.
    """

    commit: str | None = None
    pull_request: int | None = None
    url: str | None = None
    notes: tuple[Finding, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """Files that a branch should have, or have no more, whoever else works on it.

    `base` is the default branch's commit that they were computed for. With `pull_request` the branch is one of the
    program's own, which begins at `base` and is merged by people; without it, `branch` is the default branch itself.
    """

    branch: str
    base: str
    message: str
    changes: tuple[Change, ...]
    pull_request: PullRequest | None = None


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One page of all issues, oldest first, and its number, from which a later run can go on."""

    number: int
    issues: Sequence[Issue]


IssueState = Literal["open", "closed", "all"]


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

    def pulls(self, branch: str) -> Sequence[Pull] | None:
        """Return the pull requests of a branch, newest first; None where the host has no pull requests."""

    def pulled(self) -> Iterator[str]:
        """Yield the branches of all pull requests of this repository's own, whatever became of them."""

    def base(self, name: str | None, beside: str | None = None) -> str:
        """Return the commit of the default branch as it is now; `name` is its name where the caller knows it.

        `beside` is the branch that will be asked for next: a host may read both at once. A host that keeps what it read
        reads it again from here on.
        """

    def default_branch(self) -> str:
        """Return the name of the default branch."""

    def default_forms(self) -> Sequence[str]:
        """Return the names of the issue forms that the repository shows while it has none of its own (R11).

        None where there are no such, or where the host cannot know.
        """

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

    def versions(self, commit: str, path: str) -> Iterable[str]:
        """Yield the texts that the file at `path` had in the commits up to `commit`, each once, newest first.

        At most `MOST_VERSIONS` of them; a file that is no longer there has versions too. Text as in `read`.
        """

    def apply(self, plan: Plan) -> Applied:
        """Make the plan true, and return what became of it.

        Raises `RefMovedError`, with nothing changed, where the branch is no longer at the plan's `head`, or where what
        the plan reserves is there already.
        """

    def deliver(self, delivery: Delivery) -> Applied:
        """Bring the files of a branch into step, and its pull request; return what became of it.

        Nothing is written that is as it should be already: `commit` is None then. What people committed to the branch
        stays. Raises `RefMovedError`, with nothing changed, where somebody else was faster.
        """

    def issues(self, state: IssueState = "all", *, page: int = 1) -> Iterator[IssuePage]:
        """Yield the pages of all issues from `page` on, oldest first, pull requests among them; none are kept.

        A host that knows no issues yields nothing.
        """

    def labels(self) -> frozenset[str] | None:
        """Return the names of the repository's labels; None where the host knows no labels."""

    def changed(self, pull_request: int) -> Sequence[str]:
        """Return the paths of the files that a pull request changes; none where the host knows no pull requests."""
