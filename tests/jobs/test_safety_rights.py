"""S20, S22 to S25: who may move a status, what an acceptance is worth, and which issues get nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from formwright.host.worktree import Worktree
from formwright.jobs.events import read_event
from formwright.jobs.propose import propose
from formwright.proposal.model import Pull, Record
from lives import OnDisk, Served
from proposals import ANSWERS, Repository, body_of, event, payload, run

PATH = "enhancements/0042-faster-start.md"


@pytest.mark.parametrize("who", ["octocat", "hubot", "nobody"])
def test_s20_a_status_moves_only_by_those_who_may(world: OnDisk, who: str) -> None:
    for deed in ({"label": "status: accepted"}, {"close": "completed"}):
        world.change(1, who, deed)
        outcome = world.run(1)
        assert outcome["status"] == "proposed"
        assert f"by {who}, who may not change the status" in outcome["problems"][0]["message"]
    world.change(1, "maria", {"reopen": True})
    world.change(1, "maria", {"unlabel": "status: accepted", "label": "status: accepted"})
    assert world.run(1)["status"] == "accepted"
    world.change(1, who, {"unlabel": "status: accepted"})
    assert world.run(1)["status"] == "accepted"


def test_s20_nobody_is_asked_about_where_no_status_moves(world: OnDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look at the record, and at permissions, takes requests: an ordinary run has none."""
    asked: list[str] = []

    def record(host: Served, number: int) -> Record:
        asked.append("record")
        return Record()

    monkeypatch.setattr(Served, "record", record)
    for body in ("a", "b"):
        world.change(1, "octocat", {"body": body_of({"problem": body, "solution": body}), "label": "bug"})
        assert world.run(1)["operation"] == "updated"
    world.merge("proposals/1", "merge", delete=True)
    assert (world.run(1)["status"], asked) == ("accepted", [])


def test_s22_an_edit_after_the_acceptance_puts_the_status_back(world: OnDisk) -> None:
    world.change(1, "maria", {"label": "status: accepted"})
    assert world.run(1)["status"] == "accepted"
    world.change(1, "octocat", {"body": body_of({**ANSWERS, "risks": "Sold to somebody else."})})
    outcome = world.run(1)
    assert (outcome["status"], [each["code"] for each in outcome["problems"]]) == ("review", ["edited-since"])
    assert "edited after it had become" in outcome["comment"]
    assert "status: review" in str(world.show("proposals/1", outcome["document"]))
    assert world.run(1)["status"] == "review"
    world.change(1, "hubot", {"unlabel": "status: accepted", "label": "status: accepted"})
    assert world.run(1)["status"] == "review"
    world.change(1, "maria", {"unlabel": "status: accepted", "label": "status: accepted"})
    assert world.run(1)["status"] == "accepted"


def test_s22_the_acceptance_outlives_peoples_edits_and_a_squash(world: OnDisk) -> None:
    world.change(1, "maria", {"label": "status: accepted"})
    path = world.run(1)["document"]
    text = str(world.show("proposals/1", path))
    world.commit("proposals/1", {path: text.replace("status: accepted\n", "").replace("Make it fast.", "Human line.")})
    world.merge("proposals/1", "squash", delete=True)
    assert world.run(1)["status"] == "accepted"
    world.change(1, "octocat", {"body": body_of({"problem": "Something else.", "solution": "Make it fast."})})
    outcome = world.run(1)
    assert outcome["status"] == "review"
    text = str(world.show("proposals/1", path))
    assert "Human line." in text and "Something else." in text


@pytest.mark.parametrize("how", ["merge", "squash"])
def test_s22_merging_accepts_what_was_merged(world: OnDisk, how: str) -> None:
    world.merge("proposals/1", how, delete=False)
    assert world.run(1)["status"] == "accepted"
    world.change(1, "octocat", {"title": "Another thing"})
    assert [world.run(1)["status"] for _ in range(2)] == ["review", "review"]
    world.merge("proposals/1", how, delete=False)
    assert world.run(1)["status"] == "accepted"


def test_s23_the_issue_is_read_afresh(world: OnDisk) -> None:
    """What an event says of the issue is old by the time of the run."""
    world.change(1, "octocat", {"body": body_of({"problem": "New.", "solution": "New."})})
    stale = event(1, title="Stale", body=body_of({"problem": "Stale.", "solution": "Stale."}))
    host = Served(world.repository.folder, world.issues)
    outcome = propose(host, stale).as_json()
    text = str(world.show("proposals/1", outcome["document"]))
    assert "New." in text and "Stale" not in text


