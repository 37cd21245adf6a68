"""The verb `backfill`: a file or standard input, shares, pages, and what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import Call
from proposals import Repository, payload


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path, bare=True)


@pytest.fixture
def issues(tmp_path: Path) -> Path:
    one = payload(1)["issue"]
    path = tmp_path / "issues.json"
    path.write_text(json.dumps([{**one, "number": n, "title": f"Idea {n}"} for n in range(1, 131)]))
    return path


def test_a_file_of_issues(call: Call, repository: Repository, issues: Path) -> None:
    result = call("backfill", "--repo", str(repository.folder), "--issues", str(issues), "--shard", "3/16")
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines() == ["page 2, 9 issues: 9 created"]
    assert sorted(repository.heads()) == sorted(["main", *(f"proposals/{n}" for n in range(2, 131, 16))])


def test_the_default_branch_in_commits(call: Call, repository: Repository, issues: Path) -> None:
    arguments = ["backfill", "--repo", str(repository.folder), "--issues", str(issues), "--delivery", "commit"]
    assert call(*arguments, "--page", "2").err == "page 2, 30 issues: 30 created\n"
    assert (
        call(*arguments, "--dry-run").err.splitlines()[-1] == "page 2, 130 issues: would be 100 created, 30 unchanged"
    )
    assert list(repository.heads()) == ["main"]


def test_a_configuration_that_names_what_is_not_there(call: Call, tmp_path: Path, issues: Path) -> None:
    repository = Repository(tmp_path, {".github/formwright.yml": "proposals:\n  idae: {}\n"})
    result = call("backfill", "--repo", str(repository.folder), "--issues", str(issues), "--dry-run")
    assert result.code == 1
    said = ".github/formwright.yml:2: C12 `proposals.idae`: there is no form `idae`, and no template of that name; "
    assert result.err.splitlines()[-1].startswith(said)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--shard", "17/16"], 2, "write a share and how many there are, such as `3/16`; 256 at most"),
        (["--page", "0"], 2, "0 is not in the range x>=1"),
        (["--issues", "none.json"], 1, "none.json:1: F20 there is no such file; check the name"),
        (["--issues", "bad.json"], 1, "bad.json:1: E10 this is no list of issues in JSON"),
        ([], 2, "A11 the issues are on GitHub, and GITHUB_TOKEN is not set"),
    ],
)
def test_what_is_wrong_is_said(
    call: Call,
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    message: str,
) -> None:
    for name in ("GITHUB_TOKEN", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(repository.work)
    (repository.work / "bad.json").write_text("hello")
    result = call("backfill", "--repo", str(repository.folder), *arguments)
    assert (result.code, result.out) == (code, "")
    assert message in result.err


def test_an_ordinary_clone(call: Call, tmp_path: Path, issues: Path) -> None:
    """What is checked out goes along; what is not committed there stops it, before anything is written."""
    repository = Repository(tmp_path)
    arguments = ["backfill", "--repo", str(repository.folder), "--issues", str(issues), "--delivery", "commit"]
    (repository.work / "forms/idea.md").write_text("changed\n")
    before = repository.heads()
    result = call(*arguments)
    assert (result.code, repository.heads()) == (1, before)
    assert "G06 the branch `main` is checked out, with changes that are not committed, such as `forms/idea.md`; " in (
        result.err
    )
    repository.git("restore", "forms/idea.md")
    assert call(*arguments).err.splitlines()[-1] == "page 2, 130 issues: 130 created"
    assert len(list((repository.work / "enhancements").iterdir())) == 130
    assert repository.git("status", "--porcelain") == ""
    assert call(*arguments).err.splitlines()[-1] == "page 2, 130 issues: 130 unchanged"


def test_closed_issues_that_get_a_document_are_told_apart(call: Call, repository: Repository, tmp_path: Path) -> None:
    one = {**payload(1)["issue"], "state": "closed", "state_reason": "completed", "closed_at": "2024-05-02T10:00:00Z"}
    path = tmp_path / "closed.json"
    path.write_text(json.dumps([one]))
    arguments = ["backfill", "--repo", str(repository.folder), "--issues", str(path), "--delivery", "commit"]
    assert call(*arguments, "--dry-run").err == "page 1, 1 issue: would be 1 closed (1 with a new document)\n"
    assert call(*arguments).err == "page 1, 1 issue: 1 closed (1 with a new document)\n"
    assert call(*arguments).err == "page 1, 1 issue: 1 unchanged\n"
    assert repository.git("log", "-1", "--format=%s", "main", at=repository.folder) == "Add a proposal from its issue\n"
