"""The verb `init` in git repositories, in folders without git, and on real repositories' templates."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from command_line import Call
from corpus import ABSENT, SHARED

TARGET = ".github/ISSUE_TEMPLATE"
BUG = "---\nname: Bug report\nabout: Tell us\n---\n\n## What happened\n<!-- In order. -->\n"
IDEA = BUG.replace("Bug report", "Idea of mine")
FILES = {f"{TARGET}/bug.md": BUG, f"{TARGET}/idea.md": IDEA, f"{TARGET}/config.yml": "blank_issues_enabled: true\n"}

Git = Callable[..., str]


@pytest.fixture
def root(folder: Path) -> Path:
    """A folder of its own for the repository."""
    path = folder / "repository"
    path.mkdir()
    return path


@pytest.fixture
def git(root: Path) -> Git:
    """Git in a repository of its own."""

    def run(*arguments: str, stdin: str = "") -> str:
        names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a"}
        environment = {**os.environ, **names, "GIT_COMMITTER_EMAIL": "a@b", "GIT_CONFIG_GLOBAL": os.devnull}
        command = ["git", "-C", str(root), *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, env=environment, check=True)
        return done.stdout

    run("init", "--quiet", "--initial-branch", "trunk")
    return run


def write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")


def commit(git: Git) -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "A step")


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.relative_to(root).parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_templates_move_with_their_history(call: Call, root: Path, git: Git) -> None:
    write(root, FILES)
    commit(git)
    result = call("init", "--repo", root)
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines()[:2] == [
        f"move {TARGET}/bug.md to forms/bug.md",
        f"move {TARGET}/idea.md to forms/idea.md",
    ]
    assert git("status", "--porcelain").splitlines()[:2] == [
        f"R  {TARGET}/bug.md -> forms/bug.md",
        f"R  {TARGET}/idea.md -> forms/idea.md",
    ]
    assert set(contents(root)) == {
        *("forms/bug.md", "forms/idea.md", f"{TARGET}/bug.yml", f"{TARGET}/idea.yml", f"{TARGET}/config.yml"),
        *(".github/formwright.yml", ".github/workflows/formwright-check.yml"),
        *(".github/workflows/formwright-proposals.yml", ".github/workflows/formwright-sync.yml"),
        *(".github/workflows/formwright-backfill.yml", ".github/workflows/formwright-registry.yml"),
    }
    assert 'branches: ["trunk"]' in (root / ".github/workflows/formwright-sync.yml").read_text()
    commit(git)
    assert len(git("log", "--oneline", "--follow", "--", "forms/bug.md").splitlines()) == 2
    assert call("sync", "--check", "--repo", root).code == 0
    assert call("lint", root).err.endswith("0 errors, 0 warnings\n")


def test_a_second_run_changes_nothing_committed_or_not(call: Call, root: Path, git: Git) -> None:
    write(root, FILES)
    commit(git)
    call("init", "--repo", root)
    before = contents(root)
    for committed in (False, True):
        if committed:
            commit(git)
        result = call("init", "--repo", root)
        assert (result.code, result.out) == (0, "")
        assert result.err.startswith("there is nothing to do: ")
        assert contents(root) == before


def test_a_dry_run_shows_all_as_a_patch_and_changes_nothing(call: Call, root: Path, git: Git) -> None:
    write(root, {**FILES, f"{TARGET}/mein Länge.md": BUG.replace("Bug report", "'Länge: 1'")})
    commit(git)
    before = contents(root)
    result = call("init", "--dry-run", "--repo", root)
    assert result.code == 0
    assert f"would move {TARGET}/bug.md to forms/bug.md" in result.err.splitlines()
    assert contents(root) == before and git("status", "--porcelain") == ""
    assert call("init", "--repo", root).code == 0
    adopted = contents(root)
    git("reset", "--quiet", "--hard")
    git("clean", "--quiet", "--force", "-d")
    git("apply", "-", stdin=result.out)
    assert contents(root) == adopted


def test_what_git_does_not_know_moves_as_well(call: Call, root: Path, git: Git) -> None:
    write(root, {f"{TARGET}/bug.md": BUG})
    commit(git)
    write(root, {f"{TARGET}/idea.md": IDEA})
    assert call("init", "--repo", root).code == 0
    assert (root / "forms/idea.md").read_text() == IDEA
    assert f"R  {TARGET}/bug.md -> forms/bug.md" in git("status", "--porcelain")


@pytest.mark.parametrize("with_git", [False, True], ids=["no git", "no commit"])
def test_a_folder_without_history(with_git: bool, call: Call, root: Path, request: pytest.FixtureRequest) -> None:
    write(root, FILES)
    if with_git:
        request.getfixturevalue("git")("add", "--all")
    assert call("init", "--repo", root).code == 0
    assert (root / "forms/bug.md").read_text() == BUG
    assert not (root / TARGET / "bug.md").exists()
    assert call("init", "--repo", root).err.startswith("there is nothing to do: ")


def test_changes_in_the_index_stop_it_and_changes_elsewhere_do_not(call: Call, root: Path, git: Git) -> None:
    write(root, {**FILES, "code.py": "1\n"})
    commit(git)
    write(root, {"code.py": "2\n", f"{TARGET}/bug.md": BUG + "\nMore.\n"})
    git("add", "code.py")
    before = contents(root)
    result = call("init", "--repo", root)
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"{root}:1: G40 the index holds changes that are not committed, such as `code.py`: the moves would be among "
        "them; commit them, or take them out with `git restore --staged`, and run `formwright init` again\n"
    )
    assert contents(root) == before
    assert "rename to forms/bug.md" in call("init", "--dry-run", "--repo", root).out
    git("restore", "--staged", "code.py")
    assert call("init", "--repo", root).code == 0
    assert (root / "forms/bug.md").read_text() == BUG + "\nMore.\n"
    assert (root / "code.py").read_text() == "2\n"


def test_what_stands_in_the_way_is_said_and_the_rest_is_done(call: Call, root: Path, git: Git) -> None:
    write(root, {**FILES, "forms/bug.md": "## Ours\n", f"{TARGET}/form.md": "a: [\nbody:\n- type: input\n"})
    (root / TARGET / "latin.md").write_bytes(b"## Caf\xe9\n")
    (root / TARGET / "link.md").symlink_to("../../README.md")
    write(root, {"README.md": "# Ours\n"})
    commit(git)
    result = call("init", "--repo", root)
    assert result.code == 1
    said = [line.split(" ")[0:2] for line in result.err.splitlines() if line.startswith(TARGET)]
    assert said == [
        [f"{TARGET}/latin.md:1:", "F22"],
        [f"{TARGET}/bug.md:1:", "F53"],
        [f"{TARGET}/link.md:1:", "F52"],
        [f"{TARGET}/form.md:2:", "T05"],
    ]
    assert (root / "forms/idea.md").read_text() == IDEA
    assert (root / "forms/bug.md").read_text() == "## Ours\n"
    assert all((root / TARGET / name).exists() for name in ("bug.md", "form.md", "latin.md", "link.md"))
    assert not (root / TARGET / "bug.yml").exists()


def test_an_older_single_template(call: Call, root: Path, git: Git) -> None:
    write(root, {"docs/Issue_Template.md": "### What happened\n", ".github/funding.yml": "a: 1\n"})
    commit(git)
    result = call("init", "--repo", root)
    assert result.code == 0
    assert result.err.splitlines()[0].startswith(f"{TARGET}:1: R11 ")
    assert (root / "forms/issue.md").read_text() == "### What happened\n"
    assert "name: Issue\n" in (root / TARGET / "issue.yml").read_text()


def test_the_origins_default_branch_is_the_one_that_is_synced(call: Call, root: Path, git: Git) -> None:
    write(root, FILES)
    commit(git)
    git("update-ref", "refs/remotes/origin/stable/2", "HEAD")
    git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/stable/2")
    call("init", "--repo", root)
    assert 'branches: ["stable/2"]' in (root / ".github/workflows/formwright-sync.yml").read_text()


def test_the_action_can_be_another_one(call: Call, root: Path) -> None:
    write(root, FILES)
    call("init", "--repo", root, "--action", f"me/mine@{'0' * 40}")
    flow = (root / ".github/workflows/formwright-sync.yml").read_text()
    assert flow.endswith(f"      - uses: me/mine@{'0' * 40}\n")


@pytest.mark.parametrize("name", ["nowhere", "empty", "body.md"])
def test_where_there_is_nothing_to_adopt(name: str, call: Call, folder: Path) -> None:
    (folder / "empty").mkdir()
    result = call("init", "--repo", name)
    assert (result.code, result.out) == (1, "")
    assert len(result.err.splitlines()) == 1
    assert ": F20 " in result.err or ": F50 " in result.err
    assert list((folder / "empty").iterdir()) == []


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="needs a folder that takes no files from anyone")
def test_a_folder_that_takes_no_files_is_a_fault_of_the_host(call: Call, root: Path) -> None:
    write(root, {**FILES, ".github/formwright.yml": "forms:\n  source: sys/forms\n"})
    (root / "sys").symlink_to("/sys")
    before = contents(root)
    result = call("init", "--repo", root)
    assert (result.code, result.out) == (3, "")
    assert ": F26 " in result.err
    assert contents(root) == before


def test_a_configuration_that_cannot_be_used_stops_it(call: Call, root: Path) -> None:
    write(root, {**FILES, ".github/formwright.yml": "forms: 3\n"})
    result = call("init", "--repo", root)
    assert result.code == 1
    assert result.err.startswith(".github/formwright.yml:1: C11 ")
    assert (root / TARGET / "bug.md").exists()


def real_repositories() -> list[ParameterSet]:
    """Return the folders of real repositories' templates; one skipped test where there are none."""
    root = SHARED / "corpus" / "md_templates"
    if not root.is_dir():
        return [pytest.param(Path(), marks=pytest.mark.skip(reason=ABSENT), id="corpus")]
    folders = [folder for folder in sorted(root.iterdir()) if len(list(folder.iterdir())) > 2]
    return [pytest.param(folder, id=folder.name) for folder in folders[::8]]