@pytest.mark.parametrize("action", ["labeled", "unlabeled"])
def test_s24_what_a_program_did_to_the_status_label_is_passed_over(repository: Repository, action: str) -> None:
    data = payload(action=action, labels=["status: accepted"] if action == "labeled" else [])
    data["label"] = {"name": "status: accepted"}
    data["sender"] = {"login": "github-actions[bot]", "type": "Bot"}
    read, _ = read_event(json.dumps(data))
    assert read is not None
    outcome = propose(Worktree(repository.folder), read).as_json()
    assert (outcome["operation"], outcome["reason"]) == ("skipped", "a program set or removed the status label")
    assert list(repository.heads()) == ["main"]


class Hosted(Worktree):
    """A repository on disk with pull requests that are told."""

    told: tuple[Pull, ...] = ()

    def pulls(self, branch: str) -> tuple[Pull, ...]:
        return self.told


@pytest.mark.parametrize("changes", [{"locked": True}, {"action": "deleted"}, {"action": "transferred"}])
def test_s25_what_is_locked_or_gone_gets_nothing_again(repository: Repository, changes: dict[str, Any]) -> None:
    assert (run(repository, **changes)["operation"], list(repository.heads())) == ("skipped", ["main"])
    run(repository)
    heads = repository.heads()
    outcome = run(repository, body=body_of({"problem": "New."}), **changes)
    assert (outcome["operation"], outcome["comment"], repository.heads()) == ("skipped", None, heads)


def test_s25_a_closed_issue_never_gets_a_branch_again(world: OnDisk) -> None:
    world.merge("proposals/1", "merge", delete=True)
    world.change(1, "maria", {"close": "completed"})
    outcome = world.run(1)
    assert (outcome["operation"], world.list("proposals/1", "enhancements")) == ("skipped", [])
    assert "still says `proposed`, and the issue `implemented`" in outcome["reason"]
    assert "closed issue gets no branch again" in outcome["comment"]


def test_s25_a_closed_issue_without_a_document_is_left_alone(repository: Repository) -> None:
    outcome = run(repository, state="closed", state_reason="completed")
    assert (outcome["operation"], outcome["comment"], list(repository.heads())) == ("skipped", None, ["main"])


def test_s25_a_pull_request_and_branch_that_a_person_removed_stay_so(repository: Repository) -> None:
    run(repository)
    host = Hosted(repository.folder)
    host.told = (Pull(7, "closed", repository.heads()["proposals/42"]),)
    outcome = propose(host, event(body=body_of({"problem": "New."}))).as_json()
    assert outcome["operation"] == "updated" and "#7 was closed. It is not opened again" in outcome["comment"]
    repository.git("branch", "-D", "proposals/42")
    outcome = propose(host, event(body=body_of({"problem": "Newer."}))).as_json()
    assert (outcome["operation"], list(repository.heads())) == ("skipped", ["main"])
    assert "the branch there to go on" in outcome["comment"]


def test_on_disk_a_branch_that_was_removed_is_written_anew(repository: Repository) -> None:
    """Nothing there tells it from one that never was (docs/life.md); the document, on its branch, can be missed."""
    run(repository)
    heads = repository.heads()
    repository.git("branch", "--delete", "--force", "proposals/42")
    assert (run(repository)["operation"], repository.heads()) == ("created", heads)
    repository.edit("proposals/42", {"docs/elsewhere.md": repository.show("proposals/42", PATH), PATH: None})
    outcome = run(repository, title="Another")
    assert outcome["operation"] == "skipped" and "was generated and then removed" in outcome["comment"]


def test_s25_an_issue_that_is_emptied_keeps_its_document_and_its_status_moves(world: OnDisk) -> None:
    world.change(1, "octocat", {"body": ""})
    assert "Make it fast." in str(world.show("proposals/1", world.run(1)["document"]))
    world.change(1, "maria", {"close": "not_planned"})
    outcome = world.run(1)
    text = str(world.show("proposals/1", outcome["document"]))
    assert (outcome["status"], [each["code"] for each in outcome["problems"]]) == ("rejected", ["unreadable"])
    assert "status: rejected" in text and "Make it fast." in text
