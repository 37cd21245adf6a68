"""Flows: what people did before, and the run of the action that follows."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fake.api import API, NAME, FakeGitHub
from fake.wire import Wire, wired
from formwright.action.environment import Environment, Inputs
from formwright.action.run import run
from formwright.host import Host
from formwright.host.github import GitHub
from proposals import ANSWERS, TEMPLATE, body_of, payload

FILES = {"forms/idea.md": TEMPLATE, "README.md": "x\n"}
SEQUENTIAL = "proposals:\n  idea:\n    folder: ideas\n    number: sequential\n"


@dataclass(frozen=True)
class Flow:
    """A flow: `prepare` is what came before; `event` and `inputs` are those of the run."""

    prepare: Callable[[FakeGitHub], None]
    event: str = "issues"
    inputs: Mapping[str, str] | None = None
    files: Mapping[str, str] | None = None


def act(github: FakeGitHub, flow: Flow, wire: Wire, out: io.StringIO | None = None) -> int:
    """Run the action as the runner does, and return its exit code; what it says goes to `out`."""

    def connect(inputs: Inputs, environment: Environment) -> Host:
        return GitHub(inputs.token, NAME, API, pause=github.wait)

    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(out or io.StringIO()), wired(wire):
        file = Path(folder) / "event.json"
        file.write_text(json.dumps(_payload(flow.event)))
        variables = {
            "GITHUB_EVENT_NAME": flow.event,
            "GITHUB_EVENT_PATH": str(file),
            "GITHUB_REPOSITORY": NAME,
            "GITHUB_OUTPUT": str(Path(folder) / "output"),
            "INPUT_TOKEN": "ghs_not-a-token",
            **{f"INPUT_{key.upper()}": value for key, value in (flow.inputs or {}).items()},
        }
        return run(variables, connect)


def _payload(event: str) -> Any:
    if event == "issues":
        return payload(1)
    return {"ref": "refs/heads/main", "repository": {"full_name": NAME, "default_branch": "main"}}


def _new(github: FakeGitHub) -> None:
    github.open_issue("Faster start", body_of(ANSWERS))


def _made(github: FakeGitHub) -> None:
    _new(github)
    assert act(github, FLOWS["a new proposal"], Wire(github)) == 0


def _changed(github: FakeGitHub) -> None:
    _made(github)
    github.edit_issue(1, title="Fast start", body=body_of({**ANSWERS, "risks": "None that we know of."}))


def _people(github: FakeGitHub) -> None:
    _made(github)
    path = next(path for path in github.git.files(github.git.refs["refs/heads/proposals/1"]) if "0001" in path)
    text = github.git.text("proposals/1", path)
    github.commit("proposals/1", {path: text.replace("Make it fast.", "Make it fast.\n\nBy a person."), "more": "x\n"})
    github.edit_issue(1, body=body_of({**ANSWERS, "problem": "It is slower than ever."}))


def _labelled(github: FakeGitHub) -> None:
    _made(github)
    github.label(1, "status: review")


def _closed(github: FakeGitHub) -> None:
    _made(github)
    github.close(1)


def _merged(github: FakeGitHub) -> None:
    _made(github)
    github.merge(2)


def _left(github: FakeGitHub) -> None:
    """A run that was killed made the branch, and no more."""
    _made(github)
    github.pulls.clear()
    github.comments.clear()
    github.wait(3600)


def _doubled(github: FakeGitHub) -> None:
    """Two runs that did not see each other made a comment each; then the issue was edited."""
    _changed(github)
    github.comments[2000] = {**next(iter(github.comments.values())), "id": 2000}


def _many(github: FakeGitHub) -> None:
    for each in range(3):
        github.open_issue(f"Idea {each}", body_of(ANSWERS))


def _nobody(github: FakeGitHub) -> None:
    """Nothing was done yet."""


def _synced(github: FakeGitHub) -> None:
    assert act(github, FLOWS["forms by pull request"], Wire(github)) == 0
    github.commit("main", {"forms/idea.md": TEMPLATE.replace("## Risks", "## Dangers")})


FLOWS: Mapping[str, Flow] = {
    "a new proposal": Flow(_new),
    "a change": Flow(_changed),
    "a change beside people's commits": Flow(_people),
    "a status label": Flow(_labelled),
    "closed": Flow(_closed),
    "merged, and a change": Flow(_merged),
    "nothing to do": Flow(_made),
    "a branch that was left": Flow(_left),
    "two comments": Flow(_doubled),
    "a sequential number": Flow(_new, files={**FILES, ".github/formwright.yml": SEQUENTIAL}),
    "forms by pull request": Flow(_nobody, event="push"),
    "forms again": Flow(_synced, event="push"),
    "all issues": Flow(_many, event="workflow_dispatch", inputs={"command": "backfill"}),
    "all issues by commit": Flow(
        _many, event="workflow_dispatch", inputs={"command": "backfill", "delivery": "commit"}
    ),
    "forms by commit": Flow(_nobody, event="push", inputs={"delivery": "commit"}),
}
"""All flows, by their names."""


def prepared(flow: Flow) -> FakeGitHub:
    """Return a repository on which a flow's run is about to begin."""
    github = FakeGitHub(flow.files or FILES)
    flow.prepare(github)
    github.wait(120)
    return github
