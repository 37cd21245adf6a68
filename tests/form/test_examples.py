"""The example folders: a file more is a test more, without any code.

`valid/`: no finding at all. `invalid/R45-….yml`: one error, of that rule. `warnings/R63-….yml`: findings of that rule,
no error. A `config.yml` or a discussion's form lies in a folder that is named so. `written/`: what the writer writes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from formwright.findings import Finding, Severity
from formwright.form import lint, read_form, write_form
from formwright.form.rules import CONFIG_RULES, FORM_RULES
from formwright.form.rules.base import Entry
from formwright.form.rules.files import FILE_ENTRIES

ROOT = Path(__file__).parents[1] / "examples" / "form"


def files(folder: str) -> list[Path]:
    return [path.relative_to(ROOT / folder) for path in sorted((ROOT / folder).rglob("*.y*ml"))]


def found(folder: str, name: Path) -> list[Finding]:
    # Bytes, since reading as text would turn CRLF into LF.
    return lint((ROOT / folder / name).read_bytes().decode("utf-8"), path=str(name))


def rule_of(name: Path) -> str:
    return name.parts[0].partition("-")[0]


@pytest.mark.parametrize("name", files("valid"), ids=str)
def test_valid_forms_have_no_findings(name: Path) -> None:
    assert found("valid", name) == []


@pytest.mark.parametrize("name", files("invalid"), ids=str)
def test_one_fault_is_one_error(name: Path) -> None:
    errors = [finding.rule for finding in found("invalid", name) if finding.severity is Severity.ERROR]
    assert errors == [rule_of(name)]


@pytest.mark.parametrize("name", files("warnings"), ids=str)
def test_what_hurts_is_a_warning(name: Path) -> None:
    findings = found("warnings", name)
    assert {(finding.rule, finding.severity) for finding in findings} == {(rule_of(name), Severity.WARNING)}


@pytest.mark.parametrize("folder", ["invalid", "warnings"])
def test_every_finding_says_where_and_what_to_do(folder: str) -> None:
    for name in files(folder):
        lines = (ROOT / folder / name).read_text("utf-8").splitlines()
        for finding in found(folder, name):
            assert finding.path == str(name)
            assert 1 <= finding.line <= max(1, len(lines)) and finding.column >= 1
            assert finding.message.strip() and finding.remedy.strip()
            assert finding.message[-1] not in ".;" and finding.remedy[-1] not in ".;"


def test_every_rule_has_an_example() -> None:
    shown = {(rule_of(name), folder) for folder in ("invalid", "warnings") for name in files(folder)}
    folders = {Severity.ERROR: "invalid", Severity.WARNING: "warnings"}
    entries: tuple[Entry, ...] = (*FORM_RULES, *CONFIG_RULES, *FILE_ENTRIES)
    assert {(entry.id, folders[entry.severity]) for entry in entries} <= shown


@pytest.mark.parametrize("name", files("written"), ids=str)
def test_the_writer_writes_what_a_careful_person_would(name: Path) -> None:
    text = (ROOT / "written" / name).read_bytes().decode("utf-8")
    reading = read_form(text)
    assert reading.form is not None and reading.findings == ()
    source = text.partition(" from ")[2].partition(". Edit")[0] if text.startswith("#") else None
    assert write_form(reading.form, source) == text
