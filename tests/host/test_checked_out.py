"""Files for the branch that is checked out: they go along where nothing of anybody's can be lost; else it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from formwright.errors import HostError, InputError
from formwright.host import Delivery
from formwright.host.checked_out import bring_forward
from formwright.host.protocol import RefMovedError
from formwright.host.worktree import Worktree
from formwright.proposal.model import Change
from proposals import Repository

NEW = "enhancements/0001-an-idea.md"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path, {"README.md": "x\n", "old.md": "old\n"})


def deliver(repository: Repository, folder: Path | None = None) -> str | None:
    host = Worktree(folder or repository.folder)
    changes = (Change(NEW, "An idea\n"), Change("old.md", None))
    return host.deliver(Delivery("main", host.base("main"), "Add one\n", changes)).commit


@pytest.mark.parametrize("below", ["", "enhancements"])
def test_index_and_files_go_along(repository: Repository, below: str) -> None:
    (repository.work / "mine.txt").write_text("not of git's\n")
    (repository.work / below).mkdir(exist_ok=True)
    commit = deliver(repository, repository.work / below)
    assert commit == repository.heads()["main"]
    assert repository.git("status", "--porcelain") == "?? mine.txt\n"
    assert (repository.work / NEW).read_text() == "An idea\n" and not (repository.work / "old.md").exists()
    assert repository.git("reflog", "-1", "--format=%gs %gn") == "formwright: deliver: Fast-forward Formwright\n"


@pytest.mark.parametrize("staged", [False, True])
def test_what_waits_to_be_committed_stays_as_it_is(repository: Repository, staged: bool) -> None:
    before = repository.heads()
    (repository.work / "README.md").write_text("mine\n")
    if staged:
        repository.git("add", "README.md")
    with pytest.raises(
        InputError, match=r"G06 .* such as `README.md`; commit them, or put them aside with `git stash`"
    ):
        deliver(repository)
    assert repository.heads() == before and not (repository.work / NEW).exists()
    assert (repository.work / "README.md").read_text() == "mine\n"


@pytest.mark.parametrize("ignored", [False, True])
def test_a_file_in_the_way_is_not_overwritten(repository: Repository, ignored: bool) -> None:
    if ignored:
        (repository.work / ".git/info").mkdir(exist_ok=True)
        (repository.work / ".git/info/exclude").write_text("enhancements\n")
    (repository.work / NEW).parent.mkdir()
    (repository.work / NEW).write_text("mine\n")
    before = repository.heads()
    with pytest.raises(InputError, match=f"G06 the file `{NEW}` is in the way"):
        deliver(repository)
    assert (repository.work / NEW).read_text() == "mine\n" and (repository.work / "old.md").exists()
    assert repository.heads() == before
    (repository.work / NEW).unlink()
    assert deliver(repository) == repository.heads()["main"]


def test_a_branch_that_is_checked_out_elsewhere_goes_along_there(repository: Repository, tmp_path: Path) -> None:
    repository.git("switch", "-q", "--detach")
    repository.git("worktree", "add", "-q", str(tmp_path / "linked"), "main")
    assert deliver(repository) == repository.heads()["main"]
    assert (tmp_path / "linked" / NEW).exists() and not (repository.work / NEW).exists()
    assert repository.git("status", "--porcelain", at=tmp_path / "linked") == ""


def test_a_branch_that_moved_meanwhile(repository: Repository) -> None:
    base = repository.heads()["main"]
    repository.commit({"more.md": "more\n"}, "More")
    other = repository.git("commit-tree", "-p", base, "-m", "Other", f"{base}^{{tree}}").strip()
    with pytest.raises(RefMovedError, match="G07"):
        bring_forward("main", repository.work, other, {})


def test_what_git_refuses_for_another_reason_is_said(repository: Repository) -> None:
    (repository.work / ".git/index.lock").touch()
    with pytest.raises(HostError, match="G09 git cannot bring the files of the branch `main` forward: "):
        deliver(repository)
