"""A git repository to work in, and events in GitHub's shape, for the tests of proposals."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

import formwright
from formwright.form import Answers, Form
from formwright.host.worktree import Worktree
from formwright.jobs.events import IssueEvent, read_event
from formwright.jobs.propose import propose

TEMPLATE = """\
---
title: [Idea Title]
number: XXXX
status: draft
authors: [login]
created: YYYY-MM-DD
updated: YYYY-MM-DD
issue: URL
---

# Idea: [Title]

## Problem

[What is wrong? Who is affected?]

## Solution

[What should be done about it?]

## Risks

[What could go wrong?]
"""

ANSWERS: Answers = {"problem": "It is slow.", "solution": "Make it fast."}


def idea_form() -> Form:
    """Return the form of `TEMPLATE`."""
    form = formwright.convert(TEMPLATE, source="forms/idea.md").form
    assert form is not None
    return form


def body_of(answers: Answers, form: Form | None = None) -> str:
    """Return the body that GitHub would write."""
    return formwright.submit(form or idea_form(), answers, line_ends="github")


def payload(number: int = 42, **changes: Any) -> dict[str, Any]:
    """Return an `issues` event in GitHub's shape; `changes` are for its issue, `action` for the event."""
    user = {"login": "octocat", "id": 583231, "type": "User", "site_admin": False}
    issue: dict[str, Any] = {
        "url": f"https://api.github.com/repos/octo/app/issues/{number}",
        "html_url": f"https://github.com/octo/app/issues/{number}",
        "id": 2_000_000_000 + number,
        "node_id": "I_kwDOA",
        "number": number,
        "title": "Faster start",
        "user": user,
        "labels": [],
        "state": "open",
        "state_reason": None,
        "locked": False,
        "assignees": [],
        "milestone": None,
        "comments": 0,
        "created_at": "2024-05-01T10:00:00Z",
        "updated_at": "2024-05-01T10:00:00Z",
        "closed_at": None,
        "author_association": "NONE",
        "body": body_of(ANSWERS),
        "reactions": {"total_count": 0},
    }
    action = changes.pop("action", "opened")
    labels = [{"id": 1, "name": name, "color": "ededed", "default": False} for name in changes.pop("labels", [])]
    repository = {"id": 1, "full_name": "octo/app", "name": "app", "default_branch": "main", "private": False}
    return {
        "action": action,
        "issue": {**issue, "labels": labels, **changes},
        "repository": repository,
        "sender": user,
    }


def event(number: int = 42, **changes: Any) -> IssueEvent:
    """Return `payload` as it is read."""
    read, findings = read_event(json.dumps(payload(number, **changes)))
    assert read is not None, findings
    return read


def run(repository: Repository, number: int = 42, *, dry_run: bool = False, **changes: Any) -> dict[str, Any]:
    """Propose an issue on a repository on disk, and return what `formwright propose` prints."""
    return propose(Worktree(repository.folder), event(number, **changes), dry_run=dry_run).as_json()


def metadata(document: str) -> Any:
    """Return what a document's front matter says."""
    return yaml.safe_load(document.split("---\n")[1])


class Repository:
    """A git repository with one commit, which people work in by the usual commands."""

    def __init__(self, folder: Path, files: Mapping[str, str] | None = None, *, bare: bool = False) -> None:
        self.work = folder / "work"
        self.work.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        self.commit(files if files is not None else {"forms/idea.md": TEMPLATE}, "Start")
        self.folder = self.work
        if bare:
            self.folder = folder / "bare.git"
            self.git("clone", "-q", "--bare", str(self.work), str(self.folder))

    def git(self, *arguments: str, at: Path | None = None) -> str:
        """Run git as a person, whose clock stands still."""
        date = "2024-05-03T12:00:00Z"
        identity = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in _PERSON.items()}
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(
            ["git", *arguments],
            cwd=at or self.work,
            env={**os.environ, **identity, **dates},
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()

    def commit(self, files: Mapping[str, str | None], message: str) -> None:
        """Write or remove files in the checkout, and commit them."""
        for name, text in files.items():
            path = self.work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_bytes(text.encode())
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def edit(self, branch: str, files: Mapping[str, str | None], message: str = "Edit by hand") -> None:
        """Commit to a branch as a person does, and go back to `main`."""
        self.git("checkout", "-q", branch)
        self.commit(files, message)
        self.git("checkout", "-q", "main")

    def show(self, branch: str, path: str) -> str:
        """Return a file as it is on a branch."""
        return self.git("show", f"{branch}:{path}", at=self.folder)

    def heads(self) -> dict[str, str]:
        """Return all branches with their commits."""
        lines = self.git("for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads", at=self.folder)
        return dict(line.split(" ", 1) for line in lines.splitlines())


_PERSON = {"NAME": "A Person", "EMAIL": "person@example.org"}
