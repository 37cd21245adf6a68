"""Which linter takes a file, and the rules on folders."""

from __future__ import annotations

import pytest

from formwright.findings import Finding, has_errors
from formwright.form import lint, lint_folder
from formwright.form.linting import FileKind, kind_of

FORM = "name: %s\ndescription: Tell us\nbody:\n- type: input\n  id: a\n  attributes:\n    label: A\n"
MARKDOWN = "---\nname: %s\nabout: Tell us\n---\n\n## What\n"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (None, FileKind.FORM),
        ("", FileKind.FORM),
        (".github/ISSUE_TEMPLATE/bug.yml", FileKind.FORM),
        ("BUG_REPORT.YAML", FileKind.FORM),
        ("my-config.yml", FileKind.FORM),
        (".github/ISSUE_TEMPLATE/config.yml", FileKind.CONFIG),
        ("Config.YAML", FileKind.CONFIG),
        ("a\\b\\config.yml", FileKind.CONFIG),
        (".github/DISCUSSION_TEMPLATE/ideas.yml", FileKind.DISCUSSION),
        (".github/formwright.yml", FileKind.SETTINGS),
        ("../app/.github/formwright.yml", FileKind.SETTINGS),
        ("formwright.yml", FileKind.SETTINGS),
        (".github/ISSUE_TEMPLATE/formwright.yml", FileKind.FORM),
        ("forms/bug.md", FileKind.TEMPLATE),
        ("forms/BUG.MARKDOWN", FileKind.TEMPLATE),
    ],
)
def test_the_path_says_what_a_file_is(path: str | None, kind: FileKind) -> None:
    assert kind_of(path) is kind


def test_the_path_chooses_the_rules() -> None:
    text = "blank_issues_enabled: false\n"
    assert lint(text, path="config.yml") == []
    assert [finding.rule for finding in lint(text, path="bug.yml")] == ["R38", "R38", "R40", "R58"]


def test_every_finding_has_the_path() -> None:
    assert {finding.path for finding in lint("name: RFC\n", path="a/b.yml")} == {"a/b.yml"}
    assert {finding.path for finding in lint("name: RFC\n")} == {None}


def test_a_linter_can_be_added() -> None:
    def lint_template(text: str) -> list[Finding]:
        return [Finding("T01", "second", "x", 2), Finding("T02", "first", "x", 1)]

    assert lint("text", path="a.md") == []
    found = lint("text", path="a.md", linters={FileKind.TEMPLATE: lint_template})
    assert [(finding.message, finding.path) for finding in found] == [("first", "a.md"), ("second", "a.md")]


def test_equal_names_are_found_in_every_file_of_a_folder() -> None:
    files = {"t/b.yml": FORM % "Fault report", "t/a.md": MARKDOWN % "' Fault report'", "t/c.yml": FORM % "Other report"}
    found = lint_folder(files)
    assert [(finding.path, finding.rule, finding.line) for finding in found] == [
        ("t/a.md", "R4", 2),
        ("t/b.yml", "R4", 1),
    ]
    assert "t/b.yml" in found[0].message and "t/a.md" in found[1].message


def test_a_form_takes_the_place_of_its_markdown_template() -> None:
    found = lint_folder({"t/Bug.md": MARKDOWN % "Old report", "t/bug.yaml": FORM % "New report"})
    assert [(finding.path, finding.rule) for finding in found] == [("t/Bug.md", "R7")]
    assert found[0].remedy == "delete t/Bug.md, or rename one of the two"


def test_what_does_not_clash() -> None:
    files = {
        "a/bug.yml": FORM % "Fault report",
        "b/bug.yml": FORM % "Fault report",
        "b/bug.md": "No front matter\n",
        "a/config.yml": "blank_issues_enabled: true\n",
        "a/plain.md": "name: Fault report\n",
        "DISCUSSION_TEMPLATE/ideas.yml": "body:\n- type: input\n  id: a\n  attributes: {label: A}\n",
    }
    found = lint_folder(files)
    assert [(finding.path, finding.rule) for finding in found] == [("b/bug.md", "R7")]


def test_a_folder_has_its_files_findings_too() -> None:
    files = {"t/b.yml": "name: [", "t/a.yml": FORM % "RFC", "t/config.yml": "contact_links: 1\n"}
    assert [(finding.path, finding.rule) for finding in lint_folder(files)] == [
        ("t/a.yml", "R3"),
        ("t/b.yml", "F01"),
        ("t/config.yml", "R13"),
    ]
    assert has_errors(lint_folder(files))


def test_an_empty_folder_has_none() -> None:
    assert lint_folder({}) == []
