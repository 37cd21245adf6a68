"""How many requests runs send, and how many are promised."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fake.api import API, NAME, FakeGitHub
from fake.wire import Wire, wired
from formwright.host.github import GitHub
from formwright.jobs.propose import propose
from proposals import ANSWERS, TEMPLATE, body_of, event

FILES = {"forms/idea.md": TEMPLATE, ".github/formwright.yml": "proposals:\n  idea:\n    folder: ideas\n"}


@dataclass(frozen=True)
class Count:
    """Requests, and those of them that write."""

    requests: int
    writes: int


MOST: Mapping[str, Count] = {
    "new, workspace": Count(9, 5),
    "nothing, workspace": Count(4, 0),
    "change, workspace": Count(8, 5),
    "nothing again, workspace": Count(4, 0),
    "no proposal, workspace": Count(4, 0),
    "new, archive": Count(9, 5),
    "nothing, archive": Count(4, 0),
    "change, archive": Count(8, 5),
    "nothing again, archive": Count(4, 0),
    "no proposal, archive": Count(4, 0),
}
"""At most so many."""


def counts(folder: Path) -> Mapping[str, Count]:
    """Count the requests of the runs."""
    return {
        f"{name}, {where}": count
        for where, workspace in (("workspace", checked_out(folder / "work", FILES)), ("archive", None))
        for name, count in _life(workspace).items()
    }


def checked_out(folder: Path, files: Mapping[str, str]) -> Path:
    """Return a folder in which git has checked files out."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
    return folder


def _life(workspace: Path | None) -> Mapping[str, Count]:
    github = FakeGitHub(FILES)
    question = github.open_issue("A question", "How does it work?")
    number = github.open_issue("Faster start", body_of(ANSWERS))
    found = {"no proposal": _count(github, question, workspace, lambda: None)}
    changed = body_of({**ANSWERS, "risks": "None that we know of."})
    for name, change in (
        ("new", lambda: None),
        ("nothing", lambda: None),
        ("change", lambda: github.edit_issue(number, title="Fast start", body=changed)),
        ("nothing again", lambda: None),
    ):
        found[name] = _count(github, number, workspace, change)
    return found


def _count(github: FakeGitHub, number: int, workspace: Path | None, change: Callable[[], None]) -> Count:
    change()
    wire = Wire(github)
    with wired(wire):
        host = GitHub("ghs_not-a-token", NAME, API, workspace=workspace, pause=github.wait)
        propose(host, event(number))
    return Count(len(wire.sent), sum(method != "GET" for method, _ in wire.sent))
