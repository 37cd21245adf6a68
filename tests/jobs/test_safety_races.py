"""S31 to S33: who is late overwrites nothing, what people wrote survives, and no number is given out twice."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from formwright.findings import Finding
from formwright.host import Applied, RefMovedError
from formwright.host.worktree import Worktree
from formwright.jobs.propose import propose
from formwright.proposal.model import Plan
from lives import OnDisk
from proposals import TEMPLATE, Repository, body_of, event, run

PATH = "enhancements/0042-faster-start.md"
SEQUENTIAL = {"forms/idea.md": TEMPLATE, ".github/formwright.yml": "proposals: {idea: {number: sequential}}\n"}


class Late(Worktree):
    """A host on which a person is faster, once: they commit to the branch while we make our plan."""

    repository: Repository

    def apply(self, plan: Plan) -> Applied:
        if (
            plan.commits
            and self.head("proposals/42") == plan.head
            and "note.md" not in self.repository.git("ls-tree", "-r", "--name-only", "proposals/42")
        ):
            self.repository.edit("proposals/42", {"note.md": "Human file.\n"})
        return super().apply(plan)


def test_s31_who_is_late_reads_again_and_overwrites_nothing(repository: Repository) -> None:
    run(repository)
    host = Late(repository.folder)
    host.repository = repository
    outcome = propose(host, event(body=body_of({"problem": "New.", "solution": "New."}))).as_json()
    assert outcome["operation"] == "updated" and repository.heads()["proposals/42"] == outcome["commit"]
    assert repository.show("proposals/42", "note.md") == "Human file.\n"
    assert "New." in repository.show("proposals/42", PATH)


class AlwaysLate(Worktree):
    tries = 0

    def apply(self, plan: Plan) -> Applied:
        self.tries += 1
        raise RefMovedError(Finding("G07", "moved", "again"))


def test_s31_who_is_always_late_gives_up(repository: Repository) -> None:
    host = AlwaysLate(repository.folder)
    with pytest.raises(RefMovedError):
        propose(host, event())
    assert host.tries == 3


def test_s31_many_runs_over_few_issues_end_as_one_each(repository: Repository) -> None:
    issues = [1, 2] * 5
    with ThreadPoolExecutor(5) as pool:
        outcomes = list(pool.map(lambda number: run(repository, number), issues))
    assert sorted(outcome["operation"] for outcome in outcomes) == ["created"] * 2 + ["unchanged"] * 8
    for number in (1, 2):
        assert repository.git("rev-list", "--count", f"main..proposals/{number}") == "1\n"


def test_s32_a_persons_commits_survive_every_later_run(world: OnDisk) -> None:
    path = "enhancements/0001-faster-start.md"
    lines = []
    for number in range(4):
        text = str(world.show("proposals/1", path))
        at = text.index(("## Solution", "## Risks", "# Idea", "## Problem")[number])
        lines.append(f"Human line {number}.")
        world.commit("proposals/1", {path: f"{text[:at]}{lines[-1]}\n\n{text[at:]}", f"n{number}.md": "Human file.\n"})
        answers: dict[str, Any] = {"problem": f"Version {number}.", "solution": f"Way {number}.\n\nMore."}
        world.change(1, "octocat", {"title": f"Title {number}", "body": body_of(answers)})
        world.change(1, "maria", {"label": "status: review"} if number % 2 else {"unlabel": "status: review"})
        world.run(1)
        text = str(world.show("proposals/1", path))
        assert [line for line in lines if line not in text] == [] and f"Version {number}." in text
        assert world.show("proposals/1", f"n{number}.md") == "Human file.\n"
    log = world.repository.git("log", "--format=%an", "main..proposals/1").split("\n")
    assert log.count("A Person") == 4


def test_s33_parallel_runs_never_get_the_same_number(tmp_path: Path) -> None:
    repository = Repository(tmp_path, SEQUENTIAL)
    together = threading.Barrier(6)

    class Together(Worktree):
        first = True

        def apply(self, plan: Plan) -> Applied:
            """All have read the same, and wanted the same number, before the first of them writes."""
            if self.first:
                self.first = False
                together.wait(60)
            return super().apply(plan)

    def one(number: int) -> int:
        return int(propose(Together(repository.folder), event(number)).as_json()["number"])

    with ThreadPoolExecutor(6) as pool:
        numbers = list(pool.map(one, range(50, 56)))
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]
    assert [run(repository, issue)["number"] for issue in range(50, 56)] == numbers


def test_s33_numbers_are_looked_for_on_the_base_and_all_branches_and_stay(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {**SEQUENTIAL, "enhancements/0007-by-hand.md": "# By hand\n"})
    assert [run(repository, issue)["number"] for issue in (50, 40, 60)] == [8, 9, 10]
    assert run(repository, 40, title="Another title")["document"] == "enhancements/0009-faster-start.md"
    repository.git("merge", "-q", "proposals/60")
    repository.git("branch", "-D", "proposals/60", "proposals/50")
    assert run(repository, 70)["number"] == 11
    assert run(repository, 50)["number"] == 8
    for ref in repository.git("for-each-ref", "--format=%(refname)", "refs/formwright").split():
        repository.git("update-ref", "-d", ref)
    assert run(repository, 80)["number"] == 12


def test_s33_a_number_that_was_given_out_is_not_given_out_again(tmp_path: Path) -> None:
    """Though neither its branch nor its document is there any more: others may have written down that number."""
    repository = Repository(tmp_path, SEQUENTIAL)
    assert [run(repository, issue)["number"] for issue in (50, 60)] == [1, 2]
    repository.git("branch", "-D", "proposals/60")
    assert [run(repository, issue)["number"] for issue in (70, 60)] == [3, 2]
