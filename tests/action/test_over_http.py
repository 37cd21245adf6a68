"""The action as it is run: a process or a call with the runner's environment, and GitHub's API at its address."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from emulator import OWNER_TOKEN, Emulator
from fake.api import API, NAME, Answer, FakeGitHub
from fake.wire import Wire, wired
from formwright.action.run import run
from proposals import ANSWERS, TEMPLATE, body_of, payload
from runner import read_outputs, variables

FORM = ".github/ISSUE_TEMPLATE/idea.yml"


def test_the_whole_action_over_http(emulator: Emulator, tmp_path: Path) -> None:
    """As the container runs it: a process, the runner's environment, GitHub's API."""
    hub = emulator.repository("action", {"forms/idea.md": TEMPLATE})
    issue = hub.open_issue("Faster start", body_of(ANSWERS))
    event = {**payload(), "issue": {**issue, "title": "An old title"}, "repository": {"full_name": hub.name}}

    def act(name: str, event: object, **inputs: str) -> dict[str, str]:
        (tmp_path / "output").unlink(missing_ok=True)
        environment = variables(tmp_path, event, name, **inputs)
        environment |= {"GITHUB_REPOSITORY": hub.name, "GITHUB_API_URL": emulator.url}
        environment |= {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-m", "formwright", "action"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        assert OWNER_TOKEN not in done.stdout
        return read_outputs(tmp_path / "output")

    outputs = act("issues", event)
    assert (outputs["operation"], outputs["document"]) == (
        "created",
        f"enhancements/{issue['number']:04}-faster-start.md",
    )
    [pull] = hub.pulls()
    assert (outputs["pull-request-number"], outputs["pull-request-url"]) == (str(pull["number"]), pull["html_url"])
    assert act("workflow_dispatch", {}, issue=str(issue["number"]))["operation"] == "unchanged"
    hub.call("PUT", f"pulls/{pull['number']}/merge", {"merge_method": "merge"})
    repo = {"full_name": hub.name}
    head = {"ref": f"proposals/{issue['number']}", "repo": repo}
    closed = {"action": "closed", "pull_request": {"head": head, "base": {"ref": "main", "repo": repo}}}
    assert act("pull_request", closed)["status"] == "accepted"


def test_backfill_over_http(emulator: Emulator, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In shares, then all again: the second time nothing is written."""
    hub = emulator.repository("backfilled", {"forms/idea.md": TEMPLATE})
    numbers = [hub.open_issue(f"Idea {n}", body_of(ANSWERS))["number"] for n in range(3)]

    def act(**inputs: str) -> dict[str, str]:
        (tmp_path / "output").unlink(missing_ok=True)
        environment = variables(tmp_path, {}, "workflow_dispatch", command="backfill", **inputs)
        assert run(environment | {"GITHUB_REPOSITORY": hub.name, "GITHUB_API_URL": emulator.url}) == 0
        return read_outputs(tmp_path / "output")

    assert act(dry_run="true")["operation"] == "created" and not hub.pulls()
    assert act(issue=f"{numbers[0]},\n{numbers[2]}", shard="1/1")["operation"] == "created"
    assert len(hub.pulls()) == 2
    for share in ("1/2", "2/2"):
        act(shard=share)
    assert {pull["head"]["ref"] for pull in hub.pulls()} == {f"proposals/{n}" for n in numbers}
    heads = hub.heads()
    assert act()["operation"] == "unchanged" and hub.heads() == heads
    assert "done: page 1, 3 issues: 3 unchanged" in capsys.readouterr().out
    assert "| unchanged | 3 |" in (tmp_path / "summary").read_text()


def spawn(folder: Path, emulator: Emulator, name: str, event: object, home: str, **inputs: str) -> tuple[int, str]:
    """Run the action as the container does: a process with the runner's environment. Return exit code and log."""
    environment = variables(folder, event, name, **inputs)
    environment |= {"GITHUB_REPOSITORY": home, "GITHUB_API_URL": emulator.url}
    environment |= {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    (folder / "output").unlink(missing_ok=True)
    command = [sys.executable, "-m", "formwright", "action"]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_forms_over_http(emulator: Emulator, tmp_path: Path) -> None:
    """A push, its pull request merged, and again: forms follow their templates, and nothing is written twice."""
    hub = emulator.repository("synced", {"forms/idea.md": TEMPLATE})
    push = {"ref": "refs/heads/main", "repository": {"full_name": hub.name, "default_branch": "main"}}
    assert spawn(tmp_path, emulator, "push", push, hub.name)[0] == 0
    outputs = read_outputs(tmp_path / "output")
    assert (outputs["operation"], json.loads(outputs["changed"])) == ("created", [FORM])
    [pull] = hub.pulls()
    assert (outputs["pull-request-number"], outputs["pull-request-url"]) == (str(pull["number"]), pull["html_url"])
    hub.call("PUT", f"pulls/{pull['number']}/merge", {"merge_method": "merge"})
    assert spawn(tmp_path, emulator, "schedule", {}, hub.name)[0] == 0
    assert read_outputs(tmp_path / "output")["operation"] == "unchanged"
    hub.call("POST", "git/refs", {"ref": "refs/heads/topic", "sha": hub.heads()["main"]})
    broken = TEMPLATE.replace("## Risks", "## Risks\n\n<!-- form: {type: nothing} -->")
    head = hub.commit("topic", {"forms/idea.md": broken})
    heads = hub.heads()
    event = {"action": "opened", "pull_request": {"head": {"sha": head, "ref": "topic"}}}
    code, log = spawn(tmp_path, emulator, "pull_request", event, hub.name)
    assert code == 1 and "::error file=forms/idea.md,line=" in log and "title=R48::" in log
    assert "R48" in (tmp_path / "summary").read_text() and hub.heads() == heads


def test_the_templates_of_one_repository_for_another_over_http(emulator: Emulator, tmp_path: Path) -> None:
    central = emulator.repository("templates", {"forms/idea.md": TEMPLATE})
    app = emulator.repository("served", {"README.md": "x"})
    code, _ = spawn(tmp_path, emulator, "workflow_dispatch", {}, central.name, command="sync", repository=app.name)
    assert code == 0 and not central.pulls()
    [pull] = app.pulls()
    assert "octocat/templates" in pull["body"]
    assert app.show("formwright/sync", FORM).startswith(
        "# Generated by Formwright from octocat/templates:forms/idea.md."
    )


GHES = "https://ghes.example.org/api/v3"


class Enterprise(Wire):
    """What goes to a GitHub Enterprise Server: nothing may go anywhere else."""

    def answer(self, method: str, url: str, body: Any) -> Answer:
        assert url.startswith(f"{GHES}/")
        return super().answer(method, url.replace(GHES, API), body)


def test_an_enterprise_server_is_asked_at_its_own_address(tmp_path: Path) -> None:
    """Its API is below `/api/v3`, as the runner says ("Getting started with the REST API", Enterprise Server)."""
    github = FakeGitHub({"forms/idea.md": TEMPLATE})
    github.open_issue("Faster start", body_of(ANSWERS))
    for name, command in (("issues", "propose"), ("workflow_dispatch", "backfill")):
        environment = variables(tmp_path, payload(1) if name == "issues" else {}, name, command=command)
        environment |= {"GITHUB_REPOSITORY": NAME, "GITHUB_API_URL": GHES, "INPUT_TOKEN": "ghs_not-a-token"}
        with wired(Enterprise(github)) as wire:
            assert run(environment) == 0
        assert len(wire.sent) > 3
    [pull] = github.pulls.values()
    assert pull["head"] == "proposals/1" and len(github.comments) == 1
