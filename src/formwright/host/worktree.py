"""Proposals in a git repository on disk, bare or not.

Git's plumbing builds objects beside everything that people work with: no checkout, no index of theirs, no stash is read
or written. Only what is delivered to the very branch that is checked out takes its files along, where nothing there
waits to be committed. Refs move in one transaction that expects the old values, so that they move whole, or not at all
(S31).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from formwright.errors import HostError, InputError
from formwright.findings import Finding
from formwright.host.checked_out import bring_forward, place_of, refusal, refuse_changes
from formwright.host.delivering import outstanding
from formwright.host.git import GitError, open_repository
from formwright.host.objects import FILES, FOLDER, LINK, Object, Objects
from formwright.host.protocol import MOST_VERSIONS, Applied, Delivery, IssuePage, IssueState, RefMovedError
from formwright.host.stream import BOT_EMAIL, BOT_NAME, signature, write_commits
from formwright.proposal.model import Commit, Issue, Plan, Pull, Record


@dataclass(frozen=True, slots=True)
class _Move:
    """A branch that moves from `old` to `new`, and the ref that is made with it."""

    branch: str
    old: str | None
    new: str
    reserve: str | None = None


class Worktree:
    """The host that a git repository on disk is. It has branches and commits, but neither issues nor pull requests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._git = open_repository(folder)
        self._objects = Objects(self._git)

    def issue(self, number: int) -> Issue | None:
        """Return None: a repository has no issues."""
        return None

    def record(self, number: int) -> Record | None:
        """Return None: a repository has no issues."""
        return None

    def permission(self, login: str) -> str:
        """Return `admin`: who can run this here may do everything here."""
        return "admin"

    def pulls(self, branch: str) -> Sequence[Pull] | None:
        """Return None: a repository has no pull requests."""
        return None

    def pulled(self) -> Iterator[str]:
        """Yield nothing: a repository has no pull requests."""
        return iter(())

    def base(self, name: str | None, beside: str | None = None) -> str:
        """Return the commit of the branch `name`, here or at the origin, else of the one that is checked out."""
        self._objects.forget()
        names = [f"refs/heads/{name}", f"refs/remotes/origin/{name}"] if name else []
        with self._reading():
            commit = next(filter(None, map(self._objects.commit_of, [*names, "HEAD"])), None)
        if commit is None:
            message = "the repository has no commit yet"
            raise InputError(Finding("G04", message, "make a first commit", path=str(self._folder)))
        return commit

    def default_branch(self) -> str:
        """Return the name of the branch that is checked out."""
        return self._git.find("symbolic-ref", "--short", "HEAD") or "main"

    def default_forms(self) -> Sequence[str]:
        """Return none: a repository on disk shows no forms."""
        return []

    def head(self, branch: str) -> str | None:
        """Return the commit of a branch."""
        with self._reading():
            return self._objects.commit_of(f"refs/heads/{branch}")

    def branches(self, prefix: str) -> Mapping[str, str]:
        """Return the branches whose names begin with `prefix`."""
        start = "refs/heads/"
        return {name.removeprefix(start): commit for name, commit in self.refs(f"{start}{prefix}").items()}

    def refs(self, prefix: str) -> Mapping[str, str]:
        """Return the refs whose full names begin with `prefix`."""
        # A pattern of git's ends at a `/`: what follows the last one is looked at here.
        found = self._read("for-each-ref", "--format=%(objectname) %(refname)", prefix.rpartition("/")[0]).splitlines()
        pairs = (line.split(" ", 1) for line in found)
        return {name: commit for commit, name in pairs if name.startswith(prefix)}

    def contains(self, commit: str, ancestor: str) -> bool:
        """Say whether `ancestor` led to `commit`."""
        return commit == ancestor or self._git.find("merge-base", commit, ancestor) == ancestor

    def merged(self, commit: str, head: str, branch: str) -> bool:
        """Say whether merging `head` into `commit` would change nothing."""
        tree = self._git.find("merge-tree", "--write-tree", commit, head)
        with self._reading():
            own = self._objects.find(f"{commit}^{{tree}}")
        return own is not None and tree == own.id

    def files(self, commit: str, folder: str) -> Sequence[str]:
        """Return the files and links directly in `folder`."""
        parts = folder.split("/")
        with self._reading():
            for depth in range(1, len(parts) + 1):
                path = "/".join(parts[:depth])
                entry = self._objects.entry(commit, path)
                if entry is None:
                    return []
                if entry.mode != FOLDER:
                    message = "a link or a file stands where a folder is needed"
                    raise InputError(Finding("G05", message, "name another folder in the configuration", path=path))
            found = self._objects.entries(commit, folder)
        return sorted(f"{folder}/{name}" for name, entry in found.items() if entry.mode in (*FILES, LINK))

    def read(self, commit: str, paths: Iterable[str]) -> Mapping[str, str]:
        """Return the texts of files."""
        texts = {}
        with self._reading():
            for path in sorted(set(paths)):
                entry = self._objects.entry(commit, path)
                found = self._objects.find(entry.id) if entry and entry.mode in FILES else None
                if found is not None:
                    texts[path] = _text(found)
        return texts

    def blob(self, sha: str) -> str | None:
        """Return the text of an object; git keeps those that nothing leads to for weeks."""
        with self._reading():
            found = self._objects.find(sha)
        return _text(found) if found is not None and found.kind == "blob" else None

    def renamed(self, commit: str, since: str, path: str) -> str | None:
        """Return what git takes a file's new path to be."""
        arguments = ("--find-renames=40%", "-l0", "--diff-filter=R", "--name-status", "-z", since, commit, "--")
        parts = self._read("diff-tree", "-r", *arguments).split("\0")
        return next((new for old, new in zip(parts[1::3], parts[2::3], strict=False) if old == path), None)

    def message(self, commit: str) -> str:
        """Return the message of a commit."""
        with self._reading():
            found = self._objects.find(commit)
        return _text(found).partition("\n\n")[2] if found is not None and found.kind == "commit" else ""

    def history(self, commit: str, line: str, *, base: str, folder: str) -> Iterator[tuple[str, str]]:
        """Yield all commits whose message has `line`; a commit comes before those that led to it."""
        form = "--format=%x00%H%x00%B%x00"
        text = self._read("rev-list", "--topo-order", "--fixed-strings", f"--grep={line}", form, commit, "--")
        parts = text.split("\0")
        for sha, message in zip(parts[1::3], parts[2::3], strict=True):
            if has_line(message, line):
                yield sha, message

    def versions(self, commit: str, path: str) -> Iterator[str]:
        """Yield the texts that a file had, newest first."""
        seen: set[str] = set()
        for sha in self._read("rev-list", f"--max-count={MOST_VERSIONS}", commit, "--", path).split():
            text = self.read(sha, [path]).get(path)
            if text is not None and text not in seen:
                seen.add(text)
                yield text

    def apply(self, plan: Plan) -> Applied:
        """Write the plan's commits and move its branch to the last of them."""
        if not plan.commits or plan.branch is None:
            return Applied()
        return self._bring(plan.branch, plan.head, plan.commits, "propose", plan.reserve)

    def deliver(self, delivery: Delivery) -> Applied:
        """Bring the files of a branch into step; the date is that of the commit which the files were computed for."""
        head = self.head(delivery.branch)
        start = delivery.base if head is None or self.contains(delivery.base, head) else head
        changes = outstanding(self, delivery, start)
        if not changes:
            return Applied()
        date = self._read("show", "--no-patch", "--format=%cI", delivery.base).strip()
        place = self._place(delivery.branch, head)
        if place is None:
            return self._bring(delivery.branch, head, [Commit(delivery.message, changes, (start,), date)], "deliver")
        return self._bring_along(delivery.branch, place, Commit(delivery.message, changes, (start,), date))

    def issues(self, state: IssueState = "all", *, page: int = 1) -> Iterator[IssuePage]:
        """Yield nothing: a repository has no issues."""
        return iter(())

    def labels(self) -> frozenset[str] | None:
        """Return None: a repository has no labels."""
        return None

    def changed(self, pull_request: int) -> Sequence[str]:
        """Return nothing: a repository has no pull requests."""
        return []

    def _bring(
        self, branch: str, head: str | None, commits: Sequence[Commit], verb: str, reserve: str | None = None
    ) -> Applied:
        """Write commits and move a branch from `head` to the last of them.

        Not under someone's work: git would show our commit undone in their index.
        """
        place = self._place(branch, head)
        if place is not None:
            raise refusal(branch, place)
        with self._writing():
            last = write_commits(self._git, commits)[-1]
            self._move(_Move(branch, head, last, reserve), verb, _log(commits[-1].date))
        return Applied(commit=last)

    def _bring_along(self, branch: str, place: Path, commit: Commit) -> Applied:
        """Write a commit, and move a branch to it that is checked out in `place`: its files go along."""
        with self._writing():
            refuse_changes(branch, place)
            [written] = write_commits(self._git, [commit])
            bring_forward(branch, place, written, {**_log(commit.date), "GIT_REFLOG_ACTION": "formwright: deliver"})
        return Applied(commit=written)

    def _place(self, branch: str, head: str | None) -> Path | None:
        """Return the folder in which a branch is checked out, None where it is nowhere."""
        with self._reading():
            return place_of(self._git, branch, head)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except GitError as error:
            raise HostError(_refused(error.reason, self._folder)) from error
        except OSError as error:
            raise HostError(_refused(error.strerror or type(error).__name__, self._folder)) from error

    def _move(self, move: _Move, verb: str, log: Mapping[str, str]) -> None:
        """Move a branch, and make the ref that is reserved: both or none. `verb` and `log` are for its log."""
        ref = f"refs/heads/{move.branch}"
        moves = [f"update {ref} {move.new} {move.old or '0' * len(move.new)}"]
        moves += [f"create {move.reserve} {move.new}"] if move.reserve else []
        orders = "\n".join(["start", *moves, "commit", ""])
        try:
            self._git.run("update-ref", "-m", f"formwright: {verb}", "--stdin", stdin=orders.encode(), environment=log)
        except GitError as error:
            if self._moved(move) or "File exists" in error.reason:
                message = f"the branch `{move.branch}` was moved by somebody else at the same time"
                raise RefMovedError(Finding("G07", message, "run this again", path=str(self._folder))) from error
            if in_the_way := _IN_THE_WAY.search(error.reason):
                raise InputError(_blocked(move.branch, in_the_way[1], self._folder)) from error
            raise

    def _moved(self, move: _Move) -> bool:
        taken = move.reserve is not None and self._objects.commit_of(move.reserve) is not None
        return taken or self._objects.commit_of(f"refs/heads/{move.branch}") != move.old

    def _read(self, *arguments: str) -> str:
        with self._reading():
            return self._git.run(*arguments).decode("utf-8", "surrogateescape")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except GitError as error:
            finding = Finding("G08", f"git cannot read the repository: {error.reason}", "check it with `git fsck`")
            raise HostError(finding.at(str(self._folder))) from error


def _log(date: str) -> dict[str, str]:
    """Return the environment with which git's log of a branch says who moved it, and when."""
    when = " ".join(signature(date).split(" ")[-2:])
    return {"GIT_COMMITTER_NAME": BOT_NAME, "GIT_COMMITTER_EMAIL": BOT_EMAIL, "GIT_COMMITTER_DATE": when}


def has_line(message: str, line: str) -> bool:
    """Say whether a message has a line; `git merge --squash` indents those of the commits that it joins."""
    return line in map(str.strip, message.splitlines())


def _text(found: Object) -> str:
    return found.data.decode("utf-8", "surrogateescape")


_IN_THE_WAY = re.compile(r"'refs/heads/([^']+)' exists; cannot create")
"""What git says where a branch has the name of a folder of branches."""


def _blocked(branch: str, other: str, folder: Path) -> Finding:
    message = f"the branch `{branch}` cannot be made: git keeps no such name beside the branch `{other}`"
    return Finding("G12", message, f"rename it: `git branch --move {other} another-name`", path=str(folder))


def _refused(reason: str, folder: Path) -> Finding:
    message = f"git cannot write to the repository, and nothing was changed: {reason}"
    return Finding("G09", message, "check the folder's rights and room", path=str(folder))
