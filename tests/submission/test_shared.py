"""Bodies of other projects, where they lie beside this one: what their parsers are tested with, and hard ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from formwright.form.model import Element, Form
from formwright.submission import parse

ROOT = Path(__file__).parents[3] / "shared" / "submissions"
CASES: list[Path | None] = [*sorted(path.parent for path in ROOT.glob("*/*/expected.json"))] or [None]


def case_name(case: Path | None) -> str:
    return f"{case.parent.name}-{case.name}" if case else "absent"


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_case_agrees(case: Path | None) -> None:
    if case is None:
        pytest.skip("the shared submissions are not beside the project")
    body, form = (case / "body.md").read_bytes().decode(), (case / "form.yml").read_text(encoding="utf-8")
    accepted = [path.read_text(encoding="utf-8") for path in sorted(case.glob("expected*.json"))]
    assert parse(body, form).answers in map(json.loads, accepted)


def observed(shared: Path, name: str) -> str:
    bodies = json.loads((shared / "submissions" / "observed-bodies.json").read_text(encoding="utf-8"))
    return next(str(body["raw"]) for body in bodies if body["id"] == name)


def test_line_ends_that_were_observed_settle_the_reading(shared: Path) -> None:
    """R71: CRLF inside typed text only."""
    body = observed(shared, "classic-crlf-inside-answer")
    labels = ("Observed Behaviour", "How to reproduce", "Dialect")
    fields = tuple(Element(type="textarea", label=label) for label in labels)
    boxes = Element(type="textarea", label="Are you willing to work on and submit a PR to address the issue?")
    conduct = Element(type="textarea", label="Code of Conduct")
    read = parse(body, Form("", "", (*fields, boxes, conduct)))
    assert not read.problems
    assert read.answers["observed-behaviour"] == (
        "Exit code 2 and stderr:\n```\nUsage: sqlfluff fix [OPTIONS] [PATHS]...\n```"
    )
    assert read.answers["dialect"] == "ansi"


def test_fences_that_were_observed_empty_are_empty(shared: Path) -> None:
    """R69: today's interface writes an empty fence."""
    fields = (
        Element(type="input", label="Version"),
        Element(type="input", label="Operating System"),
        Element(type="textarea", label="Relevant Log Output", render="shell"),
    )
    read = parse(observed(shared, "react-ui-empty-render"), Form("", "", fields))
    assert read.answers == {"version": "0.1.36", "operating-system": "Pop!_OS 22.04 LTS", "relevant-log-output": None}
    assert not read.problems