@pytest.mark.parametrize("templates", real_repositories())
def test_real_repositories_are_adopted(templates: Path, call: Call, root: Path, git: Git) -> None:
    """What moves has a form that passes `lint`; what does not is said; nothing is lost; a second run is idle."""
    for file in templates.iterdir():
        single = file.name.lower() == "issue_template.md"
        target = root / ".github" / file.name if single else root / TARGET / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    commit(git)
    before = contents(root)
    patch = call("init", "--dry-run", "--repo", root).out
    result = call("init", "--repo", root)
    after = contents(root)
    left = {path for path in after if path.startswith(".github/") and path.lower().endswith(".md")}
    assert all(f"{path}:" in result.err for path in left if not path.lower().endswith("readme.md"))
    assert sorted(before.values()) == sorted(text for path, text in after.items() if path.lower().endswith(".md"))
    assert call("lint", "--quiet", root / TARGET).code == 0 or result.code == 1
    call("init", "--repo", root)
    assert contents(root) == after
    git("reset", "--quiet", "--hard")
    git("clean", "--quiet", "--force", "-d")
    if patch:
        git("apply", "--whitespace=nowarn", "-", stdin=patch)
    assert contents(root) == after


def next_steps(err: str) -> list[str]:
    """Return what is said after the changes."""
    done = ("move ", "create ", "update ", "delete ")
    return [line for line in err.splitlines() if not line.startswith(done)]


