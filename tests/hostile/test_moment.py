"""S20, S23, S25 on GitHub: who may do what, what an issue says, and whether it is still there, is read then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

from fake.api import NAME, PERSON, Answer, FakeGitHub
from fake.flows import FILES, FLOWS, act, prepared
from fake.wire import Wire, wired
from formwright.host.github import GitHub
from formwright.jobs.parse import parse_issue
from proposals import ANSWERS, body_of, event

Result = TypeVar("Result")


def asked(wire: Wire, question: Callable[[GitHub], Result]) -> Result:
    """Return what the host answers."""
    with wired(wire):
        return question(GitHub("ghs_not-a-token", NAME, pause=wire.github.wait))


@pytest.mark.parametrize("role", ["read", "triage", "write", "maintain", "admin"])
def test_a_role_is_what_github_says(role: str) -> None:
    """S20: its wider name `permission` calls triage read, and maintain write; who is no collaborator has none."""
    github = FakeGitHub(FILES, roles={PERSON: role})
    assert asked(Wire(github), lambda host: host.permission(PERSON)) == role
    assert asked(Wire(github), lambda host: host.permission("mallory")) == "none"


def test_answers_are_those_of_the_issue_as_it_is_now() -> None:
    """S23: the event of an issue that was edited since tells of answers that are no longer there."""
    github = FakeGitHub(FILES)
    number = github.open_issue("Faster start", body_of({**ANSWERS, "problem": "Now."}))
    stale = event(number, body=body_of({**ANSWERS, "problem": "Before."}))
    assert asked(Wire(github), lambda host: parse_issue(host, number, stale)).answers["problem"] == "Now."


def test_an_issue_that_is_elsewhere_now_is_gone() -> None:
    """S25: GitHub answers with the issue of the repository that it was transferred to."""
    github = FakeGitHub(FILES)
    number = github.open_issue("Faster start", body_of(ANSWERS))

    def moved(answer: Callable[[], Answer], _: FakeGitHub) -> Answer:
        found = answer()
        return Answer(found.status, {**found.body, "repository_url": "https://api.github.com/repos/octo/elsewhere"})

    there = asked(Wire(github), lambda host: host.issue(number))
    gone = asked(Wire(github, moved, at=0), lambda host: host.issue(number))
    assert there is not None and gone is not None
    assert (there.gone, gone.gone) == (False, True)


def test_a_pull_request_that_a_person_closed_stays_closed() -> None:
    """S25: the branch goes on, but nobody is asked to look at it again."""
    flow = FLOWS["a change"]
    github = prepared(flow)
    [pull] = github.pulls.values()
    pull["state"] = "closed"
    assert act(github, flow, Wire(github)) == 0
    assert [each["state"] for each in github.pulls.values()] == ["closed"]
    assert "is not opened again" in next(iter(github.comments.values()))["body"]
