"""Lives of proposals, as folders under tests/examples/proposal: a step a folder, what happens and what comes of it.

A story has `repository/` (the files of the default branch) and its steps in the order of their names. A step has
`event.json` (what the event's issue has other than `proposals.payload`; `answers` make its body), or `edited.md` (the
document as a person commits it to the branch). After an event: `outcome.json` is what `propose` says, without the
texts; `document.md`, `comment.md` and `pull-request.md` are the texts.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from formwright.host.worktree import Worktree
from formwright.jobs.propose import propose
from proposals import Repository, body_of, event

STORIES = Path(__file__).parents[1] / "examples" / "proposal"


def tell(story: Path, folder: Path) -> dict[str, str]:
    """Live through a story and return what each step's files should hold, by their paths."""
    start = story / "repository"
    files = {path.relative_to(start).as_posix(): path.read_text("utf-8") for path in start.rglob("*") if path.is_file()}
    repository = Repository(folder, files)
    told: dict[str, str] = {}
    document = ""
    for step in sorted(path for path in story.iterdir() if path != start):
        if (step / "edited.md").exists():
            repository.edit("proposals/42", {document: (step / "edited.md").read_text("utf-8")}, "Edit by hand")
            continue
        changes = json.loads((step / "event.json").read_text("utf-8"))
        outcome = run(repository, changes)
        document = outcome["document"] or document
        told |= {f"{step.name}/{name}": text for name, text in shown(repository, outcome).items()}
    return told


def run(repository: Repository, changes: dict[str, Any]) -> dict[str, Any]:
    """Propose, and once more: the second time there is nothing to do."""
    if "answers" in changes:
        changes["body"] = body_of(changes.pop("answers"))
    outcome = propose(Worktree(repository.folder), event(**changes)).as_json()
    again = propose(Worktree(repository.folder), event(**changes)).as_json()
    assert again["operation"] in ("unchanged", "skipped") and again["commit"] is None
    for key in ("document", "status", "number", "problems", "comment", "pull_request"):
        assert again[key] == outcome[key]
    return outcome


def shown(repository: Repository, outcome: dict[str, Any]) -> dict[str, str]:
    pull = outcome.pop("pull_request")
    comment = outcome.pop("comment")
    outcome["commit"] = outcome["commit"] and "made"
    files = {"outcome.json": json.dumps(outcome, indent=2, ensure_ascii=False) + "\n"}
    if comment:
        files["comment.md"] = comment
        files["pull-request.md"] = f"# {pull['title']}\n\n{pull['body']}"
        files["document.md"] = repository.show(outcome["branch"], outcome["document"])
    return files


@pytest.mark.parametrize("story", sorted(STORIES.iterdir()), ids=lambda path: path.name)
def test_story(story: Path, tmp_path: Path) -> None:
    told = tell(story, tmp_path)
    if os.environ.get("FORMWRIGHT_UPDATE"):
        for name, text in told.items():
            (story / name).write_text(text, "utf-8")
    results = ("outcome.json", "comment.md", "pull-request.md", "document.md")
    written = {
        path.relative_to(story).as_posix(): path.read_text("utf-8")
        for path in story.glob("*/*")
        if path.name in results
    }
    assert told == written