def test_the_closing_words_say_what_is_left_to_do(call: Call, root: Path, git: Git) -> None:
    write(root, FILES)
    commit(git)
    assert not any("next: " in line for line in call("init", "--dry-run", "--repo", root).err.splitlines())
    assert next_steps(call("init", "--repo", root).err) == [
        f"next: read the forms in {TARGET}, and change in forms what should be otherwise",
        "next: commit all of it and push: GitHub shows forms, and runs workflows, from the default branch",
        "next: once, in the repository's settings on GitHub (Settings, Actions, General, Workflow permissions: allow "
        "GitHub Actions to create and approve pull requests)",
        "next: make the labels that you will use of `status: review`, `status: accepted`, `status: implemented`, "
        "`status: rejected`, `status: withdrawn`, `status: deferred`, `status: superseded`: GitHub gives none that it "
        "does not know",
    ]
    assert "next: " not in call("init", "--repo", root).err


def test_where_no_form_proposes_anything_it_is_said_and_named_later(call: Call, root: Path, git: Git) -> None:
    write(root, {f"{TARGET}/bug.md": BUG})
    commit(git)
    assert next_steps(call("init", "--repo", root).err)[-1] == (
        "no template's name says that it proposes something (feature, idea, RFC …): no issue becomes a document; to "
        "change that, name a form below `proposals` in .github/formwright.yml, and run `formwright init` again, which "
        "adds the workflows for it"
    )
    settings = root / ".github/formwright.yml"
    assert settings.read_text().endswith("\nproposals: {}\n") and call("lint", root).code == 0
    settings.write_text(settings.read_text().replace("proposals: {}", "proposals: {bug: {}}"))
    result = call("init", "--repo", root)
    assert {line.split(":")[0] for line in result.err.splitlines() if line.startswith("create ")} == {
        f"create .github/workflows/formwright-{name}.yml" for name in ("backfill", "proposals", "registry")
    }
    assert "next: make the labels" in result.err
