"""Commits as a stream for `git fast-import`: all of a plan's objects are written by one process.

Source: the manual page "git-fast-import".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from formwright.host.git import Git, GitError
from formwright.host.objects import FILE
from formwright.proposal.model import Change, Commit

BOT_NAME = "Formwright"
BOT_EMAIL = "formwright@noreply.invalid"
"""Commits are the program's own: an address that nobody has impersonates nobody (S11)."""

_SCRATCH = "refs/formwright/scratch"
"""A ref that fast-import wants to put commits on; it is taken back in the same stream, so that it is never written."""


_REPORT = re.compile(r"fast_import_crash_[0-9]+")
"""The file in the repository's folder in which fast-import tells how it failed, with what it was given."""


def write_commits(git: Git, commits: Sequence[Commit]) -> list[str]:
    """Write `commits` and return their ids. Raises `GitError`; nothing that people see is left behind then."""
    try:
        return git.line("fast-import", "--quiet", stdin=commit_stream(commits)).split("\n")
    except GitError as error:
        for name in _REPORT.findall(error.said):
            (git.folder / git.line("rev-parse", "--git-path", name)).unlink(missing_ok=True)
        raise


def commit_stream(commits: Sequence[Commit]) -> bytes:
    """Return the stream that writes `commits`, and has their ids written to standard output, a line each."""
    parts: list[bytes] = []
    for mark, commit in enumerate(commits, 1):
        parts += _commit(commit, mark)
    parts += [b"reset %s\nfrom %s\n\n" % (_SCRATCH.encode(), b"0" * _id_length(commits))]
    parts += [b"get-mark :%d\n" % mark for mark in range(1, len(commits) + 1)]
    return b"".join(parts)


def signature(date: str) -> str:
    """Return who commits, and when: the date is the issue's, so that the same plan gives the same commits (S36)."""
    return f"{BOT_NAME} <{BOT_EMAIL}> {int(datetime.fromisoformat(date).astimezone(UTC).timestamp())} +0000"


def _commit(commit: Commit, mark: int) -> Iterator[bytes]:
    first, *others = (f":{parent + 1}" if isinstance(parent, int) else parent for parent in commit.parents)
    by = signature(commit.date)
    yield f"commit {_SCRATCH}\nmark :{mark}\nauthor {by}\ncommitter {by}\n".encode()
    yield _data(commit.message.encode("utf-8", "replace"))
    yield f"from {first}\n".encode()
    yield from (f"merge {other}\n".encode() for other in others)
    for change in commit.changes:
        yield from _change(change)
    yield b"\n"


def _change(change: Change) -> Iterator[bytes]:
    path = change.path.encode("utf-8", "surrogateescape")
    quoted = path.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    if change.text is None:
        yield b'D "%s"\n' % quoted
        return
    yield b'M %s inline "%s"\n' % (FILE.encode(), quoted)
    yield _data(change.text.encode("utf-8", "surrogateescape"))


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _id_length(commits: Sequence[Commit]) -> int:
    """Return how long an id is here: 40 digits, or 64 in a repository of SHA-256."""
    return next((len(parent) for commit in commits for parent in commit.parents if isinstance(parent, str)), 40)
