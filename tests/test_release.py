"""What a release does to this repository, in a copy of it with a real git remote: the commit, the tags, the notes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import formwright

ROOT = Path(__file__).parents[1]
VERSION = formwright.__version__
FILES = ("action.yml", "CHANGELOG.md", ".ci/release.py", ".ci/tag", "src/formwright/__init__.py")
DATED = f"## [{VERSION}] - 2026-03-09"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A repository with the files that a release touches, its changelog dated; its remote is `../remote.git`."""
    folder = tmp_path / "copy"
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    changelog = folder / "CHANGELOG.md"
    text = changelog.read_text().replace(f"To become {VERSION}.\n\n", "")
    changelog.write_text(text if DATED in text else text.replace("## [Unreleased]", DATED))
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "Begin")
    return folder


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "--all")
    identity = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org"]
    git(folder, *identity, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def release(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [sys.executable, folder / ".ci/release.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def tag(folder: Path, version: str = VERSION) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "REMOTE": "../remote.git", "PYTHON": sys.executable}
    command: list[str | Path] = [folder / ".ci/tag", version]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_tags_lead_to_a_commit_whose_action_names_the_image(copy: Path) -> None:
    main = git(copy, "rev-parse", "main")
    done = tag(copy)
    assert done.returncode == 0, done.stderr
    remote = copy.parent / "remote.git"
    shown = yaml.safe_load(git(remote, "show", f"v{VERSION}:action.yml"))
    assert shown["runs"]["image"] == f"docker://ghcr.io/formwright/formwright:{VERSION}"
    assert git(remote, "rev-parse", f"v{VERSION}") == git(remote, "rev-parse", f"v{VERSION.split('.')[0]}")
    assert git(copy, "rev-parse", f"v{VERSION}~1") == main == git(copy, "rev-parse", "main")
    assert git(copy, "diff", "--name-only", "main", f"v{VERSION}") == "action.yml"


def test_a_version_is_tagged_once_and_the_major_tag_follows_the_next(copy: Path) -> None:
    assert tag(copy).returncode == 0
    first = git(copy, "rev-parse", f"v{VERSION}")
    git(copy, "checkout", "--quiet", "main")
    assert tag(copy).returncode != 0
    git(copy, "checkout", "--quiet", "--force", "main")
    nextone = f"{VERSION.rpartition('.')[0]}.99"
    for name in ("CHANGELOG.md", "src/formwright/__init__.py"):
        path = copy / name
        path.write_text(path.read_text().replace(VERSION, nextone))
    commit(copy, "Prepare the next one")
    done = tag(copy, nextone)
    assert done.returncode == 0, done.stderr
    remote = copy.parent / "remote.git"
    assert git(remote, "rev-parse", f"v{VERSION}") == first
    assert git(remote, "rev-parse", f"v{VERSION.split('.')[0]}") == git(remote, "rev-parse", f"v{nextone}")


def test_the_notes_are_the_changelog_s_section(copy: Path) -> None:
    notes = release(copy, "notes", VERSION).stdout
    assert notes.startswith("### ")
    assert "formwright convert" in notes
    assert "## [" not in notes.replace("### ", "")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("CHANGELOG.md", DATED, "## [Unreleased]", "has no section for it"),
        ("CHANGELOG.md", "### ", "## [0.0.1] - 2020-01-01\n### ", "says nothing of"),
        ("src/formwright/__init__.py", VERSION, "0.0.2", "has another version"),
    ],
)
def test_what_is_not_ready_is_said(copy: Path, file: str, old: str, new: str, says: str) -> None:
    path = copy / file
    path.write_text(path.read_text().replace(old, new, 1))
    done = release(copy, "check", VERSION)
    assert done.returncode == 1
    assert says in done.stderr
    assert tag(copy).returncode == 1
    assert git(copy, "tag") == ""


@pytest.mark.parametrize("version", ["v1.0.0", "1.0", "", "1.0.0; id", "$(id)"])
def test_what_is_no_version_is_refused(copy: Path, version: str) -> None:
    assert release(copy, "check", version).returncode == 1


def test_an_action_that_names_an_image_already_is_refused(copy: Path) -> None:
    assert release(copy, "action", VERSION).returncode == 0
    done = release(copy, "action", VERSION)
    assert done.returncode == 1
    assert "begin from the commit on main" in done.stderr
