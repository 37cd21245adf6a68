"""S20, S22, S24, S26: who may move a status, what an acceptance is worth after an edit, and what else counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from formwright.config import Config
from formwright.host.worktree import Worktree
from formwright.jobs.events import IssueEvent
from formwright.jobs.propose import propose
from formwright.proposal.model import Acceptance, Act, Generated, Record, State
from formwright.proposal.standing import may_move, standing
from formwright.proposal.trailers import content_digest
from proposals import TEMPLATE, Repository, body_of, event, payload

LATER = "2024-05-02T10:00:00Z"


def labelled(label: str, actor: str, *, trusted: set[str]) -> tuple[str, list[str]]:
    """Return the status, and the problems, of an issue that somebody labelled."""
    issue = event(labels=[label]).as_issue()
    record = Record((Act("labeled", actor, LATER, label),))
    found = standing(issue, State("b", None, "b", record=record, trusted=frozenset(trusted)), Config())
    return found.status, [trouble.code for trouble in found.troubles]


def test_a_label_counts_only_of_those_who_may() -> None:
    """S20: whoever labels is asked for, whatever the issue says."""
    assert labelled("status: accepted", "maintainer", trusted={"maintainer"}) == ("accepted", [])
    assert labelled("status: accepted", "mallory", trusted={"maintainer"}) == ("proposed", ["not-permitted"])


def test_the_author_may_not_open_an_issue_as_accepted() -> None:
    """S20: a label that came with the issue, as from the address of the form, is its author's."""
    issue = event(labels=["status: accepted"]).as_issue()
    found = standing(issue, State("b", None, "b", record=Record(), trusted=frozenset()), Config())
    assert (found.status, [each.code for each in found.troubles]) == ("proposed", ["not-permitted"])


@pytest.mark.parametrize(
    ("role", "may"),
    [("none", False), ("read", False), ("triage", False), ("write", True), ("admin", True), ("x", False)],
)
def test_the_least_permission_is_the_configured_one(role: str, may: bool) -> None:
    """S20."""
    assert may_move(role, "write") is may


def test_an_edit_after_the_acceptance_puts_the_status_back() -> None:
    """S22."""
    issue = event(labels=["status: accepted"]).as_issue()
    record = Record((Act("labeled", "maintainer", LATER, "status: accepted"),))
    bound = Acceptance(content_digest(issue), LATER)
    last = Generated("c", "p.md", "text", content_digest(issue), "accepted", 1, bound, 42)
    state = State("b", "c", "c", generated=last, record=record, trusted=frozenset({"maintainer"}))
    assert standing(issue, state, Config()).status == "accepted"
    for edited in (replace(issue, title="Another title"), replace(issue, body=f"{issue.body}\n\nAnd more")):
        found = standing(edited, state, Config())
        assert (found.status, [each.code for each in found.troubles]) == ("review", ["edited-since"])


@pytest.mark.parametrize(("sender", "operation"), [("Bot", "skipped"), ("User", "created")])
def test_what_a_program_labels_starts_nothing(tmp_path: Path, sender: str, operation: str) -> None:
    """S24."""
    repository = Repository(tmp_path)
    label = {"name": "status: review"}
    data = payload(action="labeled", labels=["status: review"]) | {"label": label}
    data["sender"] = {"login": "someone", "type": sender}
    outcome = propose(Worktree(repository.folder), IssueEvent.model_validate(data))
    assert outcome.plan.operation == operation
    assert ("proposals/42" in repository.heads()) is (operation == "created")


def test_what_a_branch_says_of_templates_and_rights_counts_for_nothing(tmp_path: Path) -> None:
    """S26: anyone who may write to the proposal's branch could give themselves another template, and rights."""
    repository = Repository(tmp_path)
    propose(Worktree(repository.folder), event())
    theirs = {
        "forms/idea.md": TEMPLATE.replace("## Risks", "## Dangers"),
        ".github/formwright.yml": "permissions: {move: read}\nproposals: {idea: {folder: elsewhere}}\n",
    }
    repository.edit("proposals/42", theirs)
    outcome = propose(Worktree(repository.folder), event(body=body_of({"problem": "New."})))
    assert outcome.plan.document == "enhancements/0042-faster-start.md"
    document = repository.show("proposals/42", outcome.plan.document)
    assert "New." in document and "## Risks" in document and "## Dangers" not in document
