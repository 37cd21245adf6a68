"""The worktree host on real git repositories: it reads objects, moves one branch, and touches nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from formwright.errors import HostError, InputError
from formwright.host import RefMovedError
from formwright.host.worktree import Worktree
from formwright.proposal.model import Change, Commit, Operation, Plan
from proposals import Repository

DATE = "2024-05-01T10:00:00Z"
PATH = "enhancements/0042-x.md"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def plan(*commits: Commit, head: str | None = None) -> Plan:
    return Plan(Operation.CREATED, "", branch="proposals/42", head=head, commits=commits)


def commit(parent: str | int, text: str = "text\n", *more: str | int, message: str = "Add\n") -> Commit:
    return Commit(message, (Change(PATH, text),), (parent, *more), DATE)


def test_a_commit_on_a_new_branch(repository: Repository) -> None:
    host = Worktree(repository.folder)
    applied = host.apply(plan(commit(host.base("main"), message="Add ünïcode\n\nBody\n")))
    assert repository.heads()["proposals/42"] == applied.commit == host.head("proposals/42")
    assert repository.show("proposals/42", PATH) == "text\n"
    assert repository.git("show", "--stat", "--format=%an <%ae> %aI %cn %cI%n%B", "proposals/42").split("\n")[:5] == [
        "Formwright <formwright@noreply.invalid> 2024-05-01T10:00:00+00:00 Formwright 2024-05-01T10:00:00+00:00",
        "Add ünïcode",
        "",
        "Body",
        "",
    ]
    assert repository.git("diff", "--name-status", "main", "proposals/42") == f"A\t{PATH}\n"


def test_a_branch_whose_name_is_in_the_way_is_said(repository: Repository) -> None:
    repository.git("branch", "proposals", "main")
    host = Worktree(repository.folder)
    with pytest.raises(InputError) as error:
        host.apply(plan(commit(host.base("main"))))
    (finding,) = error.value.findings
    assert finding.rule == "G12" and finding.remedy == "rename it: `git branch --move proposals another-name`"
    assert list(repository.heads()) == ["main", "proposals"]


def test_several_commits_and_a_merge(repository: Repository) -> None:
    host = Worktree(repository.folder)
    base = host.base("main")
    first = host.apply(plan(commit(base, "1\n"))).commit
    assert first is not None
    second = host.apply(plan(commit(first, "2\n"), commit(first, "merged\n", 0), head=first)).commit
    assert repository.git("rev-list", "--parents", "-1", "proposals/42").split()[1] == first
    assert len(repository.git("rev-list", "--parents", "-1", "proposals/42").split()) == 3
    assert second is not None and host.contains(second, base) and not host.contains(base, second)
    assert repository.show("proposals/42", PATH) == "merged\n"


@pytest.mark.parametrize("bare", [False, True])
def test_the_same_plan_gives_the_same_commit(tmp_path: Path, bare: bool) -> None:
    """S36."""
    commits = []
    for name in ("one", "two"):
        host = Worktree(Repository(tmp_path / name, bare=bare).folder)
        commits.append(host.apply(plan(commit(host.base("main")))).commit)
    assert commits[0] == commits[1]


def test_nothing_of_the_users_is_touched(repository: Repository) -> None:
    repository.commit({"a.txt": "1\n"}, "a")
    (repository.work / "a.txt").write_text("stashed\n")
    repository.git("stash")
    (repository.work / "a.txt").write_text("staged\n")
    repository.git("add", "a.txt")
    (repository.work / "a.txt").write_text("not staged\n")
    (repository.work / "new.txt").write_text("untracked\n")

    def seen() -> list[object]:
        return [
            repository.git("status", "--porcelain=v2", "--branch"),
            repository.git("stash", "list"),
            (repository.work / ".git" / "index").read_bytes(),
            (repository.work / "a.txt").read_text(),
            sorted(path.name for path in repository.work.iterdir()),
        ]

    before = seen()
    host = Worktree(repository.folder)
    host.apply(plan(commit(host.base("main"))))
    assert seen() == before


def test_from_a_folder_inside_the_repository(repository: Repository) -> None:
    host = Worktree(repository.work / "forms")
    host.apply(plan(commit(host.base("main"))))
    assert host.files(host.base("main"), "forms") == ["forms/idea.md"]
    assert repository.show("proposals/42", PATH) == "text\n"


HOSTILE_CONFIGURATION = {
    "commit.gpgsign": "true",
    "gpg.program": "/bin/false",
    "core.autocrlf": "true",
    "i18n.commitEncoding": "ISO-8859-1",
    "i18n.logOutputEncoding": "UTF-16",
    "core.quotePath": "true",
    "color.ui": "always",
    "log.showSignature": "true",
    "user.name": "Somebody Else",
    "core.pager": "false",
}


def test_configuration_and_environment_change_nothing(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """S4: nothing of the caller's says what git runs, nor where."""
    hook = repository.work / ".git" / "hooks" / "reference-transaction"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    for key, value in HOSTILE_CONFIGURATION.items():
        subprocess.run(["git", "config", key, value], cwd=repository.work, check=True)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_AUTHOR_NAME"):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    host = Worktree(repository.folder)
    made = host.apply(plan(commit(host.base("main"), "ä\n", message="Ä\n"))).commit
    [(sha, message)] = list(host.history(str(made), "Ä", base="", folder=""))
    assert (sha, message.rstrip("\n")) == (made, "Ä")
    assert host.read(str(made), [PATH]) == {PATH: "ä\n"}


