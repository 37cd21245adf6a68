"""Proposals as values: the issue as it is, what the repository holds of it, and the plan of what should be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from formwright.findings import Finding
from formwright.form.model import Answers


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as GitHub has it now. Dates are ISO 8601 in UTC, as GitHub writes them (`2024-05-01T10:00:00Z`).

    `id` is GitHub's own number of the issue among all of the world's, 0 where it is not known; `repository` is
    `owner/name`, "" where it is not known. `gone` says that the issue was deleted or transferred, `silent` that it is
    known that nobody has commented on it.
    """

    number: int
    title: str
    body: str
    author: str
    created: str
    updated: str
    url: str
    closed: bool = False
    reason: str | None = None
    labels: tuple[str, ...] = ()
    locked: bool = False
    is_pull_request: bool = False
    gone: bool = False
    repository: str = ""
    id: int = 0
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did to an issue: `labeled` and `unlabeled` (with the label), `closed`, `reopened`.

    `actor` is a login, `at` a date as in `Issue`. `reason` is that of closing.
    """

    kind: str
    actor: str
    at: str
    label: str = ""
    reason: str | None = None


ROLES = ("none", "read", "triage", "write", "maintain", "admin")
"""What a person may be in a repository, from the least to the most ("Repository roles for an organization")."""


@dataclass(frozen=True, slots=True)
class Record:
    """The acts on an issue, oldest first, and when its title or body were edited last, "" where that is not known."""

    acts: tuple[Act, ...] = ()
    edited: str = ""


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request of a proposal's branch. `head` is the branch's commit as the pull request has it."""

    number: int
    state: Literal["open", "closed", "merged"]
    head: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What was accepted: the digest of the issue's content then, and when that was said ("" where it is not known)."""

    content: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Generated:
    """The document as it was generated last, before anyone edited it: the commit that tells of it, path and text.

    `content` is the digest of what the issue said then, `number` and `status` what the document got (and the
    status's cause), `round` how often it has been generated. `alone` says that the commit's own file is this text, and
    not what a squash or a rebase made of it and of people's work.
    """

    commit: str
    path: str
    text: str
    content: str = ""
    status: str | None = None
    round: int = 0
    accepted: Acceptance | None = None
    number: int | None = None
    cause: str | None = None
    alone: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """What the repository holds of a proposal.

    `base` is the commit of the default branch, `head` that of the proposal's branch (None: there is none), `start` the
    one of the two whose files a new commit follows. `documents` are the texts of the proposal's files at `start`, by
    path. `taken` are the numbers that other proposals have, `own` the one that this one has already; `generated` is
    what was generated last, `pulls` are the branch's pull requests, newest first. `joins` says that the branch's work
    is in the base by a squash: a new commit follows both. `merged` is the digest of the issue's content that the base
    has, None where that is not known. `record` is what was done to the issue, and `trusted` who of those may change a
    status; None where everybody may. `before` are the texts at `base` of those `documents` that are there, where
    `start` is another commit. `older` are the documents that this one supersedes: by path, their text at `start` and at
    `base`. `archived` says that the document goes to the base itself, and to no branch.
    """

    base: str
    head: str | None
    start: str
    documents: Mapping[str, str] = field(default_factory=dict)
    generated: Generated | None = None
    on_base: bool = False
    taken: frozenset[int] = frozenset()
    own: int | None = None
    pulls: tuple[Pull, ...] = ()
    joins: bool = False
    merged: str | None = None
    record: Record | None = None
    trusted: frozenset[str] | None = None
    before: Mapping[str, str] = field(default_factory=dict)
    older: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    archived: bool = False


class Operation(StrEnum):
    """What a run did, or would do (the contract's words)."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CLOSED = "closed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something about a proposal that a person should look at: a problem of the submission, or one of our own.

    `line` counts from 1, in the issue's body for the submission's problems, in the document for a conflict.
    """

    code: str
    message: str
    field: str | None = None
    line: int = 1

    def as_json(self) -> dict[str, str | int | None]:
        """Return the problem with the keys that `parse` gives to its own."""
        return {"code": self.code, "field": self.field, "message": self.message, "line": self.line}


@dataclass(frozen=True, slots=True)
class Change:
    """One file of a commit: its path and its whole text, None where the file goes."""

    path: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit to be made: the first parent's files with `changes` put in.

    A parent is the SHA of a commit that exists, or the index of an earlier commit of the same plan.
    """

    message: str
    changes: tuple[Change, ...]
    parents: tuple[str | int, ...]
    date: str


@dataclass(frozen=True, slots=True)
class PullRequest:
    """The pull request's own text."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run wants to be true. Pure data: a host makes it so, or only says it (`--dry-run`).

    `commits` lead `branch` from `head` to what it should be; none where nothing is to be written. `reserve` is the full
    name of a ref that must not be there yet and is made for the last commit, so that nobody else gets the number
    (S33). `closed` says that the issue is: nothing new is opened for it then (S25). `silent` is as of the issue. A plan
    may have a comment alone, which says why there is no more. `also` are the paths of other proposals' documents that
    the commits change. `findings` are about the repository's configuration, not about the issue.
    """

    operation: Operation
    reason: str
    form: str | None = None
    document: str | None = None
    branch: str | None = None
    head: str | None = None
    commits: tuple[Commit, ...] = ()
    status: str | None = None
    number: int | None = None
    pull_request: PullRequest | None = None
    comment: str | None = None
    problems: tuple[Trouble, ...] = ()
    answers: Answers = field(default_factory=dict)
    issue: int | None = None
    closed: bool = False
    silent: bool = False
    reserve: str | None = None
    also: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
