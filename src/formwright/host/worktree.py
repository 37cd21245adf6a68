"""Proposals in a git repository on disk, bare or not.

Git's plumbing builds objects beside everything that people work with: no checkout, no index of theirs, no stash is read
or written. A branch moves by one `update-ref` that expects the old value, so it moves whole, or not at all (S31).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from formwright.errors import HostError, InputError
from formwright.findings import Finding
from formwright.host.git import GitError, open_repository
from formwright.host.protocol import Applied, RefMovedError
from formwright.proposal.model import Commit, Issue, Plan

BOT_NAME = "Formwright"
BOT_EMAIL = "formwright@noreply.invalid"
"""Commits are the program's own: an address that nobody has impersonates nobody (S11)."""

_FILE, _FOLDER, _LINK = "100644", "040000", "120000"
_FILES = (_FILE, "100755")


class Worktree:
    """The host that a git repository on disk is. It has branches and commits, but neither issues nor pull requests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._git = open_repository(folder)

    def issue(self, number: int) -> Issue | None:
        """Return None: a repository has no issues."""
        return None

    def base(self, name: str | None) -> str:
        """Return the commit of the branch `name`, here or at the origin, else of the one that is checked out."""
        names = [f"refs/heads/{name}", f"refs/remotes/origin/{name}"] if name else []
        for ref in [*names, "HEAD"]:
            commit = self._commit(ref)
            if commit:
                return commit
        message = "the repository has no commit yet"
        raise InputError(Finding("G04", message, "make a first commit", path=str(self._folder)))

    def head(self, branch: str) -> str | None:
        """Return the commit of a branch."""
        return self._commit(f"refs/heads/{branch}")

    def branches(self, prefix: str) -> Mapping[str, str]:
        """Return the branches whose names begin with `prefix`."""
        start = "refs/heads/"
        found = self._read("for-each-ref", "--format=%(objectname) %(refname)", f"{start}{prefix}").splitlines()
        pairs = (line.split(" ", 1) for line in found)
        return {name.removeprefix(start): commit for commit, name in pairs}

    def contains(self, commit: str, ancestor: str) -> bool:
        """Say whether `ancestor` led to `commit`."""
        return self._git.find("merge-base", commit, ancestor) == ancestor

    def files(self, commit: str, folder: str) -> Sequence[str]:
        """Return the files and links directly in `folder`."""
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            mode = next((mode for mode, _, name in self._entries(commit, path) if name == path), None)
            if mode is None:
                return []
            if mode != _FOLDER:
                message = "a link or a file stands where a folder is needed"
                raise InputError(Finding("G05", message, "name another folder in the configuration", path=path))
        return sorted(name for mode, _, name in self._entries(commit, f"{folder}/") if mode in (*_FILES, _LINK))

    def read(self, commit: str, paths: Iterable[str]) -> Mapping[str, str]:
        """Return the texts of files."""
        wanted = sorted(set(paths))
        if not wanted:
            return {}
        found = {name: sha for mode, sha, name in self._entries(commit, *wanted) if mode in _FILES and name in wanted}
        if not found:
            return {}
        blobs = _objects(
            self._bytes("cat-file", "--batch", stdin="".join(f"{sha}\n" for sha in found.values()).encode())
        )
        return {name: blob.decode("utf-8", "surrogateescape") for name, blob in zip(found, blobs, strict=True)}

    def history(self, commit: str, line: str, *, base: str, folder: str) -> Iterator[tuple[str, str]]:
        """Yield all commits whose message has `line`; a commit comes before those that led to it."""
        form = "--format=%x00%H%x00%B%x00"
        text = self._read("rev-list", "--topo-order", "--fixed-strings", f"--grep={line}", form, commit, "--")
        parts = text.split("\0")
        for sha, message in zip(parts[1::3], parts[2::3], strict=True):
            if line in message.splitlines():
                yield sha, message

    def apply(self, plan: Plan) -> Applied:
        """Write the plan's commits and move its branch to the last of them."""
        if not plan.commits or plan.branch is None:
            return Applied()
        self._refuse_checked_out(plan.branch)
        try:
            with tempfile.TemporaryDirectory(prefix="formwright-") as scratch:
                made: list[str] = []
                for commit in plan.commits:
                    made.append(self._write(commit, made, Path(scratch)))
            self._move(plan.branch, made[-1], plan.head, _signature(plan.commits[-1].date))
        except GitError as error:
            raise HostError(_refused(error.reason, self._folder)) from error
        except OSError as error:
            raise HostError(_refused(error.strerror or type(error).__name__, self._folder)) from error
        return Applied(commit=made[-1])

    def _refuse_checked_out(self, branch: str) -> None:
        """Refuse to move a branch under someone's work: git would show our commit undone in their index."""
        lines = self._read("worktree", "list", "--porcelain").splitlines()
        if f"branch refs/heads/{branch}" in lines:
            message = f"the branch `{branch}` is checked out, and moving it would disturb the work on it"
            remedy = "commit what you have there, check out another branch, and run this again"
            raise InputError(Finding("G06", message, remedy, path=str(self._folder)))

    def _write(self, commit: Commit, made: Sequence[str], scratch: Path) -> str:
        """Write one commit and return its SHA."""
        parents = [made[parent] if isinstance(parent, int) else parent for parent in commit.parents]
        index = {"GIT_INDEX_FILE": str(scratch / f"index-{len(made)}")}
        self._git.run("read-tree", parents[0], environment=index)
        entries = b""
        for change in commit.changes:
            data = change.text.encode("utf-8", "surrogateescape")
            blob = self._git.line("hash-object", "-w", "--stdin", "--no-filters", stdin=data)
            entries += f"{_FILE} {blob}\t{change.path}\0".encode()
        self._git.run("update-index", "--add", "-z", "--index-info", stdin=entries, environment=index)
        tree = self._git.line("write-tree", environment=index)
        named = [part for parent in parents for part in ("-p", parent)]
        message = commit.message.encode("utf-8", "replace")
        return self._git.line("commit-tree", tree, *named, stdin=message, environment=_signature(commit.date))

    def _move(self, branch: str, new: str, old: str | None, signature: Mapping[str, str]) -> None:
        """Move a branch from `old` to `new`; the signature is for its log."""
        ref = f"refs/heads/{branch}"
        move = ("update-ref", "-m", "formwright: propose", "--", ref, new, old or "0" * len(new))
        try:
            self._git.run(*move, environment=signature)
        except GitError as error:
            if self._commit(ref) != old or "File exists" in error.reason:
                message = f"the branch `{branch}` was moved by somebody else at the same time"
                raise RefMovedError(Finding("G07", message, "run this again", path=str(self._folder))) from error
            raise

    def _commit(self, ref: str) -> str | None:
        return self._git.find("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")

    def _entries(self, commit: str, *paths: str) -> Iterator[tuple[str, str, str]]:
        """Yield mode, SHA and path of what stands at `paths`; a path that ends in `/` is looked into."""
        for entry in self._read("ls-tree", "-z", "--full-tree", commit, "--", *paths).split("\0"):
            if entry:
                about, name = entry.split("\t", 1)
                mode, _, sha = about.split(" ")
                yield mode, sha, name

    def _read(self, *arguments: str) -> str:
        return self._bytes(*arguments).decode("utf-8", "surrogateescape")

    def _bytes(self, *arguments: str, stdin: bytes = b"") -> bytes:
        try:
            return self._git.run(*arguments, stdin=stdin)
        except GitError as error:
            finding = Finding("G08", f"git cannot read the repository: {error.reason}", "check it with `git fsck`")
            raise HostError(finding.at(str(self._folder))) from error


def _signature(date: str) -> dict[str, str]:
    """Return who commits, and when: the date is the issue's, so that the same plan gives the same commits (S36)."""
    seconds = int(datetime.fromisoformat(date).astimezone(UTC).timestamp())
    signature = {}
    for role in ("AUTHOR", "COMMITTER"):
        signature[f"GIT_{role}_NAME"] = BOT_NAME
        signature[f"GIT_{role}_EMAIL"] = BOT_EMAIL
        signature[f"GIT_{role}_DATE"] = f"{seconds} +0000"
    return signature


def _objects(data: bytes) -> Iterator[bytes]:
    """Yield the objects that `git cat-file --batch` wrote: a head line that ends in the size, then the bytes."""
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        size = int(data[at:end].rsplit(b" ", 1)[1])
        yield data[end + 1 : end + 1 + size]
        at = end + size + 2


def _refused(reason: str, folder: Path) -> Finding:
    message = f"git cannot write to the repository, and nothing was changed: {reason}"
    return Finding("G09", message, "check the folder's rights and room", path=str(folder))