def test_bytes_that_are_no_text_come_back_as_they_were(repository: Repository) -> None:
    (repository.work / "odd.md").write_bytes(b"caf\xe9\r\nx\n")
    repository.commit({}, "odd")
    host = Worktree(repository.folder)
    text = host.read(host.base("main"), ["odd.md"])["odd.md"]
    made = host.apply(plan(commit(host.base("main"), text))).commit
    shown = subprocess.run(["git", "show", f"{made}:{PATH}"], cwd=repository.work, check=True, capture_output=True)
    assert shown.stdout == b"caf\xe9\r\nx\n"


def test_reading(repository: Repository) -> None:
    names = {"d/a.md": "A", 'd/b ü".md': "B", "d/sub/c.md": "C", "d/e.md": "", "d.md": "D", "*.md": "star"}
    repository.commit(names, "files")
    host = Worktree(repository.folder)
    base = host.base("main")
    assert host.files(base, "d") == ["d/a.md", 'd/b ü".md', "d/e.md"]
    assert host.files(base, "d/sub") == ["d/sub/c.md"]
    assert host.files(base, "nowhere/below") == []
    assert host.read(base, ["d/a.md", 'd/b ü".md', "d/e.md", "d", "none", "*.md"]) == {
        "d/a.md": "A",
        'd/b ü".md': "B",
        "d/e.md": "",
        "*.md": "star",
    }
    assert host.read(base, []) == {}


def test_branches_and_base(repository: Repository) -> None:
    repository.git("branch", "proposals/7")
    repository.git("branch", "proposals-other")
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit({"t": "t"}, "topic")
    host = Worktree(repository.folder)
    assert list(host.branches("proposals/")) == ["proposals/7"]
    assert host.base("main") == repository.heads()["main"]
    assert host.base(None) == host.base("--help") == host.base("gone") == repository.heads()["topic"]
    assert host.head("proposals/8") is None
    assert host.issue(7) is None


def test_the_base_of_a_clone_is_its_origins(tmp_path: Path, repository: Repository) -> None:
    repository.git("clone", "-q", str(repository.work), str(tmp_path / "clone"))
    repository.git("checkout", "-q", "--detach", at=tmp_path / "clone")
    repository.git("branch", "-D", "main", at=tmp_path / "clone")
    assert Worktree(tmp_path / "clone").base("main") == repository.heads()["main"]


def test_history_is_newest_first_and_whole_lines(repository: Repository) -> None:
    for message in ("a\n\nMark: 1\n", "b\n\nMark: 11\n", "c\n\nMark: 1\n"):
        repository.commit({}, message)
    found = Worktree(repository.folder).history("main", "Mark: 1", base="", folder="")
    assert [message.split("\n")[0] for _, message in found] == ["c", "a"]


def test_a_link_where_a_folder_or_file_is_expected(repository: Repository) -> None:
    """S6."""
    repository.commit({"real/a.md": "secret"}, "real")
    (repository.work / "enhancements").symlink_to("real")
    (repository.work / "real" / "link.md").symlink_to("a.md")
    repository.commit({}, "links")
    host = Worktree(repository.folder)
    base = host.base("main")
    for folder in ("enhancements", "enhancements/below", "forms/idea.md"):
        with pytest.raises(InputError, match="G05 a link or a file stands where a folder is needed"):
            host.files(base, folder)
    assert host.files(base, "real") == ["real/a.md", "real/link.md"]
    assert host.read(base, ["real/link.md", "enhancements/a.md"]) == {}


