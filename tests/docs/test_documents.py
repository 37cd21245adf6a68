"""What the page on documents shows and promises is run."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from formwright.builtin import builtin_templates
from formwright.config import read_config
from formwright.conversion import convert
from formwright.document.guards import take_guarded
from formwright.document.table import put_table
from formwright.proposal.carrying import carry
from formwright.template import read_template

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "documents.md").read_text(encoding="utf-8")


def example(language: str, number: int) -> str:
    return [match[1] for match in re.finditer(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)][number]


def test_the_marks_are_the_ones_that_are_read() -> None:
    lines = example("markdown", 0).splitlines()
    assert take_guarded(lines, ["problem"]) == (lines[:1], {"problem": lines[1:2]})


def test_the_configuration_names_slots_and_fields_that_there_are() -> None:
    text = example("yaml", 0)
    config, findings = read_config(text)
    assert not findings
    proposal = config.proposal("feature-request")
    templates = builtin_templates()
    form = convert(templates["feature-request"], source="forms/feature-request.md").form
    assert proposal is not None
    assert form is not None
    assert carry({}, form, read_template(templates["enhancement"]), proposal.carry) == ({}, [])
    assert yaml.safe_load(text)["proposals"]["feature-request"]["carry"] == proposal.carry


def test_the_table_goes_between_the_marks() -> None:
    text, findings = put_table(example("markdown", 1), "enhancements/README.md", [])
    assert not findings
    assert text is not None
    assert text.startswith("# Our proposals\n")
    assert text.endswith("How we decide is told in the handbook.\n")


def test_every_code_is_explained() -> None:
    rooms = [*(ROOT / "src/formwright/document").glob("*.py"), ROOT / "src/formwright/jobs/registry.py"]
    codes = {code for file in rooms for code in re.findall(r'"(D\d\d)"', file.read_text(encoding="utf-8"))}
    assert set(re.findall(r"\bD\d\d\b", TEXT)) == codes
