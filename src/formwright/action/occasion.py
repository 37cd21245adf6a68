"""What a run is for: the event and the inputs in, a task out. A table from event to function, as the contract has it.

Source: "Events that trigger workflows" and "Webhook events and payloads" (GitHub documentation).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from formwright.action.environment import Command, Environment, Inputs
from formwright.errors import InputError, UsageError
from formwright.findings import Finding
from formwright.host.issues import Part
from formwright.jobs.events import IssueEvent, proposal_of_pull_request, read_event


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done. Without a command there is nothing to do, and `reason` says why.

    `issue` is the number of the issue that it is about, `event` the payload where an `issues` event brought it;
    `commit` is what is to be checked, where that is not the default branch.
    """

    command: Command | None = None
    reason: str = ""
    issue: int | None = None
    event: IssueEvent | None = None
    commit: str | None = None


def task_of(inputs: Inputs, environment: Environment) -> Task:
    """Return what the run is for. Raises `InputError` or `UsageError` where that makes no sense."""
    if environment.event == "pull_request_target":
        message = "`pull_request_target` gives the rights of the repository to whoever opens a pull request (S26)"
        raise UsageError(Finding("A15", message, "run the workflow on `pull_request`"))
    if inputs.command == "auto":
        return _by_event(inputs, environment)
    return _BY_COMMAND.get(inputs.command, _plain)(inputs, environment)


def _by_event(inputs: Inputs, environment: Environment) -> Task:
    """Choose by the event; an issue that is named goes first."""
    if inputs.issue:
        return Task("propose", issue=_one(inputs))
    choose = BY_EVENT.get(environment.event)
    if not environment.event:
        return Task(reason="there is no event; this is for a job of GitHub Actions")
    if choose is None:
        return Task(reason=f"nothing is done for the event `{environment.event}`")
    return choose(environment)


def _plain(inputs: Inputs, environment: Environment) -> Task:
    return Task(inputs.command)


def _about_an_issue(inputs: Inputs, environment: Environment) -> Task:
    """Find the issue of `propose` or `parse`: the one that is named, else the event's."""
    task = Task(issue=_one(inputs)) if inputs.issue else Task()
    if not inputs.issue and environment.event == "issues":
        task = _on_issue(environment)
    elif not inputs.issue and environment.event == "pull_request":
        task = Task(issue=proposal_of_pull_request(_payload(environment)))
    if task.issue is None:
        message = f"nothing says which issue to {inputs.command}"
        raise UsageError(Finding("A13", message, "give its number as the input `issue`"))
    return Task(inputs.command, issue=task.issue, event=task.event)


def _check(inputs: Inputs, environment: Environment) -> Task:
    if environment.event == "pull_request":
        return Task("check", commit=_pull_request(environment).pull_request.head.sha)
    return Task("check", commit=environment.sha or None)


_BY_COMMAND: Mapping[Command, Callable[[Inputs, Environment], Task]] = {
    "propose": _about_an_issue,
    "parse": _about_an_issue,
    "check": _check,
}


def _one(inputs: Inputs) -> int:
    if len(inputs.issue) > 1:
        message = f"the input `issue` has {len(inputs.issue)} numbers"
        raise UsageError(Finding("A16", message, "give one; several are for `command: backfill`"))
    return inputs.issue[0]


def _on_issue(environment: Environment) -> Task:
    event, findings = read_event(_payload(environment), environment.event_path)
    if event is None:
        raise InputError(*findings)
    return Task("propose", issue=event.issue.number, event=event)


def _on_pull_request(environment: Environment) -> Task:
    """Propose the issue whose proposal's pull request was closed; check any that is not closed."""
    payload = _payload(environment)
    number = proposal_of_pull_request(payload)
    if number is not None:
        return Task("propose", issue=number)
    event = _pull_request(environment)
    if event.action == "closed":
        return Task(reason="a pull request was closed that is no proposal's")
    return Task("check", commit=event.pull_request.head.sha)


def _on_push(environment: Environment) -> Task:
    event = _read(_Push, environment)
    branch = event.repository.default_branch
    if event.ref != f"refs/heads/{branch}":
        return Task(reason=f"the push was to `{event.ref}`, not to the default branch")
    return Task("sync")


def _sync(environment: Environment) -> Task:
    return Task("sync")


BY_EVENT: Mapping[str, Callable[[Environment], Task]] = {
    "issues": _on_issue,
    "pull_request": _on_pull_request,
    "push": _on_push,
    "workflow_dispatch": _sync,
    "schedule": _sync,
}


class _Repository(Part):
    default_branch: str


class _Push(Part):
    ref: str
    repository: _Repository


class _Head(Part):
    sha: str


class _Pull(Part):
    head: _Head


class _PullRequest(Part):
    action: str
    pull_request: _Pull


_Event = TypeVar("_Event", bound=Part)


def _pull_request(environment: Environment) -> _PullRequest:
    return _read(_PullRequest, environment)


def _read(kind: type[_Event], environment: Environment) -> _Event:
    """Return the payload as far as it is used. Raises `InputError` where it is not what the event should have."""
    try:
        return kind.model_validate(json.loads(_payload(environment)))
    except (ValidationError, ValueError, RecursionError):
        message = f"the payload is none of the event `{environment.event}`"
        finding = Finding("E03", message, "run this in a job of GitHub Actions", path=environment.event_path)
        raise InputError(finding) from None


def _payload(environment: Environment) -> str:
    try:
        return Path(environment.event_path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        finding = Finding("E05", "the event's file cannot be read", "run this in a job of GitHub Actions")
        raise InputError(finding.at(environment.event_path)) from None
