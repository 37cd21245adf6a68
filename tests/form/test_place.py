"""Rules on where a template lies, and on the name of its file."""

from __future__ import annotations

import pytest

from formwright.findings import Severity
from formwright.form.linting import lint_folder

FORM = "name: {}\ndescription: Tell us what is broken\nbody:\n- type: input\n  id: a\n  attributes: {{label: A}}\n"
CHOOSER = ".github/ISSUE_TEMPLATE"


def found(*paths: str, whole: bool = False) -> list[tuple[str, str, str]]:
    """Return path, rule and remedy of what is found in forms of these paths."""
    files = {path: FORM.format(f"Form {number}") for number, path in enumerate(paths)}
    return [(f.path or "", f.rule, f.remedy) for f in lint_folder(files, whole=[CHOOSER] if whole else [])]


def test_a_form_in_its_place_has_no_findings() -> None:
    assert found(f"{CHOOSER}/fault.yml", "forms/fault.yml", "elsewhere/form.yaml") == []


@pytest.mark.parametrize(
    ("path", "rule", "remedy"),
    [
        (f"{CHOOSER}/bugs/a.yml", "R1", f"move the file to {CHOOSER}/a.yml"),
        (f"{CHOOSER}/a/b/c.yml", "R1", f"move the file to {CHOOSER}/c.yml"),
        (f"{CHOOSER}/a.yaml", "R2", f"rename it to {CHOOSER}/a.yml"),
        (f"{CHOOSER.lower()}/A.YAML", "R2", f"rename it to {CHOOSER.lower()}/A.yml"),
        (".github/PULL_REQUEST_TEMPLATE/a.yml", "R8", "write a Markdown template, ending in `.md`"),
        (".github/pull_request_template.yml", "R8", "write a Markdown template, ending in `.md`"),
    ],
)
def test_a_form_in_the_wrong_place(path: str, rule: str, remedy: str) -> None:
    assert found(path) == [(path, rule, remedy)]


def test_yaml_is_in_use_and_only_a_note() -> None:
    (finding,) = lint_folder({f"{CHOOSER}/a.yaml": FORM.format("Fault report")})
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["2-a.yml", "10-b.yml"], [("2-a.yml", "02-a.yml")]),
        (["9-a.yml", "10-b.yml", "100-c.yml"], [("9-a.yml", "009-a.yml")]),
        (["02-a.yml", "10-b.yml"], []),
        (["1-a.yml", "2-b.yml"], []),
        (["a.yml", "1-b.yml"], []),
        (["2-a.yml", "10-b.md"], []),
    ],
)
def test_numbers_sort_as_text(names: list[str], expected: list[tuple[str, str]]) -> None:
    paths = [f"forms/{name}" for name in names]
    at_fault = [(path, remedy) for path, rule, remedy in found(*paths) if rule == "R6"]
    assert at_fault == [(f"forms/{name}", f"rename it to forms/{wanted}") for name, wanted in sorted(expected)]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("---\nname: A fault\nabout: Broken\n---\n", ""),
        ("---\nname: A fault\n---\n", "no `about`"),
        ("---\nabout: Broken\n---\n", "no `name`"),
        ("## What happened\n", "no `name` and no `about`"),
        ("---\nname: a: b\n---\n", ""),
        ("---\n---\nname: a\n", ""),
    ],
)
def test_a_markdown_template_needs_a_head(text: str, missing: str) -> None:
    findings = lint_folder({f"{CHOOSER}/fault.md": text, f"{CHOOSER}/README.md": "# Read me\n", "forms/fault.md": text})
    assert [finding.message for finding in findings if finding.rule == "R9"] == (
        [f"the template's front matter has {missing}"] if missing else []
    )


def test_a_configuration_alone_switches_default_templates_off() -> None:
    config = {f"{CHOOSER}/config.yml": "blank_issues_enabled: false\n"}
    assert [finding.rule for finding in lint_folder(config, whole=[CHOOSER])] == ["R11"]
    assert lint_folder(config) == []
    assert lint_folder({**config, f"{CHOOSER}/a.yml": FORM.format("Fault report")}, whole=[CHOOSER]) == []