def test_the_loser_of_a_race_changes_nothing(repository: Repository) -> None:
    """S31."""
    host = Worktree(repository.folder)
    base = host.base("main")
    winner = host.apply(plan(commit(base, "winner\n"))).commit
    for stale in (None, base):
        with pytest.raises(RefMovedError, match="G07"):
            host.apply(plan(commit(base, "loser\n"), head=stale))
    assert host.head("proposals/42") == winner


def test_a_branch_that_is_locked_counts_as_moved(repository: Repository) -> None:
    host = Worktree(repository.folder)
    lock = repository.work / ".git" / "refs" / "heads" / "proposals" / "42.lock"
    lock.parent.mkdir(parents=True)
    lock.touch()
    with pytest.raises(RefMovedError):
        host.apply(plan(commit(host.base("main"))))


def test_a_branch_that_is_checked_out_is_not_moved(repository: Repository) -> None:
    host = Worktree(repository.folder)
    head = host.apply(plan(commit(host.base("main")))).commit
    repository.git("checkout", "-q", "proposals/42")
    with pytest.raises(InputError, match="G06 the branch `proposals/42` is checked out"):
        host.apply(plan(commit(str(head), "more\n"), head=head))
    assert repository.git("status", "--porcelain") == ""


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    cases = {"folder": "this is no git repository", "none": "there is no such folder", "file": "this is a file"}
    for name, message in cases.items():
        with pytest.raises(InputError, match=f"{name}:1: G02 {message}"):
            Worktree(tmp_path / name)


def test_no_commit(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    with pytest.raises(InputError, match="G04 the repository has no commit yet; make a first commit"):
        Worktree(tmp_path).base("main")


def test_no_git(repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(HostError, match="G01 git is not there"):
        Worktree(repository.folder)


def test_a_broken_repository(repository: Repository) -> None:
    host = Worktree(repository.folder)
    base = host.base("main")
    shutil.rmtree(repository.work / ".git" / "objects")
    (repository.work / ".git" / "objects").mkdir()
    with pytest.raises(HostError, match="G08 git cannot read the repository"):
        host.files(base, "forms")


@pytest.mark.parametrize("place", ["", "forms", "linked", "bare"])
def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, place: str) -> None:
    """Git's own report of how its import failed holds what it was given."""
    repository = Repository(tmp_path / "made", bare=place == "bare")
    folder = repository.folder / (place if place == "forms" else "")
    if place == "linked":
        folder = tmp_path / "linked"
        repository.git("worktree", "add", "--detach", "-q", str(folder))
    before = repository.heads()
    commit = Commit("Add", (Change("a/b.md", "text"),), ("1" * 40,), "2024-05-01T10:00:00Z")
    with pytest.raises(HostError, match=r"G09 git cannot write .*1111"):
        Worktree(folder).apply(Plan(Operation.CREATED, "", branch="proposals/1", commits=(commit,)))
    assert repository.heads() == before
    assert list(tmp_path.rglob("*crash*")) == []


READ_ONLY = """
import sys
from pathlib import Path
from formwright.errors import HostError
from formwright.host.worktree import Worktree
from formwright.proposal.model import Change, Commit, Operation, Plan
host = Worktree(Path(sys.argv[1]))
commit = Commit("Add", (Change("a/b.md", "text"),), (host.base("main"),), "2024-05-01T10:00:00Z")
try:
    host.apply(Plan(Operation.CREATED, "", branch="proposals/1", commits=(commit,)))
except HostError as error:
    print(error, error.exit_code)
"""


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Root writes everywhere, unless it gives that right up."""
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if drop and not shutil.which("setpriv"):
        pytest.skip("root, and no setpriv to be less than root")
    repository = Repository(tmp_path)
    before = repository.heads()
    subprocess.run(["chmod", "-R", "a-w", str(repository.work)], check=True)
    done = subprocess.run(
        [*drop, sys.executable, "-c", READ_ONLY, str(repository.work)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    subprocess.run(["chmod", "-R", "u+w", str(repository.work)], check=True)
    assert "G09 git cannot write to the repository, and nothing was changed: " in done.stdout, done
    assert "ermission denied" in done.stdout and done.stdout.strip().endswith(" 3")
    assert repository.heads() == before
