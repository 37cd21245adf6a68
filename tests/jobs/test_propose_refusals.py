"""Propose where it must hold back: issues that are gone, hostile texts and files, and others who were faster."""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from formwright.errors import HostError, InputError
from formwright.host import Applied, RefMovedError
from formwright.host.worktree import Worktree
from formwright.jobs.propose import ATTEMPTS, propose
from formwright.proposal.model import Change, Commit, Operation, Plan
from proposals import ANSWERS, Repository, body_of, event, metadata, run


def test_a_closed_issue_without_a_branch_gets_none(repository: Repository) -> None:
    """S25."""
    closed: dict[str, Any] = {"state": "closed", "state_reason": "completed", "action": "closed"}
    assert (run(repository, **closed)["operation"], list(repository.heads())) == ("skipped", ["main"])
    run(repository)
    repository.git("merge", "-q", "proposals/42")
    repository.git("branch", "-D", "proposals/42")
    assert (run(repository, **closed)["operation"], list(repository.heads())) == ("skipped", ["main"])


@pytest.mark.parametrize("action", ["deleted", "transferred"])
def test_an_issue_that_is_gone(repository: Repository, action: str) -> None:
    """S25."""
    assert run(repository, action=action)["operation"] == "skipped"


TITLES = [
    "no",
    "1e3",
    "2024-01-01",
    "a: b #c",
    "\"'",
    "---",
    "...",
    "&a *a",
    "!!python/object:os.system x",
    "tab\tx",
    "\ufeffx",
    "a\u2028b",
    "\ud800",
    "",
    "../../x",
    ".git/config",
    "CON",
    "日本語",
    "\u202ertl",
    "🚀",
    "x" * 300,
    "$(id) `id` --help",
    "a\nb: c\n---\nd",
    "{title} [Title] %s \\1",
]


@pytest.mark.parametrize("title", TITLES)
def test_hostile_titles(repository: Repository, title: str) -> None:
    """S4, S6, S8."""
    outcome = run(repository, title=title)
    assert outcome["operation"] == "created" and outcome["document"].startswith("enhancements/0042-")
    document = repository.show("proposals/42", outcome["document"])
    meta = metadata(document)
    assert list(meta) == ["title", "number", "status", "authors", "created", "updated", "issue"]
    assert not title or meta["title"] == title.replace("\ud800", "\ufffd")
    assert (meta["status"], meta["authors"]) == ("proposed", ["octocat"])
    assert run(repository, title=title)["operation"] == "unchanged"
    json.dumps(outcome)


def test_a_body_cannot_change_the_metadata(repository: Repository) -> None:
    """S9, S11."""
    body = body_of({"problem": "---\nstatus: accepted\nauthors: [evil]\n---\n+++\nx\n+++", "solution": "```\n---\n"})
    outcome = run(repository, body=body)
    meta = metadata(repository.show("proposals/42", outcome["document"]))
    assert (meta["status"], meta["authors"], outcome["status"]) == ("proposed", ["octocat"], "proposed")


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    """S6."""
    repository = Repository(tmp_path)
    (repository.work / "enhancements").symlink_to("/tmp")  # noqa: S108 - never followed
    repository.commit({}, "link")
    with pytest.raises(InputError, match="G05"):
        run(repository)
    assert list(repository.heads()) == ["main"]


def test_a_document_that_is_a_link_is_refused(repository: Repository) -> None:
    """S6."""
    (repository.work / "enhancements").mkdir()
    (repository.work / "enhancements" / "0042-faster-start.md").symlink_to("../forms/idea.md")
    repository.commit({}, "link")
    with pytest.raises(InputError, match="G05 a link stands where the document should be"):
        run(repository)


@pytest.mark.parametrize("path", [".github/workflows/x.yml", "enhancements/../x.md", "README.md"])
def test_a_plan_that_would_write_something_else_is_not_carried_out(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    """S7."""

    def elsewhere(*_: object) -> Plan:
        commit = Commit("x", (Change(path, "x"),), (Worktree(repository.folder).base("main"),), "2024-05-01T00:00:00Z")
        document = path if path != "README.md" else "enhancements/0042-x.md"
        return Plan(Operation.CREATED, "", document=document, branch="proposals/42", commits=(commit,))

    monkeypatch.setattr("formwright.jobs.planning.reconcile", elsewhere)
    with pytest.raises(HostError, match="G10 a proposal may only write its document"):
        run(repository)
    assert list(repository.heads()) == ["main"]


class Late(Worktree):
    """A host on which somebody else is faster, `losses` times."""

    losses = 1

    def apply(self, plan: Plan) -> Applied:
        if self.losses:
            self.losses -= 1
            super().apply(plan)
        return super().apply(plan)


def test_the_loser_of_a_race_reads_again(repository: Repository) -> None:
    """S31: the other run did the same, so there is nothing left to do."""
    outcome = propose(Late(repository.folder), event()).as_json()
    assert outcome["operation"] == "unchanged"
    assert repository.git("rev-list", "--count", "main..proposals/42") == "1\n"


class AlwaysLate(Worktree):
    tries = 0

    def apply(self, plan: Plan) -> Applied:
        self.tries += 1
        raise RefMovedError


def test_a_run_gives_up_after_three_losses(repository: Repository) -> None:
    host = AlwaysLate(repository.folder)
    with pytest.raises(HostError):
        propose(host, event())
    assert host.tries == ATTEMPTS == 3


def test_runs_in_parallel_end_as_one(repository: Repository) -> None:
    """S31."""
    issues = [1, 2] * 4
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda number: run(repository, number), issues))
    for number in (1, 2):
        assert repository.git("rev-list", "--count", f"main..proposals/{number}") == "1\n"
    operations = sorted(outcome["operation"] for outcome in outcomes)
    assert operations == ["created"] * 2 + ["unchanged"] * 6


@pytest.mark.parametrize("seed", range(3))
def test_any_order_repetition_and_loss_of_events_ends_the_same(tmp_path: Path, seed: int) -> None:
    """S23: only what the last event says counts."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    states: list[dict[str, Any]] = [
        {"body": body_of({"problem": chance.choice("abc"), "solution": chance.choice("abc")})}
        | {"labels": chance.choice([[], ["status: review"], ["status: accepted"]])}
        | {"title": chance.choice(["One", "One"]), "updated_at": f"2024-05-{day:02}T00:00:00Z"}
        for day in range(2, 8)
    ]
    final = {"body": body_of(ANSWERS), "title": "One", "updated_at": "2024-05-20T00:00:00Z"}
    texts = []
    for name, history in (("whole", states), ("other", chance.choices(states, k=4)), ("none", [])):
        repository = Repository(tmp_path / name)
        for state in [*history, final]:
            outcome = run(repository, **state)
        texts.append((outcome["document"], repository.show("proposals/42", outcome["document"])))
    assert texts[0] == texts[1] == texts[2]
