"""Check: what is wrong with a commit's templates and forms, at their lines, and nothing else (S21, S26)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import formwright
from formwright.host.worktree import Worktree
from formwright.jobs.check import Checked, check
from formwright.jobs.sync import plan_sync
from proposals import Repository

TARGET = ".github/ISSUE_TEMPLATE"
BUG, BUG_FORM = "forms/bug.md", f"{TARGET}/bug.yml"
CONFIG = ".github/formwright.yml"


def template(more: str = "", name: str = "Bug report") -> str:
    return f"---\nname: {name}\nabout: Tell us\n{more}---\n\n## What happened\n<!-- In order. -->\n"


def form_of(text: str, path: str = BUG) -> str:
    return str(formwright.convert(text, source=path).yaml)


BY_HAND = """\
name: By hand
description: Tell us
labels: [bug, "status: review"]
body:
  - type: input
    id: version
    attributes:
      label: Version
"""


def checked(
    folder: Path, base: Mapping[str, str], head: Mapping[str, str | None], labels: set[str] | None = None
) -> Checked:
    """Check the commit `head`, which follows the default branch's `base`."""
    repository = Repository(folder, base)
    repository.git("checkout", "-q", "-b", "topic")
    repository.commit(head, "Change")
    host = Worktree(repository.folder)
    names = frozenset(labels) if labels is not None else None
    return check(host, str(host.head("topic")), str(host.head("main")), labels=names)


def said(result: Checked) -> list[str]:
    return [f"{each.rule} {each.path}:{each.line} {each.severity}" for each in result.findings]


IN_STEP = {BUG: template(), BUG_FORM: form_of(template())}


def test_what_is_in_step_has_no_finding(tmp_path: Path) -> None:
    result = checked(tmp_path, IN_STEP, {"README.md": "x"})
    assert (said(result), result.failed, result.templates, list(result.forms)) == ([], False, 1, [BUG_FORM])


def test_a_changed_template_is_no_fault_and_its_form_is_said(tmp_path: Path) -> None:
    result = checked(tmp_path, IN_STEP, {BUG: template(name="Fault report")})
    assert said(result) == [f"F44 {BUG_FORM}:3 warning"] and not result.failed
    assert "name: Fault report" in result.forms[BUG_FORM]


def test_a_new_and_a_removed_template(tmp_path: Path) -> None:
    result = checked(tmp_path, IN_STEP, {BUG: None, "forms/idea.md": template(name="Idea of mine")})
    assert said(result) == [f"F44 {BUG_FORM}:1 warning", "F44 forms/idea.md:1 warning"]


def test_a_form_that_was_edited_by_hand_is_a_fault(tmp_path: Path) -> None:
    edited = form_of(template()).replace("Bug report", "Our own")
    result = checked(tmp_path, IN_STEP, {BUG_FORM: edited})
    assert said(result) == [f"F40 {BUG_FORM}:1 error"] and result.failed


def test_a_template_of_which_no_form_can_be_made_is_a_fault_at_its_line(tmp_path: Path) -> None:
    broken = template().replace("## What happened\n", "## What happened\n<!-- form: {type: nothing} -->\n")
    result = checked(tmp_path, IN_STEP, {BUG: broken})
    assert [line for line in said(result) if line.endswith("error")] == [f"R48 {BUG}:7 error"]


def test_forms_of_peoples_own_and_the_chooser_are_held_against_githubs_rules(tmp_path: Path) -> None:
    forms = {
        f"{TARGET}/own.yml": BY_HAND.replace("Version", "  "),
        f"{TARGET}/config.yml": "contact_links: [{name: a}]\n",
    }
    result = checked(tmp_path, IN_STEP, forms)
    found = said(result)
    assert any(line.startswith(f"R50 {TARGET}/own.yml:8") for line in found)
    assert any(f"{TARGET}/config.yml:1 error" in line for line in found)


@pytest.mark.parametrize(
    ("config", "label", "gates"),
    [
        ("", "bug", False),
        ("", "status: proposed", False),
        ("", "status: review", True),
        ("", "Status: ACCEPTED", True),
        ("statuses: {label: 'rfc/{status}'}\n", "status: review", False),
        ("statuses: {label: 'rfc/{status}'}\n", "rfc/review", True),
        ("statuses: {preset: kep}\n", "status: implementable", True),
        ("proposals: {bug: {labels: [triaged]}}\n", "Triaged", True),
        ("proposals: {feature-request: {labels: [triaged]}}\n", "triaged", True),
    ],
)
def test_a_form_may_not_give_a_label_that_opens_a_gate(tmp_path: Path, config: str, label: str, gates: bool) -> None:
    """S21."""
    text = template(f"labels: [one, '{label}']\n")
    result = checked(tmp_path, {CONFIG: config} if config else {}, {BUG: text, BUG_FORM: form_of(text)})
    assert said(result) == ([f"F45 {BUG}:4 error"] if gates else [])
    assert result.failed is gates


