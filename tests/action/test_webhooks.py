"""Real payloads of all events (npm `@octokit/webhooks-examples`) go through the action: it acts, or says why not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fake.api import NAME, FakeGitHub
from fake.wire import Wire, wired
from formwright.action.environment import Environment, Inputs
from formwright.action.run import run
from formwright.host import Host
from formwright.host.github import GitHub
from npm import package
from proposals import ANSWERS, TEMPLATE, body_of

VERSION = "7.6.1"
_OTHERS: tuple[Any, ...] = (None, 7, "text", [], {})


@cache
def payloads() -> list[tuple[str, Any]]:
    """Return the names of events with their payloads."""
    file = package("@octokit/webhooks-examples", VERSION) / "api.github.com" / "index.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    return [(each["name"], payload) for each in found for payload in each["examples"]]


def act(folder: Path, name: str, payload: Any, github: FakeGitHub) -> int:
    """Run the action for an event, and return its exit code."""
    (folder / "event.json").write_text(json.dumps(payload), encoding="utf-8")
    variables = {
        "GITHUB_EVENT_NAME": name,
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "GITHUB_REPOSITORY": NAME,
        "GITHUB_SHA": github.git.refs["refs/heads/main"],
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "INPUT_TOKEN": "ghs_not-a-token",
    }

    def connect(inputs: Inputs, environment: Environment) -> Host:
        return GitHub(inputs.token, NAME, pause=github.wait)

    with wired(Wire(github)):
        return run(variables, connect)


def variants(payload: Any) -> Iterator[Any]:
    """Yield a payload, and the same without each of its parts, and with null and with other kinds in their places."""
    yield payload
    for key in payload:
        yield {name: value for name, value in payload.items() if name != key}
        yield from ({**payload, key: other} for other in _OTHERS)


def test_every_payload_goes_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = set()
    for name, payload in payloads():
        github = FakeGitHub({"forms/idea.md": TEMPLATE})
        codes.add(act(tmp_path, name, payload, github))
        out, err = capsys.readouterr()
        assert out and "Traceback" not in out + err, (name, payload.get("action"))
    assert codes <= {0, 1, 3} and 0 in codes


@pytest.mark.parametrize("event", ["issues", "pull_request", "push"])
def test_broken_payloads_are_said(event: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What GitHub would never send is a finding, too."""
    payload = next(payload for name, payload in payloads() if name == event)
    for variant in variants(payload):
        assert act(tmp_path, event, variant, FakeGitHub({"a": "b"})) in (0, 1, 3)
    assert "Traceback" not in "".join(capsys.readouterr())


def test_a_real_payload_becomes_a_proposal(tmp_path: Path) -> None:
    """Every action of `issues`, with the issue as the API has it now."""
    actions = [payload for name, payload in payloads() if name == "issues"]
    assert {payload["action"] for payload in actions} >= {"opened", "edited", "labeled", "unlabeled"}
    for payload in actions:
        github = FakeGitHub({"forms/idea.md": TEMPLATE})
        number = github.open_issue("Faster start", body_of(ANSWERS))
        issue = {**payload["issue"], "number": number}
        repository = {**payload["repository"], "full_name": NAME, "default_branch": "main"}
        assert act(tmp_path, "issues", {**payload, "issue": issue, "repository": repository}, github) == 0
        assert f"refs/heads/proposals/{number}" in github.git.refs, payload["action"]
