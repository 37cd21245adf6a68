"""What is said in two places is the same in both: action.yml, the code, the workflows, the metadata, the changelog."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import formwright
from formwright.action.interface import COMMANDS, DELIVERIES, EVENTS, INPUTS, OUTPUTS, VERBS
from formwright.action.occasion import BY_EVENT

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

CONTRACT_INPUTS = ["token", "command", "config", "issue", "delivery", "dry-run", "strict"]
CONTRACT_OUTPUTS = [
    *("operation", "form", "answers", "problems", "document", "branch", "commit", "status", "number"),
    *("pull-request-number", "pull-request-url", "changed"),
]


def test_the_inputs_and_outputs_are_those_of_the_contract() -> None:
    assert [each.name for each in INPUTS][: len(CONTRACT_INPUTS)] == CONTRACT_INPUTS
    assert list(OUTPUTS)[: len(CONTRACT_OUTPUTS)] == CONTRACT_OUTPUTS


def test_action_yml_declares_what_the_code_reads_and_writes() -> None:
    assert ACTION["inputs"] == {
        each.name: {"description": each.description, "required": False, "default": each.default} for each in INPUTS
    }
    assert ACTION["outputs"] == {name: {"description": description} for name, description in OUTPUTS.items()}


def test_the_descriptions_name_every_choice() -> None:
    described = {each.name: each.description for each in INPUTS}
    assert all(f"`{command}`" in described["command"] for command in COMMANDS)
    assert all(f"`{delivery}`" in described["delivery"] for delivery in DELIVERIES)


def test_every_event_and_every_command_is_described() -> None:
    assert set(EVENTS) == set(BY_EVENT)
    assert {*VERBS, "auto"} == set(COMMANDS)


def test_the_runner_s_variables_keep_hyphens() -> None:
    assert {"INPUT_DRY-RUN", "INPUT_STRICT"} <= {each.variable for each in INPUTS}


def test_the_action_is_the_image_of_the_dockerfile() -> None:
    """S1: an image has no script that inputs could be written into."""
    assert ACTION["runs"] == {"using": "docker", "image": "Dockerfile"}
    assert ACTION["branding"].keys() == {"icon", "color"}
    assert ACTION["description"].startswith(PROJECT["description"].rstrip("."))
    assert len(ACTION["description"]) < 125, "the Marketplace takes no more"


def steps(workflow: Path) -> list[dict[str, Any]]:
    jobs = yaml.safe_load(workflow.read_text())["jobs"].values()
    return [step for job in jobs for step in job.get("steps", [])]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_no_expression_stands_in_a_script(workflow: Path) -> None:
    """S1: what an expression gives would be read as a program."""
    assert not [step["run"] for step in steps(workflow) if "${{" in step.get("run", "")]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_expression_stands_in_a_script_to_copy(page: Path) -> None:
    """S1: people copy what a page shows."""
    shown = re.findall(r"(?ms)^( *)```ya?ml\n(.*?)^\1```", page.read_text(encoding="utf-8"))
    assert not [script for _, text in shown for script in scripts(loaded(text)) if "${{" in script]


def loaded(text: str) -> list[object]:
    """Return what a block of YAML holds; nothing where it shows what is wrong with one."""
    try:
        return list(yaml.safe_load_all(text))
    except yaml.YAMLError:
        return []


def scripts(found: object) -> Iterator[str]:
    """Yield the scripts of steps, wherever they stand in what a YAML file holds."""
    for key, value in found.items() if isinstance(found, dict) else enumerate(found if isinstance(found, list) else []):
        yield from [value] if key == "run" and isinstance(value, str) else scripts(value)


def test_scripts_to_copy_are_found() -> None:
    """S1: the check can fail."""
    assert list(scripts(yaml.safe_load("steps:\n  - run: echo ${{ x }}\n  - uses: a\n"))) == ["echo ${{ x }}"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_their_sha_with_the_version_beside_it(workflow: Path) -> None:
    """S29."""
    uses = re.findall(r"uses: *(.+)", workflow.read_text())
    assert uses
    assert all(re.fullmatch(r"\./.*|[\w/.-]+@[0-9a-f]{40} {1,2}# v\d+\.\d+\.\d+", use) for use in uses)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_give_no_rights_that_are_not_asked_for(workflow: Path) -> None:
    """S26, S27."""
    assert yaml.safe_load(workflow.read_text())["permissions"] == {}
    assert "pull_request_target" not in workflow.read_text()
    checkouts = [step for step in steps(workflow) if "actions/checkout@" in step.get("uses", "")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_way_of_a_token_of_ones_own_is_documented() -> None:
    """S28: where the checks of a pull request of the program's are required, `GITHUB_TOKEN` does not do."""
    page = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    assert re.search(r"(?s)uses: formwright/formwright@\S+\n +with:\n +token: \$\{\{ secrets\.", page)


def test_the_supported_pythons_are_those_that_are_tested() -> None:
    named = [word.rsplit(" ", 1)[1] for word in PROJECT["classifiers"] if re.search(r"Python :: 3\.\d+", word)]
    matrix = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())["jobs"]["test"]["strategy"]["matrix"]
    assert matrix["python"] == named
    assert PROJECT["requires-python"] == f">={named[0]}"


def test_the_image_is_built_on_the_newest_of_them_by_its_digest() -> None:
    """S29."""
    newest = max(
        re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"])), key=lambda version: int(version[2:])
    )
    (base,) = re.findall(r"^ARG BASE=(.*)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert re.fullmatch(rf"python:{re.escape(newest)}\.\d+-slim-bookworm@sha256:[0-9a-f]{{64}}", base)


def test_the_changelog_knows_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text()
    version = re.escape(formwright.__version__)
    assert re.search(rf"^## \[{version}\]|^To become {version}\.$", changelog, re.MULTILINE)