def test_a_gate_in_a_form_of_peoples_own_is_at_its_line(tmp_path: Path) -> None:
    """S21."""
    result = checked(tmp_path, IN_STEP, {f"{TARGET}/own.yml": BY_HAND})
    assert said(result) == [f"F45 {TARGET}/own.yml:3 error"]


def test_a_gate_is_not_opened_by_changing_the_configuration_in_the_same_pull_request(tmp_path: Path) -> None:
    """S21."""
    text = template("labels: [triaged]\n")
    base = {CONFIG: "proposals: {bug: {labels: [triaged]}}\n"}
    result = checked(tmp_path, base, {CONFIG: "proposals: {}\n", BUG: text, BUG_FORM: form_of(text)})
    assert said(result) == [f"F45 {BUG}:4 error"]


def test_the_folders_are_those_that_the_pull_request_sets(tmp_path: Path) -> None:
    head = {CONFIG: "forms: {source: templates}\n", "templates/bug.md": template(), BUG: None, BUG_FORM: None}
    result = checked(tmp_path, IN_STEP, head)
    assert said(result) == ["F44 templates/bug.md:1 warning", "R11 .github/ISSUE_TEMPLATE:1 note"] or said(result) == [
        "R11 .github/ISSUE_TEMPLATE:1 note",
        "F44 templates/bug.md:1 warning",
    ]


def test_a_broken_configuration_is_a_fault_and_the_rest_is_still_checked(tmp_path: Path) -> None:
    result = checked(tmp_path, IN_STEP, {CONFIG: "forms:\n  sorce: x\n", BUG: template(name="Ab")})
    found = said(result)
    assert f"C10 {CONFIG}:2 error" in found and any(f" {BUG}:2 " in line for line in found)


def test_labels_that_do_not_exist(tmp_path: Path) -> None:
    """R19."""
    text = template("labels: [Bug, unheard-of]\n")
    head = {BUG: text, BUG_FORM: form_of(text)}
    assert said(checked(tmp_path / "a", {}, head, {"bug"})) == [f"R19 {BUG}:4 warning"]
    assert said(checked(tmp_path / "b", {}, head, None)) == []


def test_a_label_of_the_configuration_that_does_not_exist(tmp_path: Path) -> None:
    config = {CONFIG: "proposals:\n  bug:\n    labels:\n      - Triaged\n      - propsal\n      - rare\n"}
    result = checked(tmp_path / "a", IN_STEP, config, {"triaged", "Proposal"})
    assert said(result) == [f"C13 {CONFIG}:5 warning", f"C13 {CONFIG}:6 warning"]
    assert [each.remedy for each in result.findings] == ["did you mean `Proposal`?", "make it under Issues → Labels"]
    assert said(checked(tmp_path / "b", IN_STEP, config, None)) == []


def test_nothing_of_the_commit_is_executed_or_followed(tmp_path: Path) -> None:
    """S26: links lead nowhere, and hooks, attributes and programs of the pull request stay texts."""
    repository = Repository(tmp_path, IN_STEP)
    repository.git("checkout", "-q", "-b", "topic")
    (repository.work / "forms/secret.md").symlink_to("/etc/passwd")
    (repository.work / ".github/ISSUE_TEMPLATE/x.yml").symlink_to("../../forms/bug.md")
    hooks = {".gitattributes": "* filter=evil\n", ".gitconfig": "[filter 'evil']\nsmudge = touch pwned\n"}
    repository.commit(hooks, "Change")
    host = Worktree(repository.folder)
    result = check(host, str(host.head("topic")), str(host.head("main")))
    assert said(result) == ["F24 forms/secret.md:1 error"]
    assert not (repository.work / "pwned").exists()


def test_after_a_sync_nothing_is_out_of_step() -> None:
    plan = plan_sync({BUG: template()}, {}, TARGET)
    assert list(plan.after({})) == [BUG_FORM]
