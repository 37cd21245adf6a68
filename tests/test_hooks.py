"""The hooks for pre-commit, in a real repository: installed by pre-commit itself, from this repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
PRE_COMMIT = Path(sys.executable).with_name("pre-commit")
TEMPLATE = "---\nname: Idea\nabout: Something new\n---\n\n## What is missing\n\n<!-- What would you do with it? -->\n"


@pytest.fixture(scope="module")
def hook_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that pre-commit installs the hooks into."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a template and its form."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/idea.md").write_text(TEMPLATE)
    subprocess.run([sys.executable, "-m", "formwright", "sync", "--quiet"], cwd=tmp_path, check=True)
    git(tmp_path, "add", "--all")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def run(hook: str, folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a hook over all files as `pre-commit try-repo` does."""
    if not PRE_COMMIT.exists() or not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("pre-commit, git, or this repository's history is not here")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}
    command: list[str | Path] = [PRE_COMMIT, "try-repo", ROOT, hook, "--all-files", "--verbose"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if "CalledProcessError" in done.stdout and "pip" in done.stdout:
        pytest.skip(f"pip cannot install the hook here: {done.stdout.strip().splitlines()[-1]}")
    return done


def test_a_repository_in_order_passes(repository: Path, hook_home: Path) -> None:
    for hook in HOOKS:
        done = run(hook, repository, hook_home)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_template_that_changed_without_its_form_is_caught(repository: Path, hook_home: Path) -> None:
    (repository / "forms/idea.md").write_text(TEMPLATE + "\n## Anything else\n")
    done = run("formwright-check", repository, hook_home)
    assert done.returncode == 1
    assert "Anything else" in done.stdout


def test_a_form_that_github_would_refuse_is_caught_at_its_line(repository: Path, hook_home: Path) -> None:
    form = repository / ".github/ISSUE_TEMPLATE/idea.yml"
    form.write_text(form.read_text().replace("type: textarea", "type: text"))
    done = run("formwright-lint", repository, hook_home)
    assert done.returncode == 1
    assert ".github/ISSUE_TEMPLATE/idea.yml:" in done.stdout
